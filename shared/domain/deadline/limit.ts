/** What is asked of the engine: a processing time, a site's policy and what happened to the clock since. */
import * as z from 'zod';
import { fail, Failure } from '../../errors.ts';
import { CivilDate } from './civil-date.ts';
import { LocalDateTime } from './local-date-time.ts';
import { ClockTime } from './office-hours.ts';

export const LimitUnit = z.enum(['workingDay', 'workingHour', 'calendarDay', 'month']);
export type LimitUnit = z.infer<typeof LimitUnit>;

/** Longest limit in any unit; keeps the arithmetic inside four-digit years. */
export const MAX_LIMIT_VALUE = 10_000;

/**
 * Processing time of a procedure. `value` is a whole number from 1 to 10 000; with `sameDay` the result is due the day of reception
 * and neither `value` nor `unit` says anything.
 */
export const ProcessingTime = z.object({
  value: z.int().min(1).max(MAX_LIMIT_VALUE),
  unit: LimitUnit,
  sameDay: z.boolean().default(false),
});
export type ProcessingTime = z.infer<typeof ProcessingTime>;

/**
 * A site's choices. `cutoffTime`: "sau 15 giờ" (NĐ 61/2018 Đ18). `cutoffShiftsStart`: a reception after it starts day-counted limits
 * (working days, calendar days, months) on the next working day. `hourCarry`: N working days are kept as 8·N working hours from the
 * hour of reception, as some provincial platforms do; it changes working-day limits only, and the cut-off then has no part in it.
 */
export const DeadlinePolicy = z.object({
  cutoffTime: ClockTime.default('15:00'),
  cutoffShiftsStart: z.boolean().default(false),
  hourCarry: z.boolean().default(false),
});
export type DeadlinePolicy = z.infer<typeof DeadlinePolicy>;

export const defaultPolicy: DeadlinePolicy = { cutoffTime: '15:00', cutoffShiftsStart: false, hourCarry: false };

/**
 * `pause` and `resume` stop the clock and let it go on with the remainder (status 6 and the like, R6); `supplementComplete` starts
 * the whole limit anew (R6b, NĐ 61/2018 Đ19 k4). `at` is local office time; a bare date is the beginning of that day, or the moment
 * before it in the list when that is on the same day.
 */
export const ClockEvent = z.object({ kind: z.enum(['pause', 'resume', 'supplementComplete']), at: z.union([LocalDateTime, CivilDate]) });
export type ClockEvent = z.infer<typeof ClockEvent>;

/** One question to the engine, as the `deadline` command reads it; all but reception and limit may be left out. */
export const DeadlineRequest = z.object({
  receivedAt: LocalDateTime,
  limit: ProcessingTime,
  policy: DeadlinePolicy.default(defaultPolicy),
  events: z.array(ClockEvent).max(1000).default([]),
});
export type DeadlineRequest = z.infer<typeof DeadlineRequest>;

/**
 * Reads one request from outside. Throws `time-not-real` (impossible date or time, by field), `processing-time-invalid` (value not a
 * whole number from 1), else `deadline-request-invalid` with the first wrong field.
 */
export function parseDeadlineRequest(input: unknown): DeadlineRequest {
  const parsed = DeadlineRequest.safeParse(input);
  if (parsed.success) return parsed.data;
  throw failureOf(parsed.error.issues[0], input);
}

function failureOf(issue: z.core.$ZodIssue | undefined, input: unknown): Failure {
  const field = issue?.path.join('.') ?? '';
  if (field === 'receivedAt' || field.endsWith('.at')) return fail('time-not-real', { field });
  const value =
    field === 'limit.value' ? z.object({ limit: z.object({ value: z.number() }) }).safeParse(input).data?.limit.value : undefined;
  if (value !== undefined) return fail('processing-time-invalid', { value });
  return fail('deadline-request-invalid', { field, why: issue?.code ?? 'custom' });
}
