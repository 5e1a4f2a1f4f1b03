/** One attempt to its end: a cut line is tried again while there is headway, and what came of it is written down. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Author } from '../store/new-act.ts';
import type { Store } from '../store/store.ts';
import { heldBackBy } from './collision.ts';
import { isSyncFault, SyncFault } from './fault.ts';
import { BeginAgain, type Flight, type StepName, type SyncProgress } from './flight.ts';
import { fly } from './fly.ts';
import type { Http } from './http.ts';
import { signerOf } from './keys.ts';
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

/** `close` also has the server countersign. `author` stands behind the acts sync itself makes (`journal.opened`). */
export type SyncOptions = { readonly close: boolean; readonly author: () => Author };

/** `signal` ends the attempt at the next instant at which nothing is half done. */
export type Trip = SyncOptions & {
  readonly signal: AbortSignal;
  readonly report: (change: Partial<SyncProgress>) => void;
  readonly progress: () => SyncProgress;
};

/** How often one attempt may find the ground moved before it gives up. */
const mostBeginnings = 6;

/** What ended it that a person can be told; null: nothing, it came to its end. Anything else is a fault of ours and thrown. */
export async function attemptOnce(ports: SyncPorts, trip: Trip): Promise<SyncFault | null> {
  const { store, now } = ports;
  const record = recordOf(ports);
  try {
    const fault = await flyAgainWhenCut(ports, trip, record);
    record.ended(fault);
    return fault;
  } catch (error) {
    if (!isSyncFault(error)) throw error;
    if (error.code === 'server-unreachable') store.sync.noteOutage(now());
    record.ended(error);
    return error;
  }
}

/** What the store keeps of an attempt: when the server was reached, how far off its clock was, what was held back and why. */
type AttemptRecord = {
  readonly reached: (clockOffSeconds: number) => void;
  readonly trouble: (fault: SyncFault) => void;
  readonly firstTrouble: () => SyncFault | null;
  /** Of what an earlier run met, the next one tells again what still holds. */
  readonly runAgain: () => void;
  readonly ended: (fault: SyncFault | null) => void;
};

function recordOf({ store, now }: SyncPorts): AttemptRecord {
  let reachedAt: string | null = null;
  let clockOff: number | null = null;
  const troubles: SyncFault[] = [];
  return {
    reached: (clockOffSeconds) => {
      reachedAt = now();
      clockOff = clockOffSeconds;
      store.sync.noteOutageOver(reachedAt);
    },
    trouble: (fault) => {
      troubles.push(fault);
    },
    firstTrouble: () => troubles[0] ?? null,
    runAgain: () => {
      troubles.length = 0;
    },
    ended: (fault) => {
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
      if (fault?.code !== 'not-enrolled') store.sync.attemptEnded(fault, troubles.flatMap(heldBackBy));
    },
  };
}

/** Each time from hello, so nothing is sent that arrived. */
async function flyAgainWhenCut(ports: SyncPorts, trip: Trip, record: AttemptRecord): Promise<SyncFault | null> {
  const flight = flightOf(ports, trip, record);
  const delayAfter = delaysOf(ports.retryDelaysMs);
  ports.store.sync.attemptBegun(ports.now());
  let beginnings = 0;
  for (;;) {
    record.runAgain();
    try {
      await fly(flight, trip.close, record.reached);
      return record.firstTrouble();
    } catch (error) {
      if (error instanceof BeginAgain && (beginnings += 1) < mostBeginnings) continue;
      if (error instanceof BeginAgain) throw new SyncFault('server-answer-unreadable', { why: 'never-settles' }, { cause: error });
      if (!isSyncFault(error, 'server-unreachable')) throw error;
      const delay = delayAfter(trip.progress());
      if (delay === undefined) throw error;
      await wait(delay, undefined, { signal: trip.signal }).catch((cause: unknown) => {
        throw new SyncFault('paused', {}, { cause });
      });
      trip.report({ reconnects: trip.progress().reconnects + 1 });
    }
  }
}

/** Throws `not-enrolled`. */
function flightOf(ports: SyncPorts, trip: Trip, { trouble }: AttemptRecord): Flight {
  const { store, now, newId, appVersion } = ports;
  const { author, signal, report, progress } = trip;
  const enrolment = store.sync.enrolment();
  const device = store.sync.device();
  if (enrolment === undefined || device === undefined) throw new SyncFault('not-enrolled');
  const sign = signerOf(device);
  const upstream = upstreamOf(ports.http(enrolment.server, signal), { deviceId: store.identity.deviceId, sign });
  return {
    store,
    upstream,
    trust: trustOf(store, upstream),
    sign,
    now,
    newId,
    author,
    appVersion,
    report,
    progress,
    between: async (step) => {
      await ports.between?.(step);
      if (signal.aborted) throw new SyncFault('paused');
    },
    trouble,
  };
}

/** The pause before the line is tried again; undefined when it was in vain too often. Headway starts the pauses over. */
function delaysOf(retryDelaysMs: readonly number[]): (progress: SyncProgress) => number | undefined {
  let failures = 0;
  let headway = '';
  return ({ acts, blobs, blobBytes, fetched }) => {
    const now = JSON.stringify([acts.done, blobs.done, blobBytes.done, fetched]);
    failures = now === headway ? failures + 1 : 1;
    headway = now;
    return retryDelaysMs[failures - 1];
  };
}
