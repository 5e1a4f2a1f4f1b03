/** The deadline engine: when a dossier is due, and the days that lead there. Rules R1 to R6b; pure, the same question gives the same answer. */
import * as z from 'zod';
import { fail } from '../../errors.ts';
import { CalendarStatus } from './calendar-year.ts';
import { calendarYear, shippedCalendar, type WorkCalendar, worstStatus } from './calendar.ts';
import { addDays, type CivilDate, yearOf } from './civil-date.ts';
import { calendarDays, months } from './counting/calendar-days.ts';
import type { Counting, Office, Run } from './counting/counting.ts';
import { sameDay } from './counting/same-day.ts';
import { workingDays } from './counting/working-days.ts';
import { workingHours } from './counting/working-minutes.ts';
import {
  type ClockEvent,
  type DeadlinePolicy,
  type DeadlineRequest,
  defaultPolicy,
  MAX_LIMIT_VALUE,
  type ProcessingTime,
} from './limit.ts';
import { dateOf, LocalDateTime } from './local-date-time.ts';
import { defaultOfficeHours, type OfficeHours } from './office-hours.ts';
import { type DayMark, DeadlineStep, joinSteps, stepOf } from './steps.ts';

/** Some platforms keep a working day as eight hours whatever the office's own hours are (R1b). */
const CARRIED_HOURS_A_DAY = 8;

/**
 * The answer.
 *
 * - `dueAt`: due moment of the current cycle, `YYYY-MM-DDTHH:mm`. While `paused`, the one that held before the pause: the true one
 *   is not known until the clock runs again.
 * - `cycle`, `clockStartedAt`: current clock cycle from 1, and the reception or complete supplement that began it.
 * - `allotted`, `used`, `remaining` of the cycle in `unit` (months as calendar days, hours as minutes): `used` ran before the last
 *   stop of the clock. `used + remaining = allotted`; at least 1 remains after a pause, however late.
 * - `calendarStatus`: least trusted year between reception and the last day told; `calendarVersion`: what it was computed with.
 */
export const DeadlineResult = z.object({
  dueAt: LocalDateTime,
  paused: z.boolean(),
  cycle: z.int().min(1),
  clockStartedAt: LocalDateTime,
  unit: z.enum(['workingDay', 'calendarDay', 'workingMinute']),
  allotted: z.int().min(1),
  used: z.int().min(0),
  remaining: z.int().min(1),
  calendarStatus: CalendarStatus,
  calendarVersion: z.string(),
  steps: z.array(DeadlineStep),
});
export type DeadlineResult = z.infer<typeof DeadlineResult>;

/** A request with the office it is asked for; what is left out is the shipped calendar, the default hours and policy, no events. */
export type DeadlineQuestion = {
  readonly receivedAt: LocalDateTime;
  readonly limit: ProcessingTime;
  readonly policy?: DeadlinePolicy;
  readonly events?: readonly ClockEvent[];
  readonly calendar?: WorkCalendar;
  readonly officeHours?: OfficeHours;
};

type Clock = {
  readonly cycle: number;
  readonly clockStartedAt: LocalDateTime;
  readonly run: Run;
  readonly dueAt: LocalDateTime;
  /** When the clock was stopped; undefined while it runs. */
  readonly stoppedAt: LocalDateTime | undefined;
  /** Of all days before the present run, and of the run too once it is stopped. */
  readonly steps: readonly DeadlineStep[];
};

/**
 * Computes `dueAt` and its day-by-day steps. A pause while paused changes nothing.
 *
 * Throws `processing-time-invalid` (value not a whole number from 1 to 10 000), `clock-event-invalid` (before reception, out of order, or a
 * resume while the clock runs; `index` into `events`) and `calendar-missing` (a year beyond the lunar table).
 */
export function computeDueAt(question: DeadlineQuestion | DeadlineRequest): DeadlineResult {
  const { receivedAt, limit, events = [] } = question;
  const office = officeOf(question);
  // Asked first, so that no arithmetic leaves the years that can be written.
  calendarYear(office.calendar, yearOf(dateOf(receivedAt)));
  const counting = countingOf(office, limit);
  const first = startCycle(counting, receivedAt, 1, []);
  const clock = momentsOf(receivedAt, events).reduce((state, event) => apply(office, counting, state, event), first);
  return resultOf(office, counting, receivedAt, clock);
}

function officeOf({ calendar = shippedCalendar, officeHours = defaultOfficeHours, policy = defaultPolicy }: Partial<Office>): Office {
  return { calendar, officeHours, policy };
}

function countingOf(office: Office, { value, unit, sameDay: isSameDay }: ProcessingTime): Counting {
  if (!Number.isInteger(value) || value < 1 || value > MAX_LIMIT_VALUE) throw fail('processing-time-invalid', { value });
  if (isSameDay) return sameDay(office);
  if (unit === 'calendarDay') return calendarDays(office, value);
  if (unit === 'month') return months(office, value);
  if (unit === 'workingHour') return workingHours(office, value);
  return office.policy.hourCarry ? workingHours(office, value * CARRIED_HOURS_A_DAY) : workingDays(office, value);
}

type Moment = { readonly kind: ClockEvent['kind']; readonly at: LocalDateTime; readonly index: number };

/** Events with their bare dates settled to moments, checked to be in time order from the reception. */
function momentsOf(receivedAt: LocalDateTime, events: readonly ClockEvent[]): Moment[] {
  let previous = receivedAt;
  return events.map(({ kind, at }, index) => {
    const moment = momentOf(at, previous);
    if (moment < previous) throw fail('clock-event-invalid', { index, why: moment < receivedAt ? 'before-reception' : 'out-of-order' });
    previous = moment;
    return { kind, at: moment, index };
  });
}

function momentOf(at: ClockEvent['at'], previous: LocalDateTime): LocalDateTime {
  if (at.length > 10) return at as LocalDateTime;
  return at === dateOf(previous) ? previous : (`${at}T00:00` as LocalDateTime);
}

function startCycle(counting: Counting, at: LocalDateTime, cycle: number, steps: readonly DeadlineStep[]): Clock {
  const run = counting.open(at);
  return { cycle, clockStartedAt: at, run, dueAt: counting.dueAt(run), stoppedAt: undefined, steps };
}

function apply(office: Office, counting: Counting, clock: Clock, { kind, at, index }: Moment): Clock {
  if (kind === 'supplementComplete') return startCycle(counting, at, clock.cycle + 1, stepsBeforeRestart(office, counting, clock, at));
  if (kind === 'pause') return clock.stoppedAt === undefined ? pause(office, counting, clock, at) : clock;
  if (clock.stoppedAt === undefined) throw fail('clock-event-invalid', { index, why: 'not-paused' });
  return resume(office, counting, clock, at, clock.stoppedAt);
}

/** R6: the run is over; what it spent comes off the limit, of which at least one unit stays. */
function pause(office: Office, counting: Counting, clock: Clock, at: LocalDateTime): Clock {
  const { run } = clock;
  const left = Math.max(1, run.left - counting.used(run, at));
  return {
    ...clock,
    run: { ...run, left, spent: run.spent + run.left - left },
    stoppedAt: at,
    steps: joinSteps(clock.steps, stepsOfRun(office, counting, clock, at, 'paused')),
  };
}

/**
 * R6: the day of resuming is a new day 0. It is never earlier than the day 0 a late reception was put off to, or a pause over before
 * the clock began would shorten the due date.
 */
function resume({ calendar }: Office, counting: Counting, clock: Clock, at: LocalDateTime, stoppedAt: LocalDateTime): Clock {
  const { dayZero } = clock.run;
  const run = { ...clock.run, startedAt: at, dayZero: dayZero > dateOf(at) ? dayZero : dateOf(at) };
  const steps = [...clock.steps, ...pausedSteps(calendar, clock.cycle, stoppedAt, at)];
  return { ...clock, run, dueAt: counting.dueAt(run), stoppedAt: undefined, steps };
}

function stepsBeforeRestart(office: Office, counting: Counting, clock: Clock, at: LocalDateTime): DeadlineStep[] {
  if (clock.stoppedAt !== undefined) return [...clock.steps, ...pausedSteps(office.calendar, clock.cycle, clock.stoppedAt, at)];
  const run = stepsOfRun(office, counting, clock, at, 'counted');
  return joinSteps(
    clock.steps,
    run.filter(({ date, start }) => date < dateOf(at) || start !== undefined),
  );
}

/** Days strictly between a stop and the next start. */
function pausedSteps(calendar: WorkCalendar, cycle: number, from: LocalDateTime, to: LocalDateTime): DeadlineStep[] {
  const steps: DeadlineStep[] = [];
  for (let date = addDays(dateOf(from), 1); date < dateOf(to); date = addDays(date, 1))
    steps.push(stepOf(calendar, cycle, { date, role: 'paused' }));
  return steps;
}

/** Steps of the present run to `end`, whose last day takes `lastRole`. */
function stepsOfRun(office: Office, counting: Counting, clock: Clock, end: LocalDateTime, lastRole: DeadlineStep['role']): DeadlineStep[] {
  const marks = counting.marks(clock.run, end);
  return marks.map((mark, index) => {
    const isFirst = index === 0;
    const step = stepOf(office.calendar, clock.cycle, index === marks.length - 1 ? lastMark(mark, lastRole, isFirst) : mark);
    return isFirst ? { ...step, start: startOf(clock) } : step;
  });
}

/** The day of a pause is not counted. A start day stays one, unless it is the due day too. */
function lastMark({ n, ...mark }: DayMark, role: DeadlineStep['role'], isFirst: boolean): DayMark {
  if (role === 'paused') return isFirst ? mark : { ...mark, role };
  return { ...mark, ...(n === undefined ? {} : { n }), role: role === 'due' || !isFirst ? role : mark.role };
}

function startOf({ cycle, run, clockStartedAt, steps }: Clock): NonNullable<DeadlineStep['start']> {
  const resumed = run.startedAt !== clockStartedAt || steps.at(-1)?.cycle === cycle;
  if (resumed) return 'resumed';
  return cycle === 1 ? 'received' : 'restarted';
}

function resultOf(office: Office, counting: Counting, receivedAt: LocalDateTime, clock: Clock): DeadlineResult {
  const { cycle, clockStartedAt, run, dueAt, stoppedAt } = clock;
  const paused = stoppedAt !== undefined;
  const steps = paused ? [...clock.steps] : joinSteps(clock.steps, stepsOfRun(office, counting, clock, dueAt, 'due'));
  return {
    dueAt,
    paused,
    cycle,
    clockStartedAt,
    unit: counting.unit,
    allotted: run.spent + run.left,
    used: run.spent,
    remaining: run.left,
    calendarStatus: worstStatus(office.calendar, dateOf(receivedAt), lastDate(dueAt, steps)),
    calendarVersion: office.calendar.version,
    steps,
  };
}

function lastDate(dueAt: LocalDateTime, steps: readonly DeadlineStep[]): CivilDate {
  const told = steps.at(-1)?.date ?? dateOf(dueAt);
  return told > dateOf(dueAt) ? told : dateOf(dueAt);
}
