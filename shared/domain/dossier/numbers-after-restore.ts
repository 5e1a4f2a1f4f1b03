/**
 * Order numbers of a counter whose store was brought back, or replaced, and may lack the last acts of its earlier life: which numbers are safe on which day, so that
 * none is on two papers. The earlier life ended on `restoredOn`; it can have given numbers of that day and, for papers entered late, of any day before.
 */
import * as z from 'zod';
import { counterRange, nextNumber, type NextNumber, type NumberRange, ownerOf, reserveRange } from './number-range.ts';

const Date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/u);

export const NumbersAfterRestore = z.object({
  restoredOn: Date,
  /** The last code on paper, told by a person; null: nobody is sure. */
  lastOnPaper: z.object({ date: Date, number: z.int() }).nullable(),
  /** Last numbers known of the earlier life beside what the store holds. */
  known: z.array(z.object({ date: Date, ordinary: z.int().nullable(), reserve: z.int().nullable() })),
  /** How many times this counter was brought back before: each life begins in another quarter of the reserve, so that two lost on one day do not meet. */
  life: z.int().min(0),
  /** Register and slip numbers of the years up to the restore go on above this one; 0 where no act can be lost. */
  seriesAbove: z.int().min(0).default(0),
  /** Another machine goes on with this counter's number: no day is free until a person has told its last code. */
  isShared: z.boolean().optional(),
});
export type NumbersAfterRestore = z.infer<typeof NumbersAfterRestore>;

/** Where the next number of a day comes from: the first of `range` above `above`, and above every one the store holds. */
export type NumberSource = { readonly range: NumberRange; readonly above: number | null };

/**
 * `hasServerTold`: the server has told every act it ever got of this counter. That says nothing of acts it never got, so the days up to the restore stay with what a
 * person said. A day after the one on the last paper is free; that day goes on behind its number; a day before it may hide papers entered late, so it takes the reserve.
 */
export function sourceAfterRestore(counterNo: number, date: string, after: NumbersAfterRestore, hasServerTold: boolean): NumberSource {
  const { restoredOn, lastOnPaper } = after;
  const known = after.known.find((day) => day.date === date);
  const ordinary = (above: number | null): NumberSource => ({ range: counterRange(counterNo), above: highest(known?.ordinary, above) });
  const reserve = (above: number | null): NumberSource => ({
    range: quarterOfReserve(counterNo, after.life),
    above: highest(known?.reserve, above),
  });
  if (lastOnPaper === null) return date > restoredOn && hasServerTold && after.isShared !== true ? ordinary(null) : reserve(null);
  if (date > lastOnPaper.date) return ordinary(null);
  if (date < lastOnPaper.date) return reserve(null);
  return ownerOf(lastOnPaper.number)?.kind === 'counter' ? ordinary(lastOnPaper.number) : reserve(lastOnPaper.number);
}

/** Next number of `source`, given the last one the store holds in its range. */
export function nextFrom({ range, above }: NumberSource, lastHeld: number | null): NextNumber {
  return nextNumber(range, highest(lastHeld, above));
}

/** More numbers than one life of a counter takes of a series beyond the last that is known of it. */
const seriesBlock = 10_000;

/**
 * What register and slip numbers go on above when acts may be lost: their numbers are on paper and nobody can tell how many there were. `highestKnown`: of any series of this
 * counter. Each life has a block of its own, so that two lost ones do not meet.
 */
export function seriesAboveOf(highestKnown: number, life: number): number {
  return (Math.floor(highestKnown / seriesBlock) + 1 + life) * seriesBlock;
}

/** What a series of `year` goes on above, given the last number the store holds of it. A year after the restore begins from 01. */
export function lastOfSeriesAfter(lastHeld: number, year: number, after: NumbersAfterRestore | undefined): number {
  if (after === undefined || year > Number(after.restoredOn.slice(0, 4))) return lastHeld;
  return Math.max(lastHeld, after.seriesAbove);
}

/** Whether `number` can be on a paper of counter `counterNo`: of its own range or of its reserve. */
export function isOfCounter(number: number, counterNo: number): boolean {
  const owner = ownerOf(number);
  return owner !== undefined && owner.kind !== 'pad' && owner.counterNo === counterNo;
}

/** From the quarter on to the reserve's end. */
function quarterOfReserve(counterNo: number, life: number): NumberRange {
  const { first, last } = reserveRange(counterNo);
  return { first: first + (life % 4) * 25, last };
}

function highest(a: number | null | undefined, b: number | null): number | null {
  return a === null || a === undefined ? b : Math.max(a, b ?? a);
}
