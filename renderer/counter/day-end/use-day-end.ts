/** The day's review and what can be done about it: close, send, pause. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { DayReview } from '#shared/contract/day-end.ts';
import type { SyncProgress, SyncStatus } from '#shared/contract/sync.ts';
import { type CallFailure, failureOf, useApi } from '../../bridge/index.ts';
import { dossierKey } from '../dossiers/dossier-key.ts';
import { syncKey, useSyncStatusQuery } from '../sync/status-query.ts';
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
  const { day, unread, refresh } = useDay();
  const closing = useClosing(day, refresh);
  return { ...closing, day, failure: closing.failure ?? unread, refresh };
}

/** The day as it is now. `unread`: why it is not known. */
function useDay(): Pick<DayEndJob, 'day' | 'refresh'> & { readonly unread: CallFailure | null } {
  const api = useApi();
  const queries = useQueryClient();
  const progress = useSyncLive((live) => live.progress);
  const status = useSyncStatusQuery();
  // Everything recorded meanwhile changes what is unsent.
  const review = useQuery({
    queryKey: [...dayKey, status.data?.unsent, status.data?.needsDecision, progress?.phase],
    queryFn: ({ signal }) => api.dayEnd.review(undefined, { signal }),
    placeholderData: (before) => before,
  });
  const error = review.error ?? status.error;
  return {
    day:
      review.data === undefined || status.data === undefined
        ? null
        : { review: review.data, status: status.data, progress, phase: phaseOf(review.data, status.data, progress) },
    unread: error === null ? null : failureOf(error),
    refresh: () => {
      for (const queryKey of [dayKey, syncKey, dossierKey]) void queries.invalidateQueries({ queryKey });
    },
  };
}

type Closing = Pick<DayEndJob, 'failure' | 'busy' | 'isBackingUp' | 'close' | 'pause' | 'dismiss'>;

function useClosing(day: DayEnd | null, refresh: () => void): Closing {
  const api = useApi();
  const [failure, setFailure] = useState<CallFailure | null>(null);
  const [busy, setBusy] = useState(false);
  const { isBackingUp, backUp } = useDayBackup(setFailure);
  const close = async ({ status }: DayEnd) => {
    setFailure(null);
    setBusy(true);
    try {
      await api.dayEnd.close();
      await backUp();
      if (status.enrolled !== null) for await (const told of await api.sync.closeDay()) if (told.complete !== null) break;
    } catch (error) {
      setFailure(failureOf(error));
    } finally {
      setBusy(false);
      refresh();
    }
  };
  return {
    failure,
    busy,
    isBackingUp,
    close: () => {
      if (day !== null && !busy && !isSending(day.progress)) void close(day);
    },
    pause: () => {
      api.sync.pause().catch((error: unknown) => {
        setFailure(failureOf(error));
      });
    },
    dismiss: () => {
      setFailure(null);
    },
  };
}

/** A backup that fails is told and stops nothing: the day is closed and goes to the server all the same. */
function useDayBackup(onFailure: (failure: CallFailure) => void): { readonly isBackingUp: boolean; readonly backUp: () => Promise<void> } {
  const api = useApi();
  const queries = useQueryClient();
  const [isBackingUp, setBackingUp] = useState(false);
  const backUp = async () => {
    setBackingUp(true);
    try {
      for await (const told of await api.backup.run({ reason: 'dayClose' })) queries.setQueryData([...dayKey, 'backup'], told);
    } catch (error) {
      onFailure(failureOf(error));
    } finally {
      setBackingUp(false);
    }
  };
  return { isBackingUp, backUp };
}
