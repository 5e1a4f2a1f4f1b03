/** One attempt on its way through the steps: what every step may use. */
import type { Sign } from '#shared/sync/statement.ts';
import type { Author } from '../store/new-act.ts';
import type { Store } from '../store/store.ts';
import type { SyncFault } from './fault.ts';
import type { Trust } from './trust.ts';
import type { Upstream } from './upstream.ts';

export type SyncPhase = 'idle' | 'connecting' | 'offering' | 'sending' | 'blobs' | 'fetching' | 'comparing' | 'done' | 'failed' | 'paused';

/** Where an attempt stands; the latest value is all that counts. */
export type SyncProgress = {
  readonly phase: SyncPhase;
  readonly acts: { readonly done: number; readonly total: number };
  readonly blobs: { readonly done: number; readonly total: number };
  readonly blobBytes: { readonly done: number; readonly total: number };
  /** Acts of others that came. */
  readonly fetched: number;
  /** Times the line was found again. */
  readonly reconnects: number;
};

export const noProgress: SyncProgress = {
  phase: 'idle',
  acts: { done: 0, total: 0 },
  blobs: { done: 0, total: 0 },
  blobBytes: { done: 0, total: 0 },
  fetched: 0,
  reconnects: 0,
};

/** Instants between which nothing is half done: a test ends the process there. */
export type StepName =
  | 'greeted'
  | 'offered'
  | 'opened'
  | 'linked'
  | 'pushed'
  | 'blob-sent'
  | 'page-checked'
  | 'page-stored'
  | 'manifest-kept'
  | 'manifest-answered';

export type Flight = {
  readonly store: Store;
  readonly upstream: Upstream;
  readonly trust: Trust;
  readonly sign: Sign;
  readonly now: () => string;
  readonly newId: () => string;
  readonly author: () => Author;
  readonly appVersion: string;
  /** Tells the latest value; also what counts as headway when the line is cut. */
  readonly report: (change: Partial<SyncProgress>) => void;
  readonly progress: () => SyncProgress;
  readonly between: (step: StepName) => Promise<void> | void;
  /** What holds back one journal or one blob only: the rest goes on, and the attempt ends with the first of them. */
  readonly trouble: (fault: SyncFault) => void;
};

/** The ground has moved under the attempt: it begins again with hello. */
export class BeginAgain extends Error {
  override readonly name = 'BeginAgain';
}
