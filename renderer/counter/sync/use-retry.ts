/** Trying again, one dossier or all, and what came of it. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Retried } from '#shared/contract/sync.ts';
import { type CallFailure, failureOf, useApi } from '../../bridge/index.ts';
import { dossierKey } from '../dossiers/dossier-key.ts';
import { syncKey } from './status-query.ts';

export type RetryJob<T> = {
  readonly retry: (dossierId: string | null, about: T) => void;
  readonly busy: boolean;
  readonly outcome: { readonly retried: Retried; readonly about: T } | null;
  readonly failure: CallFailure | null;
};

/** `about` comes back with the outcome: what the words name. */
export function useRetry<T>(): RetryJob<T> {
  const api = useApi();
  const queries = useQueryClient();
  const tried = useMutation({
    mutationFn: async ({ dossierId, about }: { readonly dossierId: string | null; readonly about: T }) => ({
      retried: await api.sync.retry({ dossierId }),
      about,
    }),
    onSettled: () => Promise.all([syncKey, dossierKey].map((queryKey) => queries.invalidateQueries({ queryKey }))),
  });
  return {
    retry: (dossierId, about) => {
      if (!tried.isPending) tried.mutate({ dossierId, about });
    },
    busy: tried.isPending,
    outcome: tried.data ?? null,
    failure: tried.error === null ? null : failureOf(tried.error),
  };
}
