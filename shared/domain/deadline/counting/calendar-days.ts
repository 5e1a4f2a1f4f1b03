import { firstWorkingDayFrom, isWorkingDay } from '../calendar.ts';
import { addDays, addMonths, type CivilDate, daysBetween } from '../civil-date.ts';
import { dateOf } from '../local-date-time.ts';
import { closeOf } from '../office-hours.ts';
import type { DayMark } from '../steps.ts';
import { type Counting, datesThrough, type Office, type Run } from './counting.ts';
import { dayZeroOf, markUpToDayZero } from './day-zero.ts';

/** R4: N calendar days after day 0; an end on a day off moves to the next working day (BLDS 2015 Đ148 k5). Due at close of office. */
export function calendarDays(office: Office, value: number): Counting {
  return countingSpan(office, () => value);
}

/** R5: the matching day N months after day 0, else the last of that month (Đ148 k3), then as R4. Pauses take calendar days of that span. */
export function months(office: Office, value: number): Counting {
  return countingSpan(office, (dayZero) => daysBetween(dayZero, addMonths(dayZero, value)));
}

function countingSpan(office: Office, spanFrom: (dayZero: CivilDate) => number): Counting {
  const { calendar, officeHours } = office;
  return {
    unit: 'calendarDay',
    open: (at) => {
      const dayZero = dayZeroOf(office, at);
      return { startedAt: at, dayZero, left: spanFrom(dayZero), spent: 0 };
    },
    dueAt: (run) => closeOf(officeHours, firstWorkingDayFrom(calendar, addDays(run.dayZero, run.left))),
    used: (run, at) => Math.max(0, daysBetween(run.dayZero, dateOf(at)) - 1),
    marks: (run, end) =>
      datesThrough(run.startedAt, end).map((date) => markUpToDayZero(office, run, date) ?? markInSpan(office, run, date)),
  };
}

function markInSpan({ calendar }: Office, run: Run, date: CivilDate): DayMark {
  const day = daysBetween(run.dayZero, date);
  const isOff = !isWorkingDay(calendar, date);
  if (day > run.left) return { date, role: isOff ? 'off' : 'counted' };
  return { date, role: day === run.left && isOff ? 'off' : 'counted', n: run.spent + day };
}
