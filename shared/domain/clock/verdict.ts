/**
 * Whether the office may go by the machine's clock, or a person has to look at it first (design §10, domain/reports.md §3.3 point 5). Times are
 * milliseconds since 1970; "device" times are the machine's, the office's are those plus the kept difference.
 */
import { dateOfDayNumber, type CivilDate } from '../deadline/civil-date.ts';

/** A clock may be off by so much before anybody is asked. */
export const clockToleranceMs = 5 * 60_000;

export const clockReasons = ['first-sign-in', 'jumped-forward', 'jumped-back', 'behind-last-act', 'beyond-belief'] as const;
export type ClockReason = (typeof clockReasons)[number];

export type ClockFacts = {
  readonly machineMs: number;
  /** What the machine's clock should show going by a clock nobody can set; null where that is not known (a start, the end of a sleep). */
  readonly expectedMs: number | null;
  /** What it showed when last looked at, whatever lay in between; null at a start. */
  readonly lastSeenMs: number | null;
  /** Device time of the last act of this counter; null without one. */
  readonly lastActMs: number | null;
  /** Kept from the last confirmation: the office's time less the machine's. */
  readonly differenceMs: number;
  /** Office time of the last confirmation of this machine's clock; null when nobody ever looked. */
  readonly confirmedMs: number | null;
  /** Somebody has signed in on this day of the office. */
  readonly signedIn: boolean;
  /** Server's time less the office's, where it was heard lately and the clock has gone evenly since. */
  readonly serverOffMs: number | null;
  readonly belief: ClockBelief;
};

/** Office times a working clock can show: not before this version was made, not beyond the calendars. */
export type ClockBelief = { readonly fromMs: number; readonly untilMs: number };

/** `byMs`: how far it jumped or lies behind, never negative. `suggestedMs`: the office's time one key confirms; null when only a person can tell. */
export type ClockVerdict =
  | { readonly kind: 'ok' }
  | { readonly kind: 'ask'; readonly reason: ClockReason; readonly byMs: number | null; readonly suggestedMs: number | null };

/** The weightiest reason to ask, or `ok`. */
export function judgeClock(facts: ClockFacts): ClockVerdict {
  const found = reasonOf(facts);
  return found === undefined ? { kind: 'ok' } : { kind: 'ask', ...found, suggestedMs: suggestion(facts) };
}

type Found = { readonly reason: ClockReason; readonly byMs: number | null };

function reasonOf(facts: ClockFacts): Found | undefined {
  const { machineMs, differenceMs, lastActMs, signedIn } = facts;
  if (!isBelievable(machineMs + differenceMs, facts.belief)) return { reason: 'beyond-belief', byMs: null };
  const jump = jumpOf(facts);
  if (Math.abs(jump) > clockToleranceMs) return { reason: jump > 0 ? 'jumped-forward' : 'jumped-back', byMs: Math.abs(jump) };
  const behind = lastActMs === null ? 0 : lastActMs - machineMs;
  if (behind > clockToleranceMs) return { reason: 'behind-last-act', byMs: behind };
  return signedIn && !isConfirmedToday(facts) ? { reason: 'first-sign-in', byMs: null } : undefined;
}

/** Forward when positive. Over a sleep, which the even clock may not count, a clock goes on, but never back. */
function jumpOf({ machineMs, expectedMs, lastSeenMs }: ClockFacts): number {
  const uneven = expectedMs === null ? 0 : machineMs - expectedMs;
  const back = lastSeenMs === null ? 0 : machineMs - lastSeenMs;
  return back < -clockToleranceMs ? Math.min(uneven, back) : uneven;
}

function isConfirmedToday({ machineMs, differenceMs, confirmedMs }: ClockFacts): boolean {
  return confirmedMs !== null && officeDate(confirmedMs) === officeDate(machineMs + differenceMs);
}

/**
 * The likeliest office time: by the server, by the even clock since the last confirmation, by the kept difference, by the machine alone; the first that
 * can be true and does not lie before what this counter has already recorded.
 */
function suggestion(facts: ClockFacts): number | null {
  const { machineMs, expectedMs, differenceMs, lastActMs, serverOffMs, belief } = facts;
  const kept = machineMs + differenceMs;
  const candidates = [
    ...(serverOffMs === null || Math.abs(serverOffMs) <= clockToleranceMs ? [] : [kept + serverOffMs]),
    ...(expectedMs === null || Math.abs(machineMs - expectedMs) <= clockToleranceMs ? [] : [expectedMs + differenceMs]),
    kept,
    machineMs,
  ].filter((ms) => isBelievable(ms, belief));
  const notBefore = lastActMs === null ? -Infinity : lastActMs + differenceMs - clockToleranceMs;
  return candidates.find((ms) => ms >= notBefore) ?? candidates[0] ?? null;
}

function isBelievable(officeMs: number, { fromMs, untilMs }: ClockBelief): boolean {
  return officeMs >= fromMs && officeMs < untilMs;
}

export type Doubt = 'beyond-belief' | 'before-last-act' | 'far-from-machine';

/** A typed day that is a slip of the finger more often than the truth. */
const farMs = 24 * 60 * 60_000;

/**
 * What speaks against `trueMs`, the office time a person gives. `beyond-belief` is never taken; the others are when said a second time. `nearMs` is what the
 * office would otherwise go by, null when nothing can be believed.
 */
export function doubtOf(trueMs: number, nearMs: number | null, { lastActMs, differenceMs, belief }: ClockFacts): Doubt | undefined {
  if (!isBelievable(trueMs, belief)) return 'beyond-belief';
  if (lastActMs !== null && trueMs < lastActMs + differenceMs - clockToleranceMs) return 'before-last-act';
  return nearMs !== null && Math.abs(trueMs - nearMs) > farMs ? 'far-from-machine' : undefined;
}

const dayMs = 24 * 60 * 60_000;
const officeOffsetMs = 7 * 60 * 60_000;

/** The office's date (UTC+7 all year) at a moment. */
export function officeDate(ms: number): CivilDate {
  return dateOfDayNumber(Math.floor((ms + officeOffsetMs) / dayMs));
}
