/** Where sending stands now, as the app streams it, and since when: for the header, the day's end and the dossier's page alike. */
import { useEffect } from 'react';
import { create } from 'zustand';
import type { SyncProgress } from '#shared/contract/sync.ts';
import { followStream, useApi } from '../../bridge/index.ts';
import { useKeeper, useLineState } from '../frame/line-state.ts';
import { workOf } from './work.ts';

type Live = {
  /** Null until first heard, and when it cannot be told any more. */
  readonly progress: SyncProgress | null;
  /** When the attempt under way was first seen, on the page's monotonic clock, and how much of it was done by then. */
  readonly started: { readonly ms: number; readonly done: number } | null;
  /** Since when nothing got through, on the same clock; null while nothing is under way. A line that is tried again is still silent. */
  readonly silentSinceMs: number | null;
};

const unheard: Live = { progress: null, started: null, silentSinceMs: null };
export const useSyncLive = create<Live>(() => unheard);

const resting: ReadonlySet<SyncProgress['phase']> = new Set(['idle', 'done', 'failed', 'paused']);

export function isSending(progress: SyncProgress | null): progress is SyncProgress {
  return progress !== null && !resting.has(progress.phase);
}

/** Listens while mounted; the header does, once for the whole page. */
export function useFollowSync(): void {
  const api = useApi();
  const keeper = useKeeper();
  const { generation } = useLineState();
  useEffect(() => {
    const stop = followStream(keeper, (signal) => api.sync.watch(undefined, { signal }), { tell, failed: forget, ended: forget });
    return () => {
      stop();
      forget();
    };
    // oxlint-disable-next-line react/exhaustive-deps -- `generation`: a new line needs another stream
  }, [api, keeper, generation]);
}

function forget(): void {
  useSyncLive.setState(unheard);
}

function tell(progress: SyncProgress): void {
  const { started, progress: before, silentSinceMs } = useSyncLive.getState();
  const nowMs = performance.now();
  const begun = started ?? { ms: nowMs, done: workOf(progress).done };
  const isSilent = silentSinceMs !== null && before !== null && !gotThrough(before, progress);
  useSyncLive.setState(
    isSending(progress)
      ? { progress, started: begun, silentSinceMs: isSilent ? silentSinceMs : nowMs }
      : { progress, started: null, silentSinceMs: null },
  );
}

/** Something was confirmed, or the server answered and another step began. */
function gotThrough(before: SyncProgress, now: SyncProgress): boolean {
  const done = ({ acts, blobs, blobBytes, fetched }: SyncProgress) => [acts.done, blobs.done, blobBytes.done, fetched].join();
  return done(before) !== done(now) || (now.phase !== before.phase && now.phase !== 'connecting');
}
