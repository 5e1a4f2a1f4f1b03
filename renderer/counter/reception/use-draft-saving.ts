/** Keeps drafts to the last field left: saves whatever changed, one save at a time, the newest value last. */
import { useCallback, useEffect, useRef } from 'react';
import { failureOf, useApi } from '../../bridge/index.ts';
import { useBeforeLock } from '../frame/before-lock.ts';
import { adoptDrafts, type ReceptionStore } from './reception-store.ts';
import { saveChanged } from './save-changed.ts';

/** Loads the person's drafts once, and answers the function that saves what has changed. */
export function useDraftSaving(store: ReceptionStore): () => void {
  const api = useApi();
  const running = useRef<Promise<void> | null>(null);

  const keep = useCallback((): Promise<void> => {
    if (running.current !== null) return running.current;
    const saving = saveChanged(api, store).finally(() => {
      running.current = null;
    });
    running.current = saving;
    return saving;
  }, [api, store]);
  const save = useCallback(() => {
    void keep();
  }, [keep]);
  useBeforeLock(keep);

  useEffect(() => {
    const load = async () => {
      try {
        adoptDrafts(store, await api.draft.list());
      } catch (error) {
        store.setState({ failure: failureOf(error) });
      }
    };
    void load();
    // What is in the field with the focus is kept too when the page goes.
    window.addEventListener('pagehide', save);
    return () => {
      window.removeEventListener('pagehide', save);
      save();
    };
  }, [api, store, save]);

  return save;
}
