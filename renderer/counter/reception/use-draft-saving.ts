/** Keeps drafts to the last field left: saves whatever changed, one save at a time, the newest value last. */
import { useCallback, useEffect, useRef } from 'react';
import { failureOf, useApi } from '../../bridge/index.ts';
import { isEmptyDraft } from './draft-data.ts';
import { adoptDrafts, markSaved, type OpenDraft, type ReceptionStore } from './reception-store.ts';

/** Loads the person's drafts once, and answers the function that saves what has changed. */
export function useDraftSaving(store: ReceptionStore): () => void {
  const api = useApi();
  const running = useRef(false);

  const save = useCallback(() => {
    const saveAll = async () => {
      if (running.current) return;
      running.current = true;
      try {
        for (let draft = changed(store); draft !== undefined; draft = changed(store)) {
          const { draftId, data } = draft;
          const { savedAt } = await api.draft.save({ draftId, data });
          markSaved(store, draftId, data, savedAt);
        }
      } catch (error) {
        store.setState({ failure: failureOf(error) });
      } finally {
        running.current = false;
      }
    };
    void saveAll();
  }, [api, store]);

  useEffect(() => {
    const load = async () => {
      try {
        adoptDrafts(store, await api.draft.list());
      } catch (error) {
        store.setState({ failure: failureOf(error) });
      }
    };
    void load();
    // What is in the field with the focus is kept too when the page goes or the desk locks.
    window.addEventListener('pagehide', save);
    return () => {
      window.removeEventListener('pagehide', save);
      save();
    };
  }, [api, store, save]);

  return save;
}

function changed(store: ReceptionStore): OpenDraft | undefined {
  const { drafts, stage } = store.getState();
  if (stage.kind === 'accepting') return undefined;
  return drafts.find(({ data, savedData }) => data !== savedData && !(savedData === null && isEmptyDraft(data)));
}
