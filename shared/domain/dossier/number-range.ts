/**
 * Order numbers without a network: of every date, counter k (1–9) owns k001–k899, k900–k999 is its reserve for a new journal or
 * a replacement PC whose last number is not known, and 0001–0999 belongs to the pre-printed emergency pads.
 */
import * as z from 'zod';

export const NumberRange = z.object({ first: z.int().min(1).max(9999), last: z.int().min(1).max(9999) });
export type NumberRange = z.infer<typeof NumberRange>;

export const NumberOwner = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('pad') }),
  z.object({ kind: z.literal('counter'), counterNo: z.int().min(1).max(9) }),
  z.object({ kind: z.literal('reserve'), counterNo: z.int().min(1).max(9) }),
]);
export type NumberOwner = z.infer<typeof NumberOwner>;

export type NextNumber = { readonly ok: true; readonly number: number } | { readonly ok: false; readonly reason: 'number-range-exhausted' };

export const padRange: NumberRange = { first: 1, last: 999 };

/** Ordinary range of counter `counterNo`. Throws `RangeError` unless it is an integer from 1 to 9. */
export function counterRange(counterNo: number): NumberRange {
  const base = baseOf(counterNo);
  return { first: base + 1, last: base + 899 };
}

/** Reserve of counter `counterNo`. Throws `RangeError` unless it is an integer from 1 to 9. */
export function reserveRange(counterNo: number): NumberRange {
  const base = baseOf(counterNo);
  return { first: base + 900, last: base + 999 };
}

/** Whose an order number is; `undefined` for k000 (nobody's) and what is no order number. */
export function ownerOf(number: number): NumberOwner | undefined {
  if (!Number.isInteger(number) || number < 1 || number > 9999) return undefined;
  if (number <= padRange.last) return { kind: 'pad' };
  const counterNo = Math.floor(number / 1000);
  if (number % 1000 === 0) return undefined;
  return { kind: number % 1000 < 900 ? 'counter' : 'reserve', counterNo };
}

/**
 * Next number of one date: the first of the range above `lastUsed` that is not in `used` (numbers known to be taken, such as
 * backfilled ones). Numbers are never given twice and gaps are not filled: a gap may be on a paper nobody has entered yet.
 */
export function nextNumber(range: NumberRange, lastUsed: number | null, used: ReadonlySet<number> = new Set()): NextNumber {
  for (let number = Math.max(range.first, (lastUsed ?? 0) + 1); number <= range.last; number += 1) {
    if (!used.has(number)) return { ok: true, number };
  }
  return { ok: false, reason: 'number-range-exhausted' };
}

function baseOf(counterNo: number): number {
  if (!Number.isInteger(counterNo) || counterNo < 1 || counterNo > 9) throw new RangeError(`No counter ${String(counterNo)}`);
  return counterNo * 1000;
}
