/** Sends what waits without closing the day; how it goes is told by the stream everybody follows. */
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type CallFailure, failureOf, useApi } from '../../bridge/index.ts';
import { dossierKey } from '../dossiers/dossier-key.ts';
import { syncKey } from './status-query.ts';

export type SendNow = { readonly send: () => void; readonly pause: () => void; readonly failure: CallFailure | null };

export function useSendNow(): SendNow {
  const api = useApi();
  const queries = useQueryClient();
  const [failure, setFailure] = useState<CallFailure | null>(null);
  const send = async () => {
    setFailure(null);
    try {
      for await (const progress of await api.sync.run()) if (progress.complete !== null) break;
    } catch (error) {
      setFailure(failureOf(error));
    } finally {
      void queries.invalidateQueries({ queryKey: syncKey });
      void queries.invalidateQueries({ queryKey: dossierKey });
    }
  };
  return {
    send: () => {
      void send();
    },
    pause: () => {
      api.sync.pause().catch((error: unknown) => {
        setFailure(failureOf(error));
      });
    },
    failure,
  };
}
