/** What a shell and the app worker say to each other. The worker never learns which shell holds it. */
import type { MessagePort } from 'node:worker_threads';
import type { KeyFault } from '#shared/contract/office.ts';
import type { Lane } from '../paper/jobs.ts';

/** Which window a line belongs to. The board has reading rights only. */
export type PageName = 'counter' | 'board';

/** `workerData` of the app worker. */
export type WorkerData = {
  /** The data folder: store, journal log, blobs. Absolute. */
  readonly dataDir: string;
  /** A second place for the journal log, where one is set. Absolute. */
  readonly logDir?: string;
  /** Folder with `bin`, what the system itself must be able to open: beside the archive in the packaged app, else `out/`. Absolute. */
  readonly resources: string;
  /** Where a paper lies while it is handed to a printer, if not in the data folder: that may be open to every user of the PC. Absolute. */
  readonly printDir?: string;
  /** `fork`: the worker starts the paper process itself. `port`: it asks the shell for a port joined to one. */
  readonly paper: 'fork' | 'port';
  /** True: an empty data folder becomes the demo commune. */
  readonly demo: boolean;
};

/** Where the demo's district server listens, and a one-time code for the demo counter. */
export type DemoUpstream = { readonly server: string; readonly code: string };

/** Shell → worker. */
export type ToWorker =
  /** First message. `key` (32 bytes, moved) is absent on the first run, for another user of the PC and when the key was lost: `keyFault` says why. */
  | { readonly kind: 'open'; readonly key?: Uint8Array<ArrayBuffer>; readonly keyFault?: KeyFault }
  /** One private line of one page load. */
  | { readonly kind: 'line'; readonly page: PageName; readonly port: MessagePort }
  /** Answer to `need-paper`: a line to a new paper process. It closes when that process ends. */
  | { readonly kind: 'paper'; readonly lane: Lane; readonly port: MessagePort }
  /** Answer to `keep-key`: true once the wrapped key is durable and a second unwrap gave the same bytes. */
  | { readonly kind: 'key-kept'; readonly ok: boolean }
  /** The machine may go to sleep or shut down: bring everything to the disk now. */
  | { readonly kind: 'flush' }
  /** The machine woke up: the monotonic clock check starts from here. */
  | { readonly kind: 'resume' }
  /** The operating system's screen was locked: so is the desk. */
  | { readonly kind: 'lock' }
  /** The demo's district server is up: the demo counter enrols there, unless it has. Heard only where `demo` is true. */
  | ({ readonly kind: 'demo-upstream' } & DemoUpstream)
  /** Finish, close the store, answer `stopped`, then exit. */
  | { readonly kind: 'stop' };

/** Worker → shell. */
export type FromWorker =
  /** Lines may be opened. */
  | { readonly kind: 'ready' }
  /** The app cannot open; `code` is an error code of `#shared/errors.ts`. The worker exits after it. */
  | { readonly kind: 'fault'; readonly code: string }
  /** A new data key, made at set-up or given back by the recovery code: the shell keeps it and answers `key-kept`. */
  | { readonly kind: 'keep-key'; readonly key: Uint8Array<ArrayBuffer> }
  /** A (new) paper process of this lane is wanted. Only where `paper` is `port`. */
  | { readonly kind: 'need-paper'; readonly lane: Lane }
  /** The lane's paper process must go, whatever it is doing. Only where `paper` is `port`. */
  | { readonly kind: 'end-paper'; readonly lane: Lane }
  /** The store is closed; the worker exits by itself. */
  | { readonly kind: 'stopped' };
