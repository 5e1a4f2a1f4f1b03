/** What the sentence under the ribbon says, gathered from the steps as they are. */
import type { DeadlineStep } from '#shared/domain/deadline/steps.ts';

export type RibbonFacts = {
  /** The day of reception is drawn and not counted. */
  readonly dayZero: boolean;
  /** The start put off by a reception after the cut-off. */
  readonly afterCutoff: boolean;
  readonly worked: readonly { readonly date: string; readonly worksFor: string | null }[];
  readonly skippedLegal: readonly string[];
  readonly skippedCompensatory: readonly string[];
  readonly skippedSwap: readonly string[];
  readonly skippedWeekend: boolean;
  readonly pausedDays: number;
};

/** Facts of the last cycle: earlier ones are history. */
export function ribbonFacts(steps: readonly DeadlineStep[]): RibbonFacts {
  const cycle = steps.at(-1)?.cycle;
  const told = steps.filter((step) => step.cycle === cycle);
  const off = (reason: DeadlineStep['reason']) =>
    told.filter((step) => step.role === 'off' && step.n === undefined && step.reason === reason).map(({ date }) => date);
  const first = told[0];
  return {
    dayZero: first?.role === 'received' && told.some(({ n }) => n !== undefined),
    afterCutoff: told.some(({ reason }) => reason === 'afterCutoff'),
    worked: told
      .filter(({ workSwap, role }) => workSwap === true && (role === 'counted' || role === 'due'))
      .map(({ date, worksFor }) => ({ date, worksFor: worksFor ?? null })),
    skippedLegal: off('legal'),
    skippedCompensatory: off('compensatory'),
    skippedSwap: off('swap'),
    skippedWeekend: off('weekend').length > 0,
    pausedDays: told.filter(({ role }) => role === 'paused').length,
  };
}
