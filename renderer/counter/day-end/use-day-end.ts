/** The day's review and what can be done about it: close, send, pause. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { DayReview } from '#shared/contract/day-end.ts';
import type { SyncProgress, SyncStatus } from '#shared/contract/sync.ts';
import { type CallFailure, failureOf, useApi } from '../../bridge/index.ts';
import { dossierKey } from '../dossiers/dossier-key.ts';
import { syncKey, useSyncStatus } from '../sync/status-query.ts';
import { isSending, useSyncLive } from '../sync/sync-live.ts';
import { type DayPhase, phaseOf } from './day-phase.ts';

export const dayKey = ['day-end'] as const;

export type DayEnd = {
  readonly review: DayReview;
  readonly status: SyncStatus;
  readonly progress: SyncProgress | null;
  readonly phase: DayPhase;
};

export type DayEndJob = {
  /** Null until the first answers are here. */
  readonly day: DayEnd | null;
  readonly failure: CallFailure | null;
  /** Closing is being written; sending tells its own progress. */
  readonly busy: boolean;
  /** The day's backup is being made. */
  readonly isBackingUp: boolean;
  /** Closes the day here and, at an enrolled counter, sends it and has it countersigned. */
  readonly close: () => void;
  readonly pause: () => void;
  readonly refresh: () => void;
  readonly dismiss: () => void;
};

export function useDayEnd(): DayEndJob {
  const api = useApi();
  const queries = useQueryClient();
  const progress = useSyncLive((live) => live.progress);
  const status = useSyncStatus();
  // Everything recorded meanwhile changes what is unsent.
  const review = useQuery({
    queryKey: [...dayKey, status?.unsent, status?.needsDecision, progress?.phase],
    queryFn: ({ signal }) => api.dayEnd.review(undefined, { signal }),
    placeholderData: (before) => before,
  });
  const [failure, setFailure] = useState<CallFailure | null>(null);
  const [busy, setBusy] = useState(false);
  const [isBackingUp, setBackingUp] = useState(false);
  const refresh = () => {
    for (const queryKey of [dayKey, syncKey, dossierKey]) void queries.invalidateQueries({ queryKey });
  };
  /** A backup that fails is told and stops nothing: the day is closed and goes to the server all the same. */
  const backUp = async () => {
    setBackingUp(true);
    try {
      for await (const told of await api.backup.run({ reason: 'dayClose' })) queries.setQueryData([...dayKey, 'backup'], told);
    } catch (error) {
      setFailure(failureOf(error));
    } finally {
      setBackingUp(false);
    }
  };
  const close = async () => {
    if (busy || isSending(progress)) return;
    setFailure(null);
    setBusy(true);
    try {
      await api.dayEnd.close();
      await backUp();
      if (status?.enrolled !== null) for await (const told of await api.sync.closeDay()) if (told.complete !== null) break;
    } catch (error) {
      setFailure(failureOf(error));
    } finally {
      setBusy(false);
      refresh();
    }
  };
  const readFailure = review.error === null ? null : failureOf(review.error);
  return {
    day:
      review.data === undefined || status === null
        ? null
        : { review: review.data, status, progress, phase: phaseOf(review.data, status, progress) },
    failure: failure ?? readFailure,
    busy,
    isBackingUp,
    close: () => {
      void close();
    },
    pause: () => {
      api.sync.pause().catch((error: unknown) => {
        setFailure(failureOf(error));
      });
    },
    refresh,
    dismiss: () => {
      setFailure(null);
    },
  };
}
