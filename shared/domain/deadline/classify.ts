/** Early, on time or late (R7; TT 01/2018 Đ13 k1). Only the due date decides, never a calendar. */
import type { ProcessingTime } from './limit.ts';
import { dateOf, type LocalDateTime } from './local-date-time.ts';

export type Resolution = 'early' | 'onTime' | 'late';
export type InProcess = 'inTerm' | 'overdue';

type UnitOfLimit = Pick<ProcessingTime, 'unit' | 'sameDay'>;

/**
 * How a resolved dossier kept `dueAt` of its current cycle. Day-counted limits compare dates, since the law's day ends at 24:00
 * (BLDS 2015 Đ148 k6), also where the platform carries hours; hour limits compare minutes. A same-day result is never `early`.
 */
export function classifyResolved(limit: UnitOfLimit, dueAt: LocalDateTime, resolvedAt: LocalDateTime): Resolution {
  const [due, resolved] = comparable(limit, dueAt, resolvedAt);
  if (resolved > due) return 'late';
  if (resolved === due || limit.sameDay) return 'onTime';
  return 'early';
}

/** Where a dossier in process stands at `now`. A paused clock is always `inTerm`. */
export function classifyInProcess(limit: UnitOfLimit, dueAt: LocalDateTime, now: LocalDateTime, paused: boolean): InProcess {
  const [due, today] = comparable(limit, dueAt, now);
  return !paused && due < today ? 'overdue' : 'inTerm';
}

/** Both moments in the precision of the limit, as text that sorts in time order. */
function comparable({ unit, sameDay }: UnitOfLimit, a: LocalDateTime, b: LocalDateTime): [string, string] {
  return unit === 'workingHour' && !sameDay ? [a.slice(0, 16), b.slice(0, 16)] : [dateOf(a), dateOf(b)];
}
