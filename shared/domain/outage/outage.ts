/** The intervals of the outage log as a day sees them. Legal source: domain rule of `systemOutage`: recorded with from and to, times of dossiers stay as they are. */
import * as z from 'zod';
import { addDays, type CivilDate, dayNumber } from '../deadline/civil-date.ts';
import { atMinute, dateOf, type LocalDateTime, minuteOf } from '../deadline/local-date-time.ts';
import type { OpenMinutes } from '../deadline/office-hours.ts';

/** `server`: the server could not be reached; `software`: our own failure; `machine`: power was lost or the machine started anew. */
export const OutageCause = z.enum(['server', 'software', 'machine']);
export type OutageCause = z.infer<typeof OutageCause>;

/** One interval in the office's time; `to` null while it lasts. */
export type Outage = {
  readonly from: LocalDateTime;
  readonly to: LocalDateTime | null;
  readonly cause: OutageCause;
  readonly clockMoved: boolean;
};

/** An outage and how much of it lies in the day asked for. */
export type DayOutage = Outage & { readonly seconds: number; readonly officeSeconds: number };

export type OutageDaySum = {
  readonly outages: readonly DayOutage[];
  /** What overlaps counts once. */
  readonly seconds: number;
  readonly officeSeconds: number;
};

type Span = { readonly from: number; readonly to: number };

/** Those of `outages` that touch `date`, in order, up to `now` where they last. `open` is when the office is open on that day. */
export function outagesOfDay(outages: readonly Outage[], date: CivilDate, now: LocalDateTime, open: readonly OpenMinutes[]): OutageDaySum {
  const start = secondsOf(atMinute(date, 0));
  const sessions = open.map((session) => ({ from: start + session.open * 60, to: start + session.close * 60 }));
  const within = (outage: Outage): Span => ({
    from: Math.max(start, secondsOf(outage.from)),
    to: Math.min(secondsOf(atMinute(addDays(date, 1), 0)), secondsOf(outage.to ?? now)),
  });
  const touching = outages.filter((outage) => dateOf(outage.from) <= date && dateOf(outage.to ?? now) >= date).toSorted(byTime);
  const spans = touching.map(within);
  return {
    outages: touching.map((outage) => ({
      ...outage,
      seconds: lengthOf([within(outage)]),
      officeSeconds: lengthOf(inside([within(outage)], sessions)),
    })),
    seconds: lengthOf(merged(spans)),
    officeSeconds: lengthOf(inside(merged(spans), sessions)),
  };
}

/**
 * Whether `at` lies in the outage, its ends included: what fell due in its last minute was hindered all the same. One that lasts reaches until `now`: nobody
 * knows whether it will still be there when something falls due.
 */
export function isIn(outage: Outage, at: LocalDateTime, now: LocalDateTime): boolean {
  return outage.from.slice(0, 16) <= at && at <= (outage.to ?? now);
}

function byTime(a: Outage, b: Outage): number {
  return a.from === b.from ? a.cause.localeCompare(b.cause) : a.from < b.from ? -1 : 1;
}

/** Seconds since 1970 of the office's own clock. */
function secondsOf(at: LocalDateTime): number {
  return dayNumber(dateOf(at)) * 86_400 + minuteOf(at) * 60 + Number(at.slice(17, 19));
}

function lengthOf(spans: readonly Span[]): number {
  return spans.reduce((sum, { from, to }) => sum + Math.max(0, to - from), 0);
}

/** `spans` in order of their beginning, those that overlap as one. */
function merged(spans: readonly Span[]): Span[] {
  return spans.reduce<Span[]>((done, span) => {
    const last = done.at(-1);
    if (last === undefined || span.from > last.to) return [...done, span];
    return [...done.slice(0, -1), { from: last.from, to: Math.max(last.to, span.to) }];
  }, []);
}

function inside(spans: readonly Span[], sessions: readonly Span[]): Span[] {
  return spans.flatMap((span) => sessions.map(({ from, to }) => ({ from: Math.max(from, span.from), to: Math.min(to, span.to) })));
}
