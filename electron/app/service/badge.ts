/** What a dossier's line says first: where it stands against its due date at `now`. */
import type { Badge } from '#shared/contract/dossier.ts';
import { hasCalendar, likelyNextWorkingDay, type WorkCalendar, workingDaysBetween } from '#shared/domain/deadline/calendar.ts';
import { type CivilDate, daysBetween } from '#shared/domain/deadline/civil-date.ts';
import { classifyInProcess, classifyResolved } from '#shared/domain/deadline/classify.ts';
import type { ProcessingTime } from '#shared/domain/deadline/limit.ts';
import { dateOf, fromInstant, type LocalDateTime } from '#shared/domain/deadline/local-date-time.ts';

export type Standing = {
  readonly status: string | null;
  readonly needsDecision: boolean;
  readonly dueAt: string | null;
  readonly resolvedAt: string | null;
  readonly returnedAt: string | null;
  /** When the clock was stopped, for the count of days waited; null while it runs. */
  readonly pausedSince: string | null;
  readonly limit: Pick<ProcessingTime, 'unit' | 'sameDay'> | null;
};

const paused = { awaitingSupplement: 'awaitingSupplement', awaitingPayment: 'awaitingPayment', stopped: 'stopped' } as const;
const ended = { withdrawn: 'withdrawn', voided: 'voided', registered: 'registered', notAccepted: 'notAccepted' } as const;
const byDays: Pick<ProcessingTime, 'unit' | 'sameDay'> = { unit: 'workingDay', sameDay: false };

/** Statuses after which nothing more is owed. */
export function isFinished(status: string | null): boolean {
  return ['returned', 'withdrawn', 'voided', 'notAccepted'].includes(status ?? '');
}

export function isPaused(status: string | null): boolean {
  return Object.hasOwn(paused, status ?? '');
}

export function badgeOf(standing: Standing, calendar: WorkCalendar, now: LocalDateTime): Badge {
  const { status, resolvedAt, returnedAt } = standing;
  if (standing.needsDecision) return { kind: 'needsDecision', days: null, at: null };
  if (status !== null && isKey(paused, status))
    return { kind: paused[status], days: daysSince(standing.pausedSince, now), at: standing.pausedSince };
  if (status !== null && isKey(ended, status)) return { kind: ended[status], days: null, at: null };
  const lateness = lateDays(standing);
  if (status === 'returned')
    return { kind: lateness > 0 ? 'returnedLate' : 'returned', days: lateness > 0 ? lateness : null, at: returnedAt };
  if (status === 'resolved') return resolvedBadge(standing, lateness, resolvedAt);
  return inProcessBadge(standing, calendar, now);
}

function resolvedBadge(standing: Standing, lateness: number, at: string | null): Badge {
  const { dueAt, resolvedAt } = standing;
  if (lateness > 0) return { kind: 'resolvedLate', days: lateness, at };
  const early =
    dueAt !== null &&
    resolvedAt !== null &&
    classifyResolved(standing.limit ?? byDays, fromInstant(dueAt), fromInstant(resolvedAt)) === 'early';
  return { kind: early ? 'resolvedEarly' : 'resolvedOnTime', days: null, at };
}

function inProcessBadge({ dueAt, limit }: Standing, calendar: WorkCalendar, now: LocalDateTime): Badge {
  if (dueAt === null) return { kind: 'inTerm', days: null, at: null };
  const due = fromInstant(dueAt);
  const [today, dueOn] = [dateOf(now), dateOf(due)];
  if (classifyInProcess(limit ?? byDays, due, now, false) === 'overdue')
    return { kind: 'overdue', days: Math.max(1, daysBetween(dueOn, today)), at: dueAt };
  if (dueOn === today) return { kind: 'dueToday', days: 0, at: dueAt };
  if (dueOn <= likelyNextWorkingDay(calendar, today)) return { kind: 'dueTomorrow', days: 1, at: dueAt };
  const isCounted = hasCalendar(calendar, today) && hasCalendar(calendar, dueOn);
  return { kind: 'inTerm', days: isCounted ? workingDaysBetween(calendar, today, dueOn) + 1 : null, at: dueAt };
}

/** Calendar days between due date and resolution; 0 when it kept the date. */
function lateDays({ dueAt, resolvedAt, limit }: Standing): number {
  if (dueAt === null || resolvedAt === null) return 0;
  const [due, resolved] = [fromInstant(dueAt), fromInstant(resolvedAt)];
  return classifyResolved(limit ?? byDays, due, resolved) === 'late' ? Math.max(1, daysBetween(dateOf(due), dateOf(resolved))) : 0;
}

function daysSince(from: string | null, now: LocalDateTime): number | null {
  return from === null ? null : daysBetween(dateOf(fromInstant(from)) as CivilDate, dateOf(now));
}

function isKey<T extends object>(table: T, key: PropertyKey): key is keyof T {
  return Object.hasOwn(table, key);
}
