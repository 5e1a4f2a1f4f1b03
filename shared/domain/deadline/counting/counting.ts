/** The ways of counting a limit, one shape for all: the engine knows runs of the clock, not units. */
import type { WorkCalendar } from '../calendar.ts';
import { addDays, type CivilDate } from '../civil-date.ts';
import type { DeadlinePolicy } from '../limit.ts';
import { dateOf, type LocalDateTime } from '../local-date-time.ts';
import type { OfficeHours } from '../office-hours.ts';
import type { DayMark } from '../steps.ts';

/** The office a limit runs in. */
export type Office = { readonly calendar: WorkCalendar; readonly officeHours: OfficeHours; readonly policy: DeadlinePolicy };

/** What `allotted`, `used` and `remaining` count. A month limit is counted as the calendar days of its span. */
export type CountUnit = 'workingDay' | 'calendarDay' | 'workingMinute';

/**
 * The clock between a start and the next stop. `dayZero` is the day not counted, later than the start when the cut-off puts it off.
 * `left` units remain to run, `spent` of the cycle ran before.
 */
export type Run = { readonly startedAt: LocalDateTime; readonly dayZero: CivilDate; readonly left: number; readonly spent: number };

export type Counting = {
  readonly unit: CountUnit;
  /** The whole limit, started at a reception or a complete supplement. */
  open(at: LocalDateTime): Run;
  /** When the run is due, if nothing stops it. Throws `calendar-missing`. */
  dueAt(run: Run): LocalDateTime;
  /** Units the run has spent when it stops at `at`. Days on which the clock starts or stops are not spent. */
  used(run: Run, at: LocalDateTime): number;
  /** One mark for each day from the start of the run to the day of `end`; the last is marked like any other. */
  marks(run: Run, end: LocalDateTime): DayMark[];
};

/** Dates from the day of `from` to the day of `to`, both included. */
export function datesThrough(from: LocalDateTime, to: LocalDateTime): CivilDate[] {
  const dates = [dateOf(from)];
  for (let date = addDays(dateOf(from), 1); date <= dateOf(to); date = addDays(date, 1)) dates.push(date);
  return dates;
}
