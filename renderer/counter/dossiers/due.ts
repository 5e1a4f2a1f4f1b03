/** What the screens read from a dossier's date as it was given; nothing is counted here. */
import * as z from 'zod';
import { DeadlineStep } from '#shared/domain/deadline/steps.ts';
import type { DossierState } from '#shared/domain/dossier/state.ts';
import { officeTime } from '../../ui/format.ts';

const Steps = z.array(DeadlineStep);

/** Steps of the count that runs now, or ran last; none for imported rows, or when a newer app wrote steps of another shape. */
export function currentSteps(state: Pick<DossierState, 'due'>): readonly DeadlineStep[] {
  const steps = Steps.safeParse(state.due?.steps ?? []).data ?? [];
  const cycle = steps.at(-1)?.cycle;
  return steps.filter((step) => step.cycle === cycle);
}

/** "ngày 2 trên 3": the last counted day up to `today`, and how many there are; undefined for hours and before the first. */
export function dayOfCount(steps: readonly DeadlineStep[], today: string): { readonly day: number; readonly of: number } | undefined {
  const numbered = steps.flatMap(({ date, n }) => (n === undefined ? [] : [{ date, n }]));
  const day = numbered.findLast(({ date }) => date <= today)?.n;
  const of = numbered.at(-1)?.n;
  return day === undefined || of === undefined ? undefined : { day, of };
}

/** The due day is a weekend day worked in exchange. */
export function dueOnSwap(steps: readonly DeadlineStep[]): boolean {
  return steps.findLast(({ role }) => role === 'due')?.workSwap === true;
}

type Stopped = Pick<DossierState, 'due' | 'paused' | 'clockCycles'>;

/** The days of the count that were used before the clock stopped; undefined while it runs. */
export function stoppedCount(
  state: Stopped,
): { readonly steps: readonly DeadlineStep[]; readonly used: number; readonly of: number } | undefined {
  const cycle = state.clockCycles.at(-1);
  const since = cycle?.pauses.findLast(({ to }) => to === null)?.from ?? cycle?.endedAt ?? null;
  if (!state.paused || since === null) return undefined;
  const all = currentSteps(state);
  const on = officeTime(since).slice(0, 10);
  const steps = all.filter(({ date }) => date <= on);
  return { steps, used: dayOfCount(steps, on)?.day ?? 0, of: dayOfCount(all, '9999-12-31')?.of ?? 0 };
}
