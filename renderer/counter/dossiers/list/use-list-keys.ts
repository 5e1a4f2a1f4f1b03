/** Keys of the list: lines, tabs, and Esc that takes away one layer at a time. */
import { useTranslation } from 'react-i18next';
import { useKeys } from '../../../ui/keys/KeyLayer.tsx';
import { useNavigation } from '../../frame/navigation.ts';
import { lineHeightPx } from './measures.ts';
import { type ShownTab } from './list-store.ts';

export type ListKeys = {
  readonly total: number;
  readonly selectedIndex: number;
  readonly tabs: readonly ShownTab[];
  readonly tab: ShownTab;
  readonly text: string;
  readonly choose: (index: number) => void;
  readonly onTab: (tab: ShownTab) => void;
  readonly onClear: () => void;
  readonly onAgain: () => void;
  readonly onRefresh: () => void;
};

/** Lines that fit a view, for the page keys. */
const linesInView = (): number =>
  Math.max(1, Math.floor((document.querySelector('.mc-list-scroll')?.clientHeight ?? 0) / lineHeightPx()) - 1);

export function useListKeys({ total, selectedIndex, tabs, tab, text, choose, onTab, onClear, onAgain, onRefresh }: ListKeys): void {
  const { t } = useTranslation();
  const go = useNavigation((navigation) => navigation.go);
  const move = (by: number) => () => {
    if (total > 0) choose(Math.min(total - 1, Math.max(0, selectedIndex + by)));
  };
  const turn = (by: 1 | -1) => () => {
    const next = tabs[(tabs.indexOf(tab) + by + tabs.length) % tabs.length];
    if (next === undefined) return;
    onTab(next);
    // A tab that has the focus hands it on.
    if (document.activeElement?.getAttribute('role') === 'tab')
      requestAnimationFrame(() => {
        document.querySelector<HTMLElement>('[role="tab"][aria-selected="true"]')?.focus();
      });
  };
  useKeys([
    { combo: 'F3', label: t('dossiers.keys.again'), run: onAgain },
    { combo: 'F5', label: t('dossiers.keys.refresh'), run: onRefresh, inBar: false },
    { combo: 'Up', label: t('dossiers.keys.lines'), run: move(-1) },
    { combo: 'Down', label: t('dossiers.keys.down'), run: move(1), inBar: false },
    {
      combo: 'PageUp',
      label: t('dossiers.keys.pageUp'),
      run: () => {
        move(-linesInView())();
      },
      inBar: false,
    },
    {
      combo: 'PageDown',
      label: t('dossiers.keys.pageDown'),
      run: () => {
        move(linesInView())();
      },
      inBar: false,
    },
    { combo: 'Home', label: t('dossiers.keys.first'), run: move(-total), inBar: false, inFields: false },
    { combo: 'End', label: t('dossiers.keys.last'), run: move(total), inBar: false, inFields: false },
    { combo: 'Left', label: t('dossiers.keys.tabs'), run: turn(-1), inFields: false },
    { combo: 'Right', label: t('dossiers.keys.nextTab'), run: turn(1), inBar: false, inFields: false },
    {
      combo: 'Esc',
      label: t('dossiers.keys.back'),
      run:
        text === ''
          ? () => {
              go({ screen: 'reception' });
            }
          : onClear,
      inBar: false,
    },
  ]);
}
