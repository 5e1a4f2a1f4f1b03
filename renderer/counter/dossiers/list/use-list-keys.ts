/** Keys of the list: lines, tabs, and Esc that takes away one layer at a time. */
import { useQueryClient } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { type KeyBinding, useKeys } from '../../../ui/keys/KeyLayer.tsx';
import { useNavigation } from '../../frame/navigation.ts';
import { dossierKey } from '../dossier-key.ts';
import { lineHeightPx } from './measures.ts';
import { setTab } from './list-store.ts';
import type { ListShown } from './use-list-shown.ts';

/** Lines that fit a view, for the page keys. */
const linesInView = (): number =>
  Math.max(1, Math.floor((document.querySelector('.mc-list-scroll')?.clientHeight ?? 0) / lineHeightPx()) - 1);

type Keys = Pick<ListShown, 'total' | 'selectedIndex' | 'tabs' | 'tab' | 'text' | 'choose'>;

/** `onClear` empties the search and goes there. */
export function useListKeys(shown: Keys, onClear: () => void): void {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const go = useNavigation((navigation) => navigation.go);
  const toReception = () => {
    go({ screen: 'reception' });
  };
  const refresh = () => {
    void queries.invalidateQueries({ queryKey: dossierKey });
  };
  useKeys([
    { combo: 'F3', label: t('dossiers.keys.again'), run: onClear },
    { combo: 'F5', label: t('dossiers.keys.refresh'), run: refresh, inBar: false },
    ...moveKeys(shown, t),
    ...tabKeys(shown, t),
    { combo: 'Esc', label: t('dossiers.keys.back'), run: shown.text === '' ? toReception : onClear, inBar: false },
  ]);
}

function moveKeys({ total, selectedIndex, choose }: Keys, t: TFunction): readonly KeyBinding[] {
  // Measured at the press: the window may have become another.
  const move = (by: () => number) => () => {
    if (total > 0) choose(Math.min(total - 1, Math.max(0, selectedIndex + by())));
  };
  return [
    { combo: 'Up', label: t('dossiers.keys.lines'), run: move(() => -1) },
    { combo: 'Down', label: t('dossiers.keys.down'), run: move(() => 1), inBar: false },
    { combo: 'PageUp', label: t('dossiers.keys.pageUp'), run: move(() => -linesInView()), inBar: false },
    { combo: 'PageDown', label: t('dossiers.keys.pageDown'), run: move(linesInView), inBar: false },
    { combo: 'Home', label: t('dossiers.keys.first'), run: move(() => -total), inBar: false, inFields: false },
    { combo: 'End', label: t('dossiers.keys.last'), run: move(() => total), inBar: false, inFields: false },
  ];
}

function tabKeys({ tabs, tab }: Keys, t: TFunction): readonly KeyBinding[] {
  const turn = (by: 1 | -1) => () => {
    const next = tabs[(tabs.indexOf(tab) + by + tabs.length) % tabs.length];
    if (next === undefined) return;
    setTab(next);
    // A tab that has the focus hands it on.
    if (document.activeElement?.getAttribute('role') === 'tab')
      requestAnimationFrame(() => {
        document.querySelector<HTMLElement>('[role="tab"][aria-selected="true"]')?.focus();
      });
  };
  return [
    { combo: 'Left', label: t('dossiers.keys.tabs'), run: turn(-1), inFields: false },
    { combo: 'Right', label: t('dossiers.keys.nextTab'), run: turn(1), inBar: false, inFields: false },
  ];
}
