/** What is with the server and what is not, asked of the store: again whenever the header's numbers or the attempt move. */
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { SyncStatus } from '#shared/contract/sync.ts';
import { useApi } from '../../bridge/index.ts';
import { useHeaderStatus } from '../frame/header-status.ts';
import { isSending, useSyncLive } from './sync-live.ts';

export const syncKey = ['sync'] as const;
const whileSendingMs = 1000;

/** Null until first answered. */
export function useSyncStatus(): SyncStatus | null {
  return useSyncStatusQuery().data ?? null;
}

/** The same, for who tells why there is no answer. */
export function useSyncStatusQuery(): UseQueryResult<SyncStatus> {
  const api = useApi();
  const header = useHeaderStatus();
  const progress = useSyncLive((live) => live.progress);
  return useQuery({
    queryKey: [...syncKey, 'status', progress?.phase, header?.unsentActs, header?.needsDecision, header?.enrolled],
    queryFn: ({ signal }) => api.sync.status(undefined, { signal }),
    placeholderData: (before) => before,
    refetchInterval: isSending(progress) ? whileSendingMs : false,
    gcTime: 0,
  });
}
