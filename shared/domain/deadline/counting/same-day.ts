import { isWorkingDay, nextWorkingDay } from '../calendar.ts';
import { dateOf, isAfterClock } from '../local-date-time.ts';
import { closeOf } from '../office-hours.ts';
import { type Counting, datesThrough, type Office } from './counting.ts';

/**
 * R3: up to the cut-off of a working day the result is due at its close, else at the close of the next working day (Luật Hộ tịch Đ5
 * k3, NĐ 23/2015 Đ7). The cut-off to the second is still in time. A clock that starts again is treated as a reception.
 */
export function sameDay({ calendar, officeHours, policy }: Office): Counting {
  return {
    unit: 'workingDay',
    open: (at) => ({ startedAt: at, dayZero: dateOf(at), left: 1, spent: 0 }),
    dueAt: ({ startedAt }) => {
      const date = dateOf(startedAt);
      const inTime = isWorkingDay(calendar, date) && !isAfterClock(startedAt, policy.cutoffTime);
      return closeOf(officeHours, inTime ? date : nextWorkingDay(calendar, date));
    },
    used: () => 0,
    marks: (run, end) =>
      datesThrough(run.startedAt, end).map((date) => {
        if (date === dateOf(run.startedAt)) return { date, role: 'received' };
        return { date, role: isWorkingDay(calendar, date) ? 'counted' : 'off' };
      }),
  };
}
