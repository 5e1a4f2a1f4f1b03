/**
 * Sync of one counter: hello, push, blobs, pull, manifest. Every step asks store and server where they stand and may be cut off at any instant; beginning again
 * repeats nothing that was confirmed. One attempt at a time.
 */
import type { Unsent } from '../store/sync/sync-queries.ts';
import { attemptOnce, type SyncOptions, type SyncPorts } from './attempt.ts';
import { SyncFault } from './fault.ts';
import { fetchBlob } from './fetch-blob.ts';
import { noProgress, type SyncProgress } from './flight.ts';

/** How an attempt ended. `complete`: nothing is left to send, and what was asked to be countersigned is. */
export type SyncOutcome = { readonly complete: boolean; readonly unsent: Unsent; readonly fault: SyncFault | null };

export type SyncEngine = {
  /** Runs to the end, or joins the attempt under way. Never throws for what the line or the server does. */
  run(options: SyncOptions): Promise<SyncOutcome>;
  /** Ends the attempt under way at the next instant at which nothing is half done. */
  pause(): void;
  /** As `pause`, and waits until it has ended: the store may be closed then. */
  stop(): Promise<void>;
  progress(): SyncProgress;
  /** An attempt, or work of `alone`, has not ended. */
  isUnderWay(): boolean;
  /** Work on what attempts move too (a bundle of a stick). Throws `sync-under-way` while an attempt is on its way; one that is begun meanwhile waits. */
  alone<T>(work: () => Promise<T>): Promise<T>;
  /** Makes sure a blob an act names is here, see `fetch-blob.ts`; needs no attempt and disturbs none. */
  fetchBlob(sha256: string): Promise<boolean>;
  /** Tells every change; answers how to stop. */
  watch(listen: (progress: SyncProgress) => void): () => void;
};

export function createSync(ports: SyncPorts): SyncEngine {
  const { store } = ports;
  let progress = noProgress;
  let current: { readonly outcome: Promise<SyncOutcome>; readonly close: boolean; readonly abort: AbortController } | undefined;
  let busy: Promise<unknown> | undefined;
  const fetching = new AbortController();
  const listeners = new Set<(progress: SyncProgress) => void>();

  const report = (change: Partial<SyncProgress>): void => {
    progress = { ...progress, ...change };
    for (const listen of listeners) listen(progress);
  };

  const attempt = async ({ close, author }: SyncOptions, abort: AbortController): Promise<SyncOutcome> => {
    progress = noProgress;
    await busy;
    const trip = { close, author, signal: abort.signal, report, progress: () => progress };
    const fault = await attemptOnce(ports, trip).catch((error: unknown) => {
      report({ phase: 'failed' });
      throw error;
    });
    const unsent = store.sync.unsent();
    const complete = fault === null && unsent.acts === 0 && unsent.blobs === 0 && (!close || unsent.uncountersigned === 0);
    report({ phase: fault === null ? 'done' : fault.code === 'paused' ? 'paused' : 'failed' });
    return { complete, unsent, fault };
  };

  const run = async (options: SyncOptions): Promise<SyncOutcome> => {
    if (current !== undefined) {
      const joined = current;
      const outcome = await joined.outcome;
      return joined.close || !options.close ? outcome : run(options);
    }
    const abort = new AbortController();
    const outcome = attempt(options, abort).finally(() => {
      current = undefined;
    });
    current = { outcome, close: options.close, abort };
    return outcome;
  };

  return {
    run,
    pause: () => {
      current?.abort.abort();
    },
    stop: async () => {
      fetching.abort();
      current?.abort.abort();
      await current?.outcome.catch(() => undefined);
      await busy;
    },
    progress: () => progress,
    isUnderWay: () => current !== undefined || busy !== undefined,
    alone: async (work) => {
      if (current !== undefined || busy !== undefined) throw new SyncFault('sync-under-way');
      const working = work();
      busy = working.catch(() => undefined);
      try {
        return await working;
      } finally {
        busy = undefined;
      }
    },
    fetchBlob: (sha256) => fetchBlob(ports, sha256, fetching.signal),
    watch: (listen) => {
      listeners.add(listen);
      return () => {
        listeners.delete(listen);
      };
    },
  };
}
