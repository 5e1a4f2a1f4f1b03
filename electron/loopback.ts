/** The loopback shell: the same worker and page over 127.0.0.1, for machines without the Electron binary, for demos and Chromium tests. */
import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { DemoUpstream, WorkerData } from './app/protocol.ts';
import { keyFilePath } from './keys/key-file.ts';
import { keepAt, readKept } from './keys/keep-key-file.ts';
import { makeRunFolder, stateFolder } from './shell/loopback/run-folder.ts';
import { serve, type Served } from './shell/loopback/serve.ts';
import { openLog } from './shell/log.ts';
import { keepMemoryOutOfDumps } from './shell/no-dump.ts';
import { listPage } from './shell/page.ts';
import { supervise } from './shell/supervise.ts';
import { faultText } from './shell/text.ts';

export type LoopbackOptions = {
  /** The data folder; made when it is not there. */
  readonly dataDir: string;
  /** The built page. */
  readonly pageDir: string;
  /** The app worker; its source when absent. */
  readonly workerFile?: string | URL;
  /** Folder with `bin`, what the system itself must be able to open; `out/` when absent. */
  readonly resources?: string;
  /** True: an empty data folder becomes the demo commune. */
  readonly demo: boolean;
  /** Where the data key is kept; the usual place of this user when absent. */
  readonly keyFile?: string;
  /** The shell's log and the run's folder; the usual place of this user when absent. */
  readonly stateDir?: string;
};

/** Why a loopback app ended by itself: the token was used twice, or the app cannot open (its error code). */
export type LoopbackEnd = { readonly kind: 'replayed' } | { readonly kind: 'fault'; readonly code: string };

export type Loopback = {
  /** `http://127.0.0.1:<port>/`, for who has the cookie. */
  readonly url: string;
  /** Opens the app once: a secret until it was used. */
  readonly openUrl: string;
  /** A 0600 file that leads to `openUrl`. */
  readonly openFile: string;
  /** An empty 0700 folder for the browser. */
  readonly profile: string;
  /** For the browser's environment: where it can keep no dump. */
  readonly noDumps: string;
  /** Resolves when the worker is ready for lines; rejects when the app will not open. */
  ready(): Promise<void>;
  /** Resolves when the app has to end by itself. After `replayed` nothing is served any more; after a fault the page says why. */
  readonly ended: Promise<LoopbackEnd>;
  /** The demo's server is up: the app enrols there. */
  demoUpstream(upstream: DemoUpstream): void;
  /** Stops serving, lets the worker finish, removes the run's folder. */
  close(): Promise<void>;
};

/** Starts worker and server. Rejects when no port or folder can be had. */
export async function startLoopback(options: LoopbackOptions): Promise<Loopback> {
  keepMemoryOutOfDumps();
  const dataDir = resolve(options.dataDir);
  const state = options.stateDir ?? stateFolder();
  const keyFile = options.keyFile ?? keyFilePath(dataDir);
  const log = openLog(state);
  const ended = Promise.withResolvers<LoopbackEnd>();
  let fault: string | undefined;
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const files = listPage(options.pageDir);
  const workerFile = options.workerFile ?? new URL('./app/worker.ts', import.meta.url);
  const resources = options.resources ?? fileURLToPath(new URL('../out', import.meta.url));
  const workerData: WorkerData = { dataDir, resources, paper: 'fork', demo: options.demo };
  const worker = supervise({
    start: () => new Worker(workerFile, { workerData, name: 'app' }),
    readKey: () => readKept(keyFile),
    keepKey: (key) => keepAt(keyFile, key),
    onFault: (code) => {
      fault = code;
      ended.resolve({ kind: 'fault', code });
    },
    log,
  });
  const served: Served = await serve({
    files,
    line: (open) => worker.line('counter', open),
    fault: () => (fault === undefined ? undefined : faultText(fault)),
    onReplay: () => {
      log('token-replayed');
      void served.close();
      ended.resolve({ kind: 'replayed' });
    },
    log,
  });
  const run = makeRunFolder(state, served.openUrl);
  let closing: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    await served.close();
    await worker.stop();
    run.remove();
  };
  return {
    url: served.url,
    openUrl: served.openUrl,
    openFile: run.openFile,
    profile: run.profile,
    noDumps: run.noDumps,
    ready: () => worker.ready(),
    ended: ended.promise,
    demoUpstream: (upstream) => {
      worker.tell({ kind: 'demo-upstream', ...upstream });
    },
    close: () => (closing ??= close()),
  };
}
