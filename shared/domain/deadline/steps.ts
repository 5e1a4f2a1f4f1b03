/** The day ribbon: a due date told day by day, so that a page draws cells and computes nothing. */
import * as z from 'zod';
import { type DayKind, OffKind } from './calendar-year.ts';
import { dayKind, type WorkCalendar, worksFor } from './calendar.ts';
import { CivilDate, Weekday, weekdayOf } from './civil-date.ts';

/** Why a day is not counted: the calendar's kinds, an ordinary weekend, or the start put off by a reception after the cut-off. */
export const OffReason = z.enum([...OffKind.options, 'weekend', 'afterCutoff']);
export type OffReason = z.infer<typeof OffReason>;

/**
 * One day of the ribbon; at most one for each date of a cycle, in date order.
 *
 * - `cycle`: 1 from reception, one more after each complete supplement; a dashed rule stands between cycles.
 * - `role`: `received` a day on which the clock starts (day 0, see `start`), `counted`, `off` not counted, `paused` the clock stands,
 *   `due` the last one. A due date moved by a later pause or supplement is drawn as an ordinary day.
 * - `start`: how the clock starts on this day; also on a `due` day when both fall together (same day, hours).
 * - `n`: number of the day within the limit, from 1. Calendar days and months number days off too, with their `reason`; an `off` day
 *   with a number is where such a limit ends before it moves on to a working day. Absent for hours and same-day limits.
 * - `reason`: why the office is closed that day, or `afterCutoff`. May stand on any role.
 * - `workSwap`: a weekend day worked in exchange, for the day off `worksFor` when the calendar pairs them.
 * - `minutes`: working minutes spent on this day (hour limits only).
 */
export const DeadlineStep = z.object({
  date: CivilDate,
  weekday: Weekday,
  cycle: z.int().min(1),
  role: z.enum(['received', 'counted', 'off', 'paused', 'due']),
  start: z.enum(['received', 'resumed', 'restarted']).optional(),
  n: z.int().min(1).optional(),
  reason: OffReason.optional(),
  workSwap: z.literal(true).optional(),
  worksFor: CivilDate.optional(),
  minutes: z.int().min(0).optional(),
});
export type DeadlineStep = z.infer<typeof DeadlineStep>;

/** What a way of counting says of one day; the calendar supplies the rest. */
export type DayMark = Pick<DeadlineStep, 'date' | 'role' | 'n' | 'minutes'> & { readonly reason?: 'afterCutoff' };

/** The whole step of a marked day. */
export function stepOf(calendar: WorkCalendar, cycle: number, { date, role, n, minutes, reason }: DayMark): DeadlineStep {
  const kind = dayKind(calendar, date);
  const weekday = weekdayOf(date);
  const why = reason ?? offReason(kind, weekday);
  const swapped = kind === 'workSwap' ? worksFor(calendar, date) : undefined;
  return {
    date,
    weekday,
    cycle,
    role,
    ...(n === undefined ? {} : { n }),
    ...(why === undefined ? {} : { reason: why }),
    ...(kind === 'workSwap' ? { workSwap: true as const } : {}),
    ...(swapped === undefined ? {} : { worksFor: swapped }),
    ...(minutes === undefined ? {} : { minutes }),
  };
}

/** Puts the steps of a run after those before it. A day that both hold (stopped and started on one day) becomes one step. */
export function joinSteps(before: readonly DeadlineStep[], after: readonly DeadlineStep[]): DeadlineStep[] {
  const last = before.at(-1);
  const first = after[0];
  if (last === undefined || first === undefined || last.date !== first.date || last.cycle !== first.cycle) return [...before, ...after];
  return [...before.slice(0, -1), merged(last, first), ...after.slice(1)];
}

function merged(last: DeadlineStep, first: DeadlineStep): DeadlineStep {
  const start = last.start ?? first.start;
  const spent = last.minutes === undefined ? first.minutes : last.minutes + (first.minutes ?? 0);
  return { ...first, ...(start === undefined ? {} : { start }), ...(spent === undefined ? {} : { minutes: spent }) };
}

function offReason(kind: DayKind | undefined, weekday: Weekday): OffReason | undefined {
  if (kind === 'workSwap') return undefined;
  return kind ?? (weekday >= 7 ? 'weekend' : undefined);
}
