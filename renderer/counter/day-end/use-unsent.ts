/** What has not arrived: the pages read so far, read again whenever sending moves. */
import { useInfiniteQuery } from '@tanstack/react-query';
import type { UnsentDossier } from '#shared/contract/sync.ts';
import { type CallFailure, failureOf, useApi } from '../../bridge/index.ts';
import { syncKey, useSyncStatus } from '../sync/status-query.ts';
import { useSyncLive } from '../sync/sync-live.ts';

const rowsOfPage = 50;

export type Unsent = {
  readonly rows: readonly UnsentDossier[];
  /** Of all pages; 0 until read. */
  readonly total: number;
  readonly failure: CallFailure | null;
  /** Reads the next page; null when all are here. */
  readonly readMore: (() => void) | null;
};

export function useUnsent(): Unsent {
  const api = useApi();
  const status = useSyncStatus();
  const phase = useSyncLive((live) => live.progress?.phase);
  const { data, error, hasNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: [...syncKey, 'unsent', status?.unsent, phase],
    queryFn: ({ pageParam, signal }) => api.sync.unsent({ offset: pageParam, limit: rowsOfPage }, { signal }),
    initialPageParam: 0,
    getNextPageParam: (last, pages) => {
      const read = pages.reduce((sum, { rows }) => sum + rows.length, 0);
      return last.rows.length === 0 || read >= last.total ? undefined : read;
    },
    placeholderData: (before) => before,
  });
  return {
    rows: data?.pages.flatMap((page) => page.rows) ?? [],
    total: data?.pages[0]?.total ?? 0,
    failure: error === null ? null : failureOf(error),
    readMore: hasNextPage
      ? () => {
          void fetchNextPage();
        }
      : null,
  };
}
