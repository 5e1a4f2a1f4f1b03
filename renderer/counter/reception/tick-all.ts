import type { TFunction } from 'i18next';
import { unseenDocuments } from './draft-data.ts';
import { currentDraft, patchDraft, type ReceptionStore } from './reception-store.ts';

/** Ctrl+D: all papers that are always asked for; those of special cases stay a person's choice. Undone with one key for 10 s. */
export function tickAll(store: ReceptionStore, t: TFunction): void {
  const before = currentDraft(store.getState());
  const unseen = new Set(unseenDocuments(before.data.documents));
  if (unseen.size === 0) return;
  patchDraft(store, (data) => ({
    ...data,
    documents: data.documents.map((document, index) => (unseen.has(index) ? { ...document, ticked: true } : document)),
  }));
  const undo = () => {
    store.setState(({ drafts }) => ({
      drafts: drafts.map((draft) =>
        draft.draftId === before.draftId
          ? {
              ...draft,
              data: {
                ...draft.data,
                documents: draft.data.documents.map((document, index) => (unseen.has(index) ? { ...document, ticked: false } : document)),
              },
            }
          : draft,
      ),
    }));
  };
  store.setState({ undo: { id: crypto.randomUUID(), text: t('reception.undo.ticked', { count: unseen.size }), undo } });
}
