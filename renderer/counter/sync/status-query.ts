/** What is with the server and what is not, asked of the store: again whenever the header's numbers or the attempt move. */
import { useQuery } from '@tanstack/react-query';
import type { SyncStatus } from '#shared/contract/sync.ts';
import { useApi } from '../../bridge/index.ts';
import { isSending, useSyncLive } from './sync-live.ts';

export const syncKey = ['sync'] as const;
const whileSendingMs = 1000;

/** Null until first answered. `told` are values whose change asks again. */
export function useSyncStatus(...told: readonly (number | string | null | undefined)[]): SyncStatus | null {
  const api = useApi();
  const progress = useSyncLive((live) => live.progress);
  const status = useQuery({
    queryKey: [...syncKey, 'status', progress?.phase, ...told],
    queryFn: ({ signal }) => api.sync.status(undefined, { signal }),
    placeholderData: (before) => before,
    refetchInterval: isSending(progress) ? whileSendingMs : false,
    gcTime: 0,
  });
  return status.data ?? null;
}
