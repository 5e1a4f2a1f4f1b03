/** What the list shows: the lines of the query and the tab, which one is chosen, and opening it. */
import type { DraftRow } from '#shared/contract/reception.ts';
import { useCallback, useState } from 'react';
import { useDebounced } from '../../../ui/use-debounced.ts';
import { useWhenHere } from '../../../ui/use-when-here.ts';
import { useNavigation } from '../../frame/navigation.ts';
import { select, type ShownTab, useListStore } from './list-store.ts';
import { useDrafts } from './use-drafts.ts';
import { type ListRows, useListRows } from './use-list-rows.ts';
import { useSameLine } from './use-same-line.ts';

const debounceMs = 80;
const contractTabs = ['all', 'inProcess', 'dueSoon', 'overdue', 'paused', 'awaitingReturn', 'needsDecision'] as const;

export type ListShown = {
  /** As typed; `query` follows once the hand rests. */
  readonly text: string;
  readonly query: string;
  readonly tab: ShownTab;
  readonly tabs: readonly ShownTab[];
  readonly tabCounts: Readonly<Partial<Record<ShownTab, number>>>;
  readonly isDrafts: boolean;
  /** Undefined for people who take no dossiers in. */
  readonly drafts: readonly DraftRow[] | undefined;
  /** Lines or drafts that could not be read. */
  readonly error: unknown;
  readonly rows: ListRows;
  /** Lines of the tab. */
  readonly total: number;
  readonly selectedIndex: number;
  /** The dossier beside the list; null for drafts and where there is none. */
  readonly peekedId: string | null;
  readonly choose: (index: number) => void;
  readonly open: (index: number) => void;
  /** Enter: opens the chosen line, once the lines are those of the text. */
  readonly openChosen: () => void;
  /** First and last line on screen. */
  readonly onView: (first: number, last: number) => void;
};

export function useListShown(): ListShown {
  const { text, tab, selectedId, selectedIndex } = useListStore();
  const go = useNavigation((navigation) => navigation.go);
  const query = useDebounced(text, debounceMs);
  const { drafts, error: draftsError } = useDrafts(query);
  const [view, setView] = useState<readonly [number, number]>([0, 0]);
  const isDrafts = tab === 'drafts';
  const rows = useListRows(query, isDrafts ? 'all' : tab, view);
  const total = isDrafts ? (drafts ?? []).length : rows.total;
  useSameLine(isDrafts ? null : rows, selectedId, selectedIndex);

  const choose = useCallback(
    (index: number) => {
      select(index, isDrafts ? null : (rows.rowAt(index)?.dossierId ?? null));
    },
    [isDrafts, rows],
  );
  const open = (index: number) => {
    const dossierId = isDrafts ? undefined : rows.rowAt(index)?.dossierId;
    if (dossierId !== undefined) go({ screen: 'dossier', dossierId });
    const draft = isDrafts ? drafts?.[index] : undefined;
    if (draft?.mine === true) go({ screen: 'reception', draftId: draft.draftId });
  };
  const openChosen = useWhenHere(text, query !== text || (!isDrafts && (rows.stale || rows.first)), () => {
    open(selectedIndex);
  });
  return {
    text,
    query,
    tab,
    tabs: drafts === undefined ? contractTabs : [...contractTabs, 'drafts'],
    tabCounts: { ...rows.counts?.tabs, ...(drafts === undefined ? {} : { drafts: drafts.length }) },
    isDrafts,
    drafts,
    error: rows.error ?? draftsError,
    rows,
    total,
    selectedIndex,
    peekedId: isDrafts || total === 0 ? null : (rows.rowAt(selectedIndex)?.dossierId ?? selectedId),
    choose,
    open,
    openChosen,
    onView: useCallback((first: number, last: number) => {
      setView([first, last]);
    }, []),
  };
}
