/** Layout of the day ribbon: which days are drawn whole and which fold into one cell. Nothing about dates is computed here. */
import type { DeadlineStep } from '#shared/domain/deadline/steps.ts';

export type RibbonCell =
  | { readonly kind: 'day'; readonly step: DeadlineStep; readonly opensCycle: boolean }
  | { readonly kind: 'fold'; readonly steps: readonly DeadlineStep[] };

const maxCells = 14;
/** Days kept whole at either end of a folded ribbon. */
const endDays = 6;

/** At most 14 cells: the middle of a longer ribbon folds, its ends and today stay whole. */
export function ribbonCells(steps: readonly DeadlineStep[], today: string | null, max = maxCells): readonly RibbonCell[] {
  const days = steps.map((step, index): RibbonCell => ({
    kind: 'day',
    step,
    opensCycle: index > 0 && step.cycle !== steps[index - 1]?.cycle,
  }));
  if (days.length <= max) return days;
  const kept = Math.min(endDays, Math.floor((max - 1) / 2));
  const last = steps.length - kept;
  const todayAt = steps.findIndex(({ date }) => date === today);
  if (todayAt < kept || todayAt >= last) return [...days.slice(0, kept), foldOf(steps.slice(kept, last)), ...days.slice(last)];
  // Today in the middle stays, and costs one day of each end.
  const from = kept - 1;
  return [
    ...days.slice(0, from),
    ...foldUnlessEmpty(steps.slice(from, todayAt)),
    ...days.slice(todayAt, todayAt + 1),
    ...foldUnlessEmpty(steps.slice(todayAt + 1, last)),
    ...days.slice(last),
  ];
}

function foldUnlessEmpty(steps: readonly DeadlineStep[]): RibbonCell[] {
  return steps.length === 0 ? [] : [foldOf(steps)];
}

function foldOf(steps: readonly DeadlineStep[]): RibbonCell {
  return { kind: 'fold', steps };
}
