/**
 * The gap ledger (design §7): every number of a counter's series that stands for no standing dossier, and why. A number may be on a paper whatever the store holds, so none
 * is ever given again; this says which a person can explain from here and which from paper only.
 */
import type { NumbersAfterRestore } from './numbers-after-restore.ts';
import { counterRange, type NumberRange, reserveRange } from './number-range.ts';

/**
 * `voided`: given, and its dossier voided. `onPaper`: below the last code a person told after a restore: on a paper whose act is lost. `earlierLife`: given, or perhaps given, by
 * the store before a restore or by the machine this one replaced; its act is not here. `reserveUsed`: left out on a day that went on in the reserve. `otherLife`: the part of the
 * reserve that belongs to another restore. `seriesBlock`: register and slip numbers left out at a restore, because lost acts may have taken some of them. `unknown`: none of these; acts were lost without a trace here.
 */
export type GapReason = 'voided' | 'onPaper' | 'earlierLife' | 'reserveUsed' | 'otherLife' | 'seriesBlock' | 'unknown';
/** A run of numbers with one reason. `dossierId` of a voided one. */
export type NumberGap = { readonly from: number; readonly to: number; readonly reason: GapReason; readonly dossierId: string | null };
export type NumberInUse = { readonly number: number; readonly dossierId: string; readonly voided: boolean };

/** Order numbers of counter `counterNo` on `date` (`YYYY-MM-DD`), lowest first. `used`: those the store holds of that day and counter, in any order. */
export function codeGaps(
  counterNo: number,
  date: string,
  used: readonly NumberInUse[],
  after: NumbersAfterRestore | undefined,
): readonly NumberGap[] {
  const [ordinary, reserve] = [counterRange(counterNo), reserveRange(counterNo)];
  const [inOrdinary, inReserve] = [within(used, ordinary), within(used, reserve)];
  const told = after?.lastOnPaper?.date === date ? after.lastOnPaper.number : 0;
  const known = after?.known.find((day) => day.date === date);
  const isBefore = after !== undefined && date <= after.restoredOn;
  const reasonOf = (number: number): GapReason => (number <= told ? 'onPaper' : isBefore ? 'earlierLife' : 'unknown');
  const top = Math.max(highestOf(inOrdinary), isIn(told, ordinary) ? told : 0, known?.ordinary ?? 0);
  // Nobody knows where the ordinary numbers of such a day ended.
  const skipped =
    inReserve.length === 0 ? [] : runs(Math.max(top + 1, ordinary.first), ordinary.last, new Set(), () => 'reserveUsed' as const);
  const begun = Math.min(...inReserve.map(({ number }) => number));
  return [
    ...withVoided(inOrdinary, ordinary.first, top, reasonOf),
    ...skipped,
    ...withVoided(
      inReserve,
      reserve.first,
      Math.max(highestOf(inReserve), isIn(told, reserve) ? told : 0, known?.reserve ?? 0),
      (number) => (number > told && number < begun ? 'otherLife' : reasonOf(number)),
    ),
  ];
}

/** Numbers from 1 of one series of one year, up to `last`, the highest given. */
export function seriesGaps(
  year: number,
  last: number,
  used: readonly NumberInUse[],
  after: NumbersAfterRestore | undefined,
): readonly NumberGap[] {
  const isBefore = after !== undefined && year <= Number(after.restoredOn.slice(0, 4));
  return withVoided(used, 1, last, (number) =>
    !isBefore ? 'unknown' : number <= after.seriesAbove && number > highestBelow(used, after.seriesAbove) ? 'seriesBlock' : 'earlierLife',
  );
}

const within = (used: readonly NumberInUse[], range: NumberRange): readonly NumberInUse[] =>
  used.filter(({ number }) => isIn(number, range));
const isIn = (number: number, { first, last }: NumberRange): boolean => number >= first && number <= last;
const highestOf = (used: readonly NumberInUse[]): number => Math.max(0, ...used.map(({ number }) => number));
const highestBelow = (used: readonly NumberInUse[], above: number): number => highestOf(used.filter(({ number }) => number <= above));

function withVoided(used: readonly NumberInUse[], first: number, last: number, reasonOf: (number: number) => GapReason): NumberGap[] {
  const voided = used.flatMap(({ number, dossierId, voided: isVoided }): NumberGap[] =>
    isVoided ? [{ from: number, to: number, reason: 'voided', dossierId }] : [],
  );
  return [...runs(first, last, new Set(used.map(({ number }) => number)), reasonOf), ...voided].sort((a, b) => a.from - b.from);
}

function runs(first: number, last: number, used: ReadonlySet<number>, reasonOf: (number: number) => GapReason): NumberGap[] {
  const found: NumberGap[] = [];
  for (let number = first; number <= last; number += 1) {
    if (used.has(number)) continue;
    const reason = reasonOf(number);
    const before = found.at(-1);
    if (before?.to === number - 1 && before.reason === reason) found[found.length - 1] = { ...before, to: number };
    else found.push({ from: number, to: number, reason, dossierId: null });
  }
  return found;
}
