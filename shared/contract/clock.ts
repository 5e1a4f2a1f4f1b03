/** Calls about the machine's clock: what the office goes by, and the question a person answers with one key (design §10). */
import * as z from 'zod';
import { clockReasons } from '../domain/clock/verdict.ts';
import { call } from './base.ts';
import { CommandId, Instant, LocalDateTime } from './values.ts';

/** Why somebody has to look at the clock. `byMinutes`: how far it jumped or lies behind. `suggestedAt`: the office's time one key confirms; null when it must be typed. */
export const ClockQuestion = z.object({
  reason: z.enum(clockReasons),
  byMinutes: z.int().nullable(),
  suggestedAt: Instant.nullable(),
  lastActAt: Instant.nullable(),
});
export type ClockQuestion = z.infer<typeof ClockQuestion>;

/** `now` is the office's time, `machineNow` what the machine shows, `differenceSeconds` the first less the second. */
export const ClockState = z.object({
  now: Instant,
  machineNow: Instant,
  differenceSeconds: z.int(),
  question: ClockQuestion.nullable(),
});
export type ClockState = z.infer<typeof ClockState>;

export const clock = {
  state: call('anyone').output(ClockState),
  /**
   * The suggestion is right (`trueAt` null), or the office's time is `trueAt`. A time that is doubtful is refused with `clock-time-doubtful` until it is given with
   * `again`; one that cannot be is refused always.
   */
  confirm: call('signedIn')
    .input(z.object({ commandId: CommandId, trueAt: LocalDateTime.nullable(), again: z.boolean().default(false) }))
    .output(ClockState),
};
