/** Opening hours of an agency by season. The province decides them, there is no national table; kept per agency. */
import * as z from 'zod';
import { dayKind, isWorkingDay, type WorkCalendar } from './calendar.ts';
import { addDays, type CivilDate, civilDate, weekdayOf } from './civil-date.ts';
import { atMinute, type LocalDateTime, minuteOfClock } from './local-date-time.ts';

/** Every `MM-DD` of a leap year. */
const MONTH_DAYS: readonly string[] = Array.from({ length: 366 }, (_, day) => addDays(civilDate(2024, 1, 1), day).slice(5));

/** Time of day `HH:mm`. */
export const ClockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/u);

const MonthDay = z.string().refine((text) => MONTH_DAYS.includes(text), { error: 'time-not-real' });
const Session = z.object({ open: ClockTime, close: ClockTime });

/** Sessions of one day in time order, none touching the one before. */
const Sessions = z.array(Session).min(1).max(4).refine(areInOrder, { error: 'sessions-out-of-order' });

/**
 * Hours from day `from` to day `to` of each year (`MM-DD`, both included, may run over New Year). `sessions` hold on every working
 * day, worked Saturdays too. `saturdaySessions` are those of an ordinary Saturday, for counters that open then (police residence):
 * the clock of hour limits runs in them, but the Saturday stays a day off for every limit counted in days.
 */
export const OfficeSeason = z.object({
  from: MonthDay,
  to: MonthDay,
  sessions: Sessions,
  saturdaySessions: Sessions.optional(),
});
export type OfficeSeason = z.infer<typeof OfficeSeason>;

/** Seasons that together hold every day of a year exactly once. */
export const OfficeHours = z.array(OfficeSeason).min(1).max(12).refine(coverTheYear, { error: 'seasons-gap-or-overlap' });
export type OfficeHours = z.infer<typeof OfficeHours>;

/** T2 to T6, 07:30–11:30 and 13:30–17:30, all year. */
export const defaultOfficeHours: OfficeHours = [
  {
    from: '01-01',
    to: '12-31',
    sessions: [
      { open: '07:30', close: '11:30' },
      { open: '13:30', close: '17:30' },
    ],
  },
];

/** A stretch of office time, minutes since midnight, `close` not included. */
export type OpenMinutes = { readonly open: number; readonly close: number };

/** When the office is open on `date`; empty on a day without hours. Throws `calendar-missing`. */
export function openMinutesOn(officeHours: OfficeHours, calendar: WorkCalendar, date: CivilDate): readonly OpenMinutes[] {
  return sessionsOn(officeHours, calendar, date).map(({ open, close }) => ({ open: minuteOfClock(open), close: minuteOfClock(close) }));
}

/** Close of office on a working day: end of the last session of its season. */
export function closeOf(officeHours: OfficeHours, date: CivilDate): LocalDateTime {
  return atMinute(date, Math.max(...seasonOf(officeHours, date).sessions.map(({ close }) => minuteOfClock(close))));
}

/** Opening of office on a working day. */
export function openingOf(officeHours: OfficeHours, date: CivilDate): LocalDateTime {
  return atMinute(date, Math.min(...seasonOf(officeHours, date).sessions.map(({ open }) => minuteOfClock(open))));
}

function sessionsOn(officeHours: OfficeHours, calendar: WorkCalendar, date: CivilDate): OfficeSeason['sessions'] {
  const season = seasonOf(officeHours, date);
  if (isWorkingDay(calendar, date)) return season.sessions;
  const ordinarySaturday = weekdayOf(date) === 7 && dayKind(calendar, date) === undefined;
  return ordinarySaturday ? (season.saturdaySessions ?? []) : [];
}

function seasonOf(officeHours: OfficeHours, date: CivilDate): OfficeSeason {
  const season = officeHours.find((candidate) => holds(candidate, date.slice(5)));
  if (season === undefined) throw new RangeError(`office hours have no season for ${date.slice(5)}`);
  return season;
}

function holds({ from, to }: { from: string; to: string }, monthDay: string): boolean {
  return from <= to ? from <= monthDay && monthDay <= to : from <= monthDay || monthDay <= to;
}

function coverTheYear(seasons: readonly { from: string; to: string }[]): boolean {
  return MONTH_DAYS.every((monthDay) => seasons.filter((season) => holds(season, monthDay)).length === 1);
}

function areInOrder(sessions: readonly { open: string; close: string }[]): boolean {
  return sessions.every(({ open, close }, index) => open < close && (sessions[index - 1]?.close ?? '') < open);
}
