/**
 * The 12-digit personal number AAA B CC DDDDDD: province of birth registration (the 63 of before July 2025), century and sex, year
 * of birth, random. It has no check digit, so what the digits say is only ever compared, and a difference is a warning.
 */
import * as z from 'zod';
import birthProvinces from './birth-provinces.json' with { type: 'json' };
import { birthYear, type DateOfBirth } from './date-of-birth.ts';

export const PersonalId = z.string().regex(/^\d{12}$/u);
export type PersonalId = z.infer<typeof PersonalId>;

export const Sex = z.enum(['male', 'female']);
export type Sex = z.infer<typeof Sex>;

export const PersonalIdWarning = z.enum(['province-unknown', 'birth-year-in-future', 'birth-year-differs', 'sex-differs']);
export type PersonalIdWarning = z.infer<typeof PersonalIdWarning>;

export type PersonalIdFacts = { readonly provinceName: string | undefined; readonly sex: Sex; readonly birthYear: number };

export type CheckedPersonalId =
  | { readonly ok: true; readonly personalId: PersonalId; readonly warnings: readonly PersonalIdWarning[] }
  | { readonly ok: false; readonly reason: 'not-12-digits' };

const provinceNames: ReadonlyMap<string, string> = new Map(Object.entries(birthProvinces));

/** What the digits say; `undefined` unless there are twelve of them. */
export function personalIdFacts(personalId: string): PersonalIdFacts | undefined {
  if (!PersonalId.safeParse(personalId).success) return undefined;
  const century = Number(personalId[3]);
  return {
    provinceName: provinceNames.get(personalId.slice(0, 3)),
    sex: century % 2 === 0 ? 'male' : 'female',
    birthYear: 1900 + Math.floor(century / 2) * 100 + Number(personalId.slice(4, 6)),
  };
}

/** Checks a typed number (blanks, dots and hyphens are dropped) against what else is known of the person. `today` is `YYYY-MM-DD`. */
export function checkPersonalId(
  typed: string,
  today: string,
  person: { readonly dateOfBirth?: DateOfBirth | undefined; readonly sex?: Sex | null | undefined } = {},
): CheckedPersonalId {
  const personalId = typed.replace(/[\s\p{Z}\p{Cf}.-]+/gu, '');
  const facts = personalIdFacts(personalId);
  if (facts === undefined) return { ok: false, reason: 'not-12-digits' };
  const { dateOfBirth, sex } = person;
  const found: readonly (readonly [PersonalIdWarning, boolean])[] = [
    ['province-unknown', facts.provinceName === undefined],
    ['birth-year-in-future', facts.birthYear > Number(today.slice(0, 4))],
    ['birth-year-differs', dateOfBirth !== undefined && facts.birthYear !== birthYear(dateOfBirth)],
    ['sex-differs', sex !== undefined && sex !== null && facts.sex !== sex],
  ];
  return { ok: true, personalId, warnings: found.filter(([, holds]) => holds).map(([warning]) => warning) };
}

/** For screens and papers: the first three and the last four digits of 9 or 12, `079*****1234`. Shorter numbers are hidden whole. */
export function maskPersonalId(number: string): string {
  if (number.length < 9) return '*'.repeat(number.length);
  return number.slice(0, 3) + '*'.repeat(number.length - 7) + number.slice(-4);
}
