/** The one sentence under the ribbon, as parts: what was skipped and why. Words and their order belong to the locales. */
import * as z from 'zod';
import { CivilDate } from './civil-date.ts';
import { OffReason, type DeadlineStep } from './steps.ts';

/**
 * Parts for the current cycle.
 *
 * - `receptionCounted`: false when the day the clock started is not counted ("Không tính ngày nhận"), true for hours and same day.
 * - `workedSwapDays`: counted weekend days ("Tính thứ Bảy 26/4, làm bù cho 02/5"); `insteadOf` absent when the calendar does not pair them.
 * - `skipped`: days not counted, by reason, in date order; reasons without days are absent. Days the clock stood still are not here.
 * - `movedFrom`: end of a calendar limit that fell on a day off (BLDS 2015 Đ148 k5).
 * - `pausedDays`: days on which the clock stood still.
 */
export const DeadlineExplanation = z.object({
  receptionCounted: z.boolean(),
  workedSwapDays: z.array(z.object({ date: CivilDate, insteadOf: CivilDate.optional() })),
  skipped: z.partialRecord(OffReason, z.array(CivilDate)),
  movedFrom: CivilDate.optional(),
  pausedDays: z.array(CivilDate),
});
export type DeadlineExplanation = z.infer<typeof DeadlineExplanation>;

/** Explains the last cycle of `steps`. */
export function explain(steps: readonly DeadlineStep[]): DeadlineExplanation {
  const cycle = steps.at(-1)?.cycle;
  const days = steps.filter((step) => step.cycle === cycle);
  const movedFrom = days.find(({ role, n }) => role === 'off' && n !== undefined)?.date;
  return {
    receptionCounted: days.some(({ start, role, minutes = 0 }) => start !== undefined && (role === 'due' || minutes > 0)),
    workedSwapDays: days
      .filter(isCountedSwap)
      .map(({ date, worksFor }) => (worksFor === undefined ? { date } : { date, insteadOf: worksFor })),
    skipped: skippedByReason(days),
    ...(movedFrom === undefined ? {} : { movedFrom }),
    pausedDays: days.filter(({ role }) => role === 'paused').map(({ date }) => date),
  };
}

function isCountedSwap({ workSwap, role }: DeadlineStep): boolean {
  return workSwap === true && (role === 'counted' || role === 'due');
}

function skippedByReason(days: readonly DeadlineStep[]): DeadlineExplanation['skipped'] {
  const skipped: DeadlineExplanation['skipped'] = {};
  for (const { role, reason, date } of days) if (role === 'off' && reason !== undefined) (skipped[reason] ??= []).push(date);
  return skipped;
}
