/**
 * The QR of CCCD (2021) and Căn cước (from 01/7/2024) cards: fields separated by `|`, unsigned. It proves nothing, it saves typing.
 * The payload is personal data: never log it.
 */
import * as z from 'zod';
import { addDays, CivilDate } from '../deadline/civil-date.ts';
import { admitText } from '../text/door.ts';
import { fold } from '../text/fold.ts';
import { bornOn, DateOfBirth } from './date-of-birth.ts';
import { isKeyboardRow, nameGoneThroughInputMethod, nameNeedsReview } from './scan-faults.ts';
import { checkPersonalId, PersonalId, PersonalIdWarning, Sex } from './personal-id.ts';

export const IdCard = z.object({
  /** By date of issue: Căn cước cards have been issued since 01/7/2024 (Luật Căn cước 26/2023/QH15). */
  idCardType: z.enum(['cccd', 'canCuoc']),
  personalId: PersonalId,
  oldIdNumber: z
    .string()
    .regex(/^(?:\d{9}|\d{12})$/u)
    .nullable(),
  fullName: z.string().min(1),
  dateOfBirth: DateOfBirth,
  sex: Sex.nullable(),
  /** As on the card, three-tier addresses included. */
  residence: z.string(),
  issuedOn: CivilDate,
  /** Fields 7 and on of newer cards as they are; their meaning is not published. */
  extras: z.array(z.string()),
});
export type IdCard = z.infer<typeof IdCard>;

export const IdCardWarning = z.enum([...PersonalIdWarning.options, 'sex-unreadable']);
export type IdCardWarning = z.infer<typeof IdCardWarning>;

export const IdCardFault = z.enum([
  'ime-mangled',
  'unreadable-text',
  'too-few-fields',
  'bad-number',
  'bad-old-number',
  'name-missing',
  'bad-birth-date',
  'bad-issue-date',
  'issued-before-birth',
  'issued-in-future',
]);
export type IdCardFault = z.infer<typeof IdCardFault>;

/** `nameNeedsReview`: the scanner lost diacritics or used another encoding; the person at the counter corrects the name. */
export const IdCardScan = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), card: IdCard, warnings: z.array(IdCardWarning), nameNeedsReview: z.boolean() }),
  z.object({ ok: z.literal(false), reason: IdCardFault }),
]);
export type IdCardScan = z.infer<typeof IdCardScan>;

const fieldCount = 7;
const canCuocSince = '2024-07-01';
const sexes: ReadonlyMap<string, Sex> = new Map([
  ['nam', 'male'],
  ['nu', 'female'],
]);

/**
 * Reads a scanned payload. `today` is the counter's date; a card may be issued one day after it, because clocks differ.
 * Never throws. `ime-mangled` means that a Vietnamese input method was on while scanning: switch it off and scan again.
 */
export function parseIdCard(payload: string, today: CivilDate): IdCardScan {
  const text = admitText(withoutScannerNoise(payload), 'payload');
  if (!text.ok) return { ok: false, reason: 'unreadable-text' };
  const fields = text.text.split('|').map((field) => field.trim());
  const fault = faultOfShape(fields);
  return fault === undefined ? readFields(fields, today) : { ok: false, reason: fault };
}

function faultOfShape(fields: readonly string[]): IdCardFault | undefined {
  const [number = '', oldNumber = '', fullName = '', born = '', , , issued = ''] = fields;
  if (fields.length < fieldCount) return isKeyboardRow(number) ? 'ime-mangled' : 'too-few-fields';
  if ([number, oldNumber, born, issued].some((digits) => /[\p{L}\p{M}]/u.test(digits))) return 'ime-mangled';
  if (!/^\d{12}$/u.test(number)) return 'bad-number';
  if (!/^(?:\d{9}|\d{12})?$/u.test(oldNumber)) return 'bad-old-number';
  if (fullName === '') return 'name-missing';
  return nameGoneThroughInputMethod(fullName) ? 'ime-mangled' : undefined;
}

function readFields(fields: readonly string[], today: CivilDate): IdCardScan {
  const [personalId = '', oldNumber = '', fullName = '', born = '', sexWord = '', residence = '', issued = '', ...extras] = fields;
  const dateOfBirth = readDate(born, bornOn);
  // No card was issued to anybody born in another century than the numbers know.
  if (dateOfBirth === undefined || dateOfBirth < '1900') return { ok: false, reason: 'bad-birth-date' };
  const issuedOn = readDate(issued, realDate);
  if (issuedOn === undefined) return { ok: false, reason: 'bad-issue-date' };
  // A year alone is compared as a year: a card of the year of birth is possible.
  if (issuedOn.slice(0, dateOfBirth.length) < dateOfBirth || issuedOn === dateOfBirth) return { ok: false, reason: 'issued-before-birth' };
  if (issuedOn > addDays(today, 1)) return { ok: false, reason: 'issued-in-future' };

  const sex = sexes.get(fold(sexWord)) ?? null;
  const checked = checkPersonalId(personalId, today, { dateOfBirth, sex });
  const warnings: IdCardWarning[] = checked.ok ? [...checked.warnings] : [];
  if (sex === null) warnings.push('sex-unreadable');
  return {
    ok: true,
    card: {
      idCardType: issuedOn < canCuocSince ? 'cccd' : 'canCuoc',
      personalId,
      oldIdNumber: oldNumber === '' ? null : oldNumber,
      fullName,
      dateOfBirth,
      sex,
      residence,
      issuedOn,
      extras,
    },
    warnings,
    nameNeedsReview: nameNeedsReview(fullName, sexWord, residence),
  };
}

/** BOM, line ends, tabs, other controls, zero-width characters, and the AIM prefix `]Q1` that some scanners put before a QR. */
function withoutScannerNoise(payload: string): string {
  return payload.replace(/[\p{Cc}\p{Cf}]+/gu, '').replace(/^\s*\]Q\d/u, '');
}

/** Splits `ddMMyyyy`. */
function readDate<Date>(digits: string, read: (year: string, month: string, day: string) => Date | undefined): Date | undefined {
  const [, day = '', month = '', year = ''] = /^(\d{2})(\d{2})(\d{4})$/u.exec(digits) ?? [];
  return year === '' ? undefined : read(year, month, day);
}

function realDate(year: string, month: string, day: string): CivilDate | undefined {
  const date = CivilDate.safeParse(`${year}-${month}-${day}`);
  return date.success ? date.data : undefined;
}
