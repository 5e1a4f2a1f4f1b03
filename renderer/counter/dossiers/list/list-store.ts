/** What the list shows, kept while other screens are open, so that coming back finds the old query and the same line. */
import { create } from 'zustand';
import type { ListTab } from '#shared/contract/dossier.ts';

/** The contract's tabs and the drafts, which are no dossiers yet. */
export type ShownTab = ListTab | 'drafts';

export type ListState = {
  /** Whose list this is; another person starts with an empty one. */
  readonly personId: string | null;
  readonly text: string;
  readonly tab: ShownTab;
  readonly selectedId: string | null;
  readonly selectedIndex: number;
};

const blank = { text: '', tab: 'all', selectedId: null, selectedIndex: 0 } as const;

export const useListStore = create<ListState>(() => ({ personId: null, ...blank }));

/** Hands the list to `personId`; what another person searched for goes. */
export function listFor(personId: string): void {
  if (useListStore.getState().personId !== personId) useListStore.setState({ personId, ...blank });
}

/** Another query starts at its first line. */
export function setText(text: string): void {
  useListStore.setState({ text, selectedId: null, selectedIndex: 0 });
}

export function setTab(tab: ShownTab): void {
  useListStore.setState({ tab, selectedId: null, selectedIndex: 0 });
}

export function select(selectedIndex: number, selectedId: string | null): void {
  useListStore.setState({ selectedIndex, selectedId });
}
