/** Cells of one row by field, and what spreadsheets do to numbers. */
import { personalIdFacts } from '../identity/personal-id.ts';
import { checkPhone } from '../identity/phone.ts';
import { checkTaxCode } from '../identity/tax-code.ts';
import { fold } from '../text/fold.ts';
import channels from './channels.json' with { type: 'json' };
import type { RegisterCell, RegisterRow, RowWarning } from './row.ts';

type Channel = RegisterRow['channel'];
export type Understood = { readonly value: string | null; readonly warnings: readonly RowWarning[] };

const channelsByWord: ReadonlyMap<string, Channel> = new Map(
  (['inPerson', 'online', 'postal'] as const).flatMap((channel) => channels[channel].map((word) => [fold(word), channel] as const)),
);

/** Text of a cell without blanks around it; Excel's leading apostrophe ("this is text") is dropped from numbers. */
export function cellText(cell: RegisterCell): string {
  return String(cell ?? '')
    .trim()
    .replace(/^'(?=[\d+])/u, '');
}

/** `1.23E+11`: Excel has thrown digits away, nothing can bring them back. */
export function isDamagedNumber(text: string): boolean {
  return /^\d(?:[.,]\d+)?E\+?\d+$/iu.test(text);
}

/** Identity number of a row. Excel drops leading zeros of numbers; they come back where only one number can have been meant. */
export function readPersonalId(text: string): Understood {
  const number = text.replace(/[\s.]+/gu, '');
  if (number === '') return { value: null, warnings: [] };
  if (/^\d{9}$|^\d{12}$/u.test(number) || checkTaxCode(number).ok) return { value: number, warnings: [] };
  const padded = /^\d{10,11}$/u.test(number) ? number.padStart(12, '0') : '';
  if (personalIdFacts(padded)?.provinceName !== undefined) return { value: padded, warnings: ['leading-zero-restored'] };
  return { value: text, warnings: ['personal-id-unusual'] };
}

/** Phone of a row in the national form; what is no phone number stays as written. */
export function readPhone(text: string): Understood {
  if (text === '') return { value: null, warnings: [] };
  const asWritten = checkPhone(text);
  if (asWritten.ok) return { value: asWritten.phone, warnings: [] };
  const padded = checkPhone(`0${text}`);
  if (/^[2-9]/u.test(text) && padded.ok) return { value: padded.phone, warnings: ['leading-zero-restored'] };
  return { value: text, warnings: ['phone-unusual'] };
}

/** `undefined` for words that name no channel. */
export function readChannel(text: string): Channel | undefined {
  return channelsByWord.get(fold(text));
}

/** Sets of papers: one where nothing is written; `01`, `2 bộ`. `undefined` for anything else. */
export function readCount(text: string): number | undefined {
  if (text === '') return 1;
  const count = Number(/^(\d{1,3})(?:\s*bo)?$/u.exec(fold(text))?.[1]);
  return count >= 1 ? count : undefined;
}
