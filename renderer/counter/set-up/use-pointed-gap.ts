/** F9 of a step of the wizard: on when nothing is missing, else to the first gap. */
import { type RefObject, useState } from 'react';
import { focusField } from '../reception/next-field.ts';
import type { SetUpGap } from './set-up-form.ts';

export type PointedGap = {
  readonly press: () => void;
  /** The gap F9 led to, while it is still one. Others are not told before. */
  readonly shown: readonly SetUpGap[];
};

export function usePointedGap(gaps: readonly SetUpGap[], form: RefObject<HTMLElement | null>, onNext: () => void): PointedGap {
  const [pointed, setPointed] = useState<string | null>(null);
  return {
    press: () => {
      const [gap] = gaps;
      if (gap === undefined) {
        onNext();
        return;
      }
      setPointed(gap.field);
      focusField(form.current, gap.field);
    },
    shown: gaps.filter(({ field }) => field === pointed),
  };
}
