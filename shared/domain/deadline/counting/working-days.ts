import { addWorkingDays, isWorkingDay, workingDaysBetween } from '../calendar.ts';
import { dateOf } from '../local-date-time.ts';
import { closeOf } from '../office-hours.ts';
import { type Counting, datesThrough, type Office } from './counting.ts';
import { dayZeroOf, markUpToDayZero } from './day-zero.ts';

/** R1: N working days after day 0, due at the close of the last one. */
export function workingDays(office: Office, value: number): Counting {
  const { calendar, officeHours } = office;
  return {
    unit: 'workingDay',
    open: (at) => ({ startedAt: at, dayZero: dayZeroOf(office, at), left: value, spent: 0 }),
    dueAt: (run) => closeOf(officeHours, addWorkingDays(calendar, run.dayZero, run.left)),
    used: (run, at) => workingDaysBetween(calendar, run.dayZero, dateOf(at)),
    marks: (run, end) => {
      let n = run.spent;
      return datesThrough(run.startedAt, end).map((date) => {
        const before = markUpToDayZero(office, run, date);
        if (before !== undefined) return before;
        if (!isWorkingDay(calendar, date)) return { date, role: 'off' };
        n += 1;
        return { date, role: 'counted', n };
      });
    },
  };
}
