/** What stands under the day's sending, and the open line that ↑↓ and Enter are at. */
import { useState } from 'react';
import type { DayProblem } from '#shared/contract/day-end.ts';
import { useNavigation } from '../frame/navigation.ts';
import type { DayView } from './DayViews.tsx';
import { placeOf, problemId } from './problem-words.ts';

export type DayLook = {
  readonly view: DayView;
  readonly show: (view: DayView) => void;
  /** To `view`, and from there back to what is open. */
  readonly toggle: (view: DayView) => void;
  /** Index of the chosen line; 0 while there is none. */
  readonly selected: number;
  readonly select: (index: number) => void;
  /** One line on, staying at the ends and in view. */
  readonly move: (by: 1 | -1) => void;
  /** Goes where the line leads, if it leads anywhere. */
  readonly open: (index: number) => void;
};

export function useDayLook(problems: readonly DayProblem[]): DayLook {
  const go = useNavigation((navigation) => navigation.go);
  const [view, show] = useState<DayView>('problems');
  const [chosen, select] = useState(0);
  const last = Math.max(0, problems.length - 1);
  const selected = Math.min(chosen, last);
  return {
    view,
    show,
    toggle: (other) => {
      show(view === other ? 'problems' : other);
    },
    selected,
    select,
    move: (by) => {
      const next = Math.min(last, Math.max(0, selected + by));
      select(next);
      document.getElementById(problemId(next))?.scrollIntoView({ block: 'nearest' });
    },
    open: (index) => {
      const place = placeOf(problems[index]);
      if (place !== undefined) go(place);
    },
  };
}
