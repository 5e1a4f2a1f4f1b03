/** Which days the office works: tables of days off by year, versioned and replaced by packs; years without a table are computed. */
import * as z from 'zod';
import { fail } from '../../errors.ts';
import calendarsJson from './calendars.json' with { type: 'json' };
import { CalendarStatus, CalendarYear, type DayKind } from './calendar-year.ts';
import { addDays, type CivilDate, isWeekend, yearOf } from './civil-date.ts';
import { computedYears } from './computed-year.ts';

/** A version of the unit's calendar: `years` by four-digit year; every date lies in the year it is filed under. */
export const WorkCalendar = z
  .object({ version: z.string().min(1).max(60), years: z.record(z.string().regex(/^\d{4}$/u), CalendarYear) })
  .superRefine(({ years }, context) => {
    for (const [year, { off, workSwap }] of Object.entries(years)) {
      for (const date of [...Object.keys(off), ...workSwap]) {
        if (date.slice(0, 4) !== year) context.addIssue({ code: 'custom', message: 'date-in-other-year', path: ['years', year, date] });
      }
    }
  });
export type WorkCalendar = z.infer<typeof WorkCalendar>;

/** The calendar that ships with the app: tables for 2022 to 2027, of which 2027 awaits the Prime Minister's decision. */
export const shippedCalendar: WorkCalendar = WorkCalendar.parse(calendarsJson);

/** The year's own table, else the computed one. Throws `calendar-missing` for a year with neither. */
export function calendarYear(calendar: WorkCalendar, year: number): CalendarYear {
  const days = calendar.years[String(year)] ?? computedYears.get(year);
  if (days === undefined) throw fail('calendar-missing', { year });
  return days;
}

/** What is special about `date`; `undefined` for an ordinary weekday or weekend. Throws `calendar-missing`. */
export function dayKind(calendar: WorkCalendar, date: CivilDate): DayKind | undefined {
  const days = calendarYear(calendar, yearOf(date));
  return days.workSwap.includes(date) ? 'workSwap' : days.off[date];
}

/** Whether the office works on `date`: a worked swap day, or T2 to T6 and not off. Throws `calendar-missing`. */
export function isWorkingDay(calendar: WorkCalendar, date: CivilDate): boolean {
  const kind = dayKind(calendar, date);
  return kind === 'workSwap' || (kind === undefined && !isWeekend(date));
}

/** First working day after `date`. */
export function nextWorkingDay(calendar: WorkCalendar, date: CivilDate): CivilDate {
  return firstWorkingDayFrom(calendar, addDays(date, 1));
}

/** Whether anybody has said, or the law alone says, which days of `date`'s year are off. */
export function hasCalendar(calendar: WorkCalendar, date: CivilDate): boolean {
  const year = yearOf(date);
  return calendar.years[String(year)] !== undefined || computedYears.has(year);
}

/** As `nextWorkingDay` where a calendar reaches, beyond it the next day from Monday to Friday: for what is only shown, whatever the clock says. */
export function likelyNextWorkingDay(calendar: WorkCalendar, date: CivilDate): CivilDate {
  let day = addDays(date, 1);
  while (hasCalendar(calendar, day) ? !isWorkingDay(calendar, day) : isWeekend(day)) day = addDays(day, 1);
  return day;
}

/** `date` itself when worked, else the next working day (BLDS 2015 Đ148 k5). */
export function firstWorkingDayFrom(calendar: WorkCalendar, date: CivilDate): CivilDate {
  let day = date;
  while (!isWorkingDay(calendar, day)) day = addDays(day, 1);
  return day;
}

/** Last working day before `date`. */
export function previousWorkingDay(calendar: WorkCalendar, date: CivilDate): CivilDate {
  let day = addDays(date, -1);
  while (!isWorkingDay(calendar, day)) day = addDays(day, -1);
  return day;
}

/** The `count`-th working day after `date`; `count` ≥ 1. */
export function addWorkingDays(calendar: WorkCalendar, date: CivilDate, count: number): CivilDate {
  let day = date;
  for (let counted = 0; counted < count; counted += 1) day = nextWorkingDay(calendar, day);
  return day;
}

/** Working days strictly between two dates; 0 when `to` is not after `from`. */
export function workingDaysBetween(calendar: WorkCalendar, from: CivilDate, to: CivilDate): number {
  let count = 0;
  for (let day = addDays(from, 1); day < to; day = addDays(day, 1)) if (isWorkingDay(calendar, day)) count += 1;
  return count;
}

/** The day off that a worked swap day pays for. Both lists run in time order, so the n-th pays for the n-th; `undefined` when they do not match. */
export function worksFor(calendar: WorkCalendar, worked: CivilDate): CivilDate | undefined {
  const { off, workSwap } = calendarYear(calendar, yearOf(worked));
  const swapped = Object.keys(off)
    .filter((date) => off[date as CivilDate] === 'swap')
    .sort() as CivilDate[];
  const index = [...workSwap].sort().indexOf(worked);
  return swapped.length === workSwap.length ? swapped[index] : undefined;
}

/** The least trusted status among the years from `from` to `to`, for the banner. Throws `calendar-missing`. */
export function worstStatus(calendar: WorkCalendar, from: CivilDate, to: CivilDate): CalendarStatus {
  const last = yearOf(to);
  const used: CalendarStatus[] = [];
  for (let year = yearOf(from); year <= last; year += 1) used.push(calendarYear(calendar, year).status);
  return CalendarStatus.options.findLast((status) => used.includes(status)) ?? 'verified';
}
