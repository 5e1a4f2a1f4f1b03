/**
 * Sync of one counter: hello, push, blobs, pull, manifest. Every step asks store and server where they stand and may be cut off at any instant; beginning again
 * repeats nothing that was confirmed. One attempt at a time.
 */
import { setTimeout as wait } from 'node:timers/promises';
import type { Author } from '../store/new-act.ts';
import type { Store } from '../store/store.ts';
import type { Unsent } from '../store/sync/sync-queries.ts';
import { collisionOf, heldBackBy } from './collision.ts';
import { isSyncFault, SyncFault } from './fault.ts';
import { fetchBlob } from './fetch-blob.ts';
import { BeginAgain, type Flight, noProgress, type StepName, type SyncProgress } from './flight.ts';
import type { Http } from './http.ts';
import { signerOf } from './keys.ts';
import { openAnother, restoredElsewhere } from './other-life.ts';
import { sendBlobs } from './steps/blobs.ts';
import { greet, settleJournals } from './steps/hello.ts';
import { closeAgain, closeJournals } from './steps/manifest.ts';
import { offerAgain } from './steps/offer.ts';
import { takePacks } from './steps/packs.ts';
import { pullAll } from './steps/pull.ts';
import { pushAll } from './steps/push.ts';
import { trustOf } from './trust.ts';
import { upstreamOf } from './upstream.ts';

export type SyncPorts = {
  readonly store: Store;
  /** A way to the server; `signal` ends what is under way. */
  readonly http: (server: string, signal: AbortSignal) => Http;
  readonly now: () => string;
  readonly newId: () => string;
  readonly appVersion: string;
  /** Pauses before the line is tried again; made headway starts them over. */
  readonly retryDelaysMs: readonly number[];
  readonly between?: (step: StepName) => Promise<void> | void;
};

/** How an attempt ended. `complete`: nothing is left to send, and what was asked to be countersigned is. */
export type SyncOutcome = { readonly complete: boolean; readonly unsent: Unsent; readonly fault: SyncFault | null };

/** `close` also has the server countersign. `author` stands behind the acts sync itself makes (`journal.opened`). */
export type SyncOptions = { readonly close: boolean; readonly author: () => Author };

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

/** How often one attempt may find the ground moved before it gives up. */
const mostBeginnings = 6;
/** More than five minutes off is shown (docs/sync-protocol.md §4). */
export const clockOffLimitSeconds = 300;

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
    const fault = await faultOf(() => flyUntilDone(ports, { close, author, signal: abort.signal, report, progress: () => progress })).catch(
      (error: unknown) => {
        report({ phase: 'failed' });
        throw error;
      },
    );
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

type Trip = SyncOptions & { readonly signal: AbortSignal; readonly report: Flight['report']; readonly progress: () => SyncProgress };

/** What a person can be told; anything else is a fault of ours and thrown on. */
async function faultOf(work: () => Promise<SyncFault | null>): Promise<SyncFault | null> {
  try {
    return await work();
  } catch (error) {
    if (isSyncFault(error)) return error;
    throw error;
  }
}

async function flyUntilDone(ports: SyncPorts, trip: Trip): Promise<SyncFault | null> {
  const { store, now } = ports;
  let reachedAt: string | null = null;
  let clockOff: number | null = null;
  const held: ReturnType<typeof heldBackBy> = [];
  const note = (fault: SyncFault | null): void => {
    const last = store.sync.last();
    const waitingFor =
      fault?.code === 'server-awaits-counters' ? (fault.details['waitingFor'] as { deviceId: string; counterNo: number }[]) : [];
    store.sync.keepLast({
      at: now(),
      error: fault?.code ?? null,
      details: { ...fault?.details },
      reachedAt: reachedAt ?? last?.reachedAt ?? null,
      clockOffSeconds: clockOff ?? last?.clockOffSeconds ?? null,
      waitingFor,
    });
    // Without an enrolment nothing was tried.
    if (fault?.code !== 'not-enrolled') store.sync.attemptEnded(fault, held);
  };
  const reached = (seconds: number): void => {
    reachedAt = now();
    clockOff = seconds;
    store.sync.noteOutageOver(reachedAt);
  };
  try {
    const fault = await flyAgainWhenCut(ports, trip, reached, held);
    note(fault);
    return fault;
  } catch (error) {
    if (!isSyncFault(error)) throw error;
    if (error.code === 'server-unreachable') store.sync.noteOutage(now());
    note(error);
    throw error;
  }
}

/** A cut line is tried again while there is headway; each time from hello, so nothing is sent that arrived. */
async function flyAgainWhenCut(
  ports: SyncPorts,
  trip: Trip,
  reached: (clockOffSeconds: number) => void,
  held: ReturnType<typeof heldBackBy>,
): Promise<SyncFault | null> {
  const enrolment = ports.store.sync.enrolment();
  const device = ports.store.sync.device();
  if (enrolment === undefined || device === undefined) throw new SyncFault('not-enrolled');
  const sign = signerOf(device);
  const upstream = upstreamOf(ports.http(enrolment.server, trip.signal), { deviceId: ports.store.identity.deviceId, sign });
  const troubles: SyncFault[] = [];
  const flight: Flight = {
    store: ports.store,
    upstream,
    trust: trustOf(ports.store, upstream),
    sign,
    now: ports.now,
    newId: ports.newId,
    author: trip.author,
    appVersion: ports.appVersion,
    report: trip.report,
    progress: trip.progress,
    between: async (step) => {
      await ports.between?.(step);
      if (trip.signal.aborted) throw new SyncFault('paused');
    },
    trouble: (fault) => {
      troubles.push(fault);
      held.push(...heldBackBy(fault));
    },
  };
  ports.store.sync.attemptBegun(ports.now());
  let failures = 0;
  let beginnings = 0;
  let headway = '';
  for (;;) {
    troubles.length = 0;
    held.length = 0;
    try {
      await fly(flight, trip.close, reached);
      return troubles[0] ?? null;
    } catch (error) {
      if (error instanceof BeginAgain && (beginnings += 1) < mostBeginnings) continue;
      if (error instanceof BeginAgain) throw new SyncFault('server-answer-unreadable', { why: 'never-settles' }, { cause: error });
      if (!isSyncFault(error, 'server-unreachable')) throw error;
      const now = headwayOf(trip.progress());
      failures = now === headway ? failures + 1 : 1;
      headway = now;
      const delay = ports.retryDelaysMs[failures - 1];
      if (delay === undefined) throw error;
      await wait(delay, undefined, { signal: trip.signal }).catch((cause: unknown) => {
        throw new SyncFault('paused', {}, { cause });
      });
      trip.report({ reconnects: trip.progress().reconnects + 1 });
    }
  }
}

const headwayOf = ({ acts, blobs, blobBytes, fetched }: SyncProgress): string =>
  JSON.stringify([acts.done, blobs.done, blobBytes.done, fetched]);

async function fly(flight: Flight, close: boolean, reached: (clockOffSeconds: number) => void): Promise<void> {
  const { hello, clockOffSeconds } = await greet(flight);
  reached(clockOffSeconds);
  const standings = await settleJournals(flight, hello);
  await flight.between('greeted');
  const { receiving, waitingFor, hasOffered } = await offerAgain(flight, hello);
  // The server's heads are others now.
  if (receiving && hasOffered) throw new BeginAgain();
  if (!receiving) {
    await pullAll(flight);
    throw new SyncFault('server-awaits-counters', { waitingFor });
  }
  // Before the push: people of a pack become acts, which are of the day that is closed.
  await takePacks(flight);
  await linkLeftBehind(flight);
  await pushAll(flight, standings);
  await sendBlobs(flight, hello.lackingBlobs);
  await closeAgain(flight, hello.epoch);
  await pullAll(flight);
  const beside = restoredElsewhere(flight.store);
  if (beside !== undefined) {
    openAnother(flight, beside);
    await flight.between('opened');
    throw new BeginAgain();
  }
  const collision = collisionOf(flight.store);
  if (collision !== null) flight.trouble(collision);
  if (close) await closeJournals(flight);
}

/** What stands on a journal that was left: first what the server has of it is fetched, then the rest is linked again. */
async function linkLeftBehind(flight: Flight): Promise<void> {
  const { store, between } = flight;
  if (!store.sync.hasLeftBehind() && !store.sync.isCatchingUp()) return;
  await pullAll(flight);
  while (store.sync.linkLeftBehind() > 0) await between('linked');
}
