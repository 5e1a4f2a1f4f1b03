import { isWorkingDay, nextWorkingDay } from '../calendar.ts';
import type { CivilDate } from '../civil-date.ts';
import { dateOf, isAfterClock, type LocalDateTime } from '../local-date-time.ts';
import type { DayMark } from '../steps.ts';
import type { Office, Run } from './counting.ts';

/**
 * The day that is not counted (BLDS 2015 Đ147 k2): the day of `at`, worked or not, or with `cutoffShiftsStart` the next working day
 * for a reception after the cut-off. A day off received on before the cut-off stays its own day 0 even then.
 */
export function dayZeroOf({ calendar, policy }: Office, at: LocalDateTime): CivilDate {
  const shifted = policy.cutoffShiftsStart && isAfterClock(at, policy.cutoffTime);
  return shifted ? nextWorkingDay(calendar, dateOf(at)) : dateOf(at);
}

/** Mark of a day up to day 0, `undefined` for a later day. */
export function markUpToDayZero({ calendar }: Office, run: Run, date: CivilDate): DayMark | undefined {
  if (date === dateOf(run.startedAt)) return { date, role: 'received' };
  if (date > run.dayZero) return undefined;
  return isWorkingDay(calendar, date) ? { date, role: 'off', reason: 'afterCutoff' } : { date, role: 'off' };
}
