import { useState } from 'react';
import { createReceptionStore, type ReceptionStore } from './reception-store.ts';

type Kept = { readonly personId: string | null; readonly store: ReceptionStore };

/**
 * What is on the desk of the person signed in; `personId` null while nobody is. It outlives a locked screen and a lost line, so that an
 * F9 without its answer is still told about afterwards, and goes when somebody else signs in.
 */
export function useKeptReception(personId: string | null): ReceptionStore {
  const [kept, setKept] = useState<Kept>(() => ({ personId, store: createReceptionStore() }));
  if (personId === null || personId === kept.personId) return kept.store;
  const next = { personId, store: kept.personId === null ? kept.store : createReceptionStore() };
  setKept(next);
  return next.store;
}
