/** What is done with drafts: shown, begun anew, taken away and given back for 10 s. */
import { useTranslation } from 'react-i18next';
import { failureOf, useApi } from '../../bridge/index.ts';
import { isEmptyDraft } from './draft-data.ts';
import { dropDraft, type OpenDraft, openFreshDraft, putBackDraft, showDraft, useReceptionStore } from './reception-store.ts';

export type DraftTabsJob = {
  readonly show: (draftId: string) => void;
  readonly begin: () => void;
  readonly remove: (draft: OpenDraft) => void;
};

export function useDraftTabs(save: () => void): DraftTabsJob {
  const { t } = useTranslation();
  const api = useApi();
  const store = useReceptionStore();
  const remove = async (draft: OpenDraft) => {
    dropDraft(store, draft.draftId);
    if (isEmptyDraft(draft.data)) return;
    const giveBack = () => {
      putBackDraft(store, { ...draft, savedData: null });
      save();
    };
    store.setState({ undo: { id: draft.draftId, text: t('reception.undo.draft'), undo: giveBack } });
    try {
      await api.draft.delete({ draftId: draft.draftId });
    } catch (error) {
      store.setState({ failure: failureOf(error) });
    }
  };
  return {
    show: (draftId) => {
      save();
      showDraft(store, draftId);
    },
    begin: () => {
      save();
      openFreshDraft(store);
    },
    remove: (draft) => {
      void remove(draft);
    },
  };
}
