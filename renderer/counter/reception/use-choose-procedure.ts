import { useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { failureOf, useApi } from '../../bridge/index.ts';
import { withProcedure } from './draft-data.ts';
import { currentDraft, patchDraft, useReceptionStore } from './reception-store.ts';
import { procedureQuery } from './use-procedure.ts';

/** Puts a procedure into the draft it was chosen for, wherever one has gone on to meanwhile. Of two choices the later one holds, whichever is answered first. */
export function useChooseProcedure(onChosen: () => void): (procedureCode: string) => Promise<void> {
  const api = useApi();
  const queries = useQueryClient();
  const store = useReceptionStore();
  const last = useRef(0);
  return async (procedureCode) => {
    last.current += 1;
    const own = last.current;
    const { draftId } = currentDraft(store.getState());
    try {
      const chosen = await queries.fetchQuery(procedureQuery(api, procedureCode));
      if (own !== last.current) return;
      patchDraft(store, (data) => withProcedure(data, chosen), draftId);
      if (currentDraft(store.getState()).draftId === draftId) onChosen();
    } catch (error) {
      if (own === last.current) store.setState({ failure: failureOf(error) });
    }
  };
}
