/** Dates of birth: a day, or only a year for people whose papers say no more. */
import * as z from 'zod';
import { CivilDate } from '../deadline/civil-date.ts';

/** `YYYY-MM-DD`, or `YYYY` when only the year is known. Sorts in time order. */
export const DateOfBirth = z.union([CivilDate, z.string().regex(/^(?:19|2\d)\d{2}$/u)]);
export type DateOfBirth = z.infer<typeof DateOfBirth>;

export type ReadDateOfBirth =
  | { readonly ok: true; readonly dateOfBirth: DateOfBirth }
  | { readonly ok: false; readonly reason: 'not-a-date' | 'no-such-day' | 'in-future' | 'before-1900' };

/** ddMMyyyy; day first with any of `/ - .` or blanks; the year alone; the ISO form our own screens pass around. */
const typedForms = [
  /^(?<day>\d{2})(?<month>\d{2})(?<year>\d{4})$/u,
  /^(?<day>\d{1,2})[\s/.-]+(?<month>\d{1,2})[\s/.-]+(?<year>\d{4})$/u,
  /^(?<year>\d{4})$/u,
  /^(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})$/u,
];

/**
 * Reads what a person types: `15031978`, `15/3/1978`, `15-03-1978`, `1978`, `1978-03-15`. Day or month `00` gives the year alone.
 * Two-digit years are not guessed. `today` is the counter's date.
 */
export function parseDateOfBirth(typed: string, today: string): ReadDateOfBirth {
  const groups = typedForms.map((form) => form.exec(typed.trim())?.groups).find((found) => found !== undefined);
  const year = groups?.['year'];
  if (year === undefined) return { ok: false, reason: 'not-a-date' };
  const dateOfBirth = bornOn(year, groups?.['month'] ?? '00', groups?.['day'] ?? '00');
  if (dateOfBirth === undefined) return { ok: false, reason: 'no-such-day' };
  if (year < '1900') return { ok: false, reason: 'before-1900' };
  return dateOfBirth > today ? { ok: false, reason: 'in-future' } : { ok: true, dateOfBirth };
}

/** Date of birth of digits; day or month `00` means that only the year is known. `undefined` for a day that does not exist. */
export function bornOn(year: string, month: string, day: string): DateOfBirth | undefined {
  if (Number(month) === 0 || Number(day) === 0) return Number(month) <= 12 && Number(day) <= 31 ? year : undefined;
  const date = CivilDate.safeParse(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
  return date.success ? date.data : undefined;
}

/** Year of birth as a number. */
export function birthYear(dateOfBirth: DateOfBirth): number {
  return Number(dateOfBirth.slice(0, 4));
}
