import { MessageChannel, type Worker } from 'node:worker_threads';
import { factsOf } from '#shared/error-facts.ts';
import type { FromWorker, PageName, ToWorker } from '../app/protocol.ts';
import type { Lane } from '../paper/jobs.ts';
import { atMost } from './at-most.ts';
import { keyFaultOf } from './key-fault.ts';
import type { Log } from './log.ts';
import { join, ofNode, type Pipe } from './pipe.ts';

export type Supervision = {
  /** Makes the app worker; called again after a death. */
  readonly start: () => Worker;
  /** The data key, 32 bytes with a buffer of their own, asked at every start; undefined when there is none this user can unwrap. */
  readonly readKey: () => Promise<Uint8Array<ArrayBuffer> | undefined>;
  /** Keeps the key so that the next start finds it. Resolves only when it is durable and read back equal; else rejects. */
  readonly keepKey: (key: Uint8Array<ArrayBuffer>) => Promise<void>;
  /** Starts a paper process; its pipe closes when the process ends, closing the pipe kills it. Absent: the worker forks its own. */
  readonly startPaper?: () => Pipe;
  /** The app will not open: an error code of the worker's, or `app-keeps-stopping`. Called once; nothing is tried again. */
  readonly onFault: (code: string) => void;
  readonly log: Log;
  /** Monotonic milliseconds. */
  readonly now?: () => number;
  /** How long a worker told to stop may take before it is ended. */
  readonly stopWithinMs?: number;
};

export type SupervisedApp = {
  /**
   * One private line to the living, ready worker, joined to what `open` gives once there is one; waits through a restart. The answer
   * hangs up. Rejects when the app will not open or `open` throws.
   */
  line(page: PageName, open: () => Pipe): Promise<() => void>;
  /** Resolves when a worker is ready; rejects when the app will not open. */
  ready(): Promise<void>;
  tell(message: Extract<ToWorker, { kind: 'flush' | 'resume' | 'lock' | 'demo-upstream' }>): void;
  /** Lets the worker finish and close its store. Resolves when it has exited; calling it again changes nothing. */
  stop(): Promise<void>;
};

const restarts = 3;
const restartWindowMs = 5 * 60_000;

/** Keeps one app worker alive: started again at most 3 times in 5 minutes, then `onFault`. Used by both shells. */
export function supervise(options: Supervision): SupervisedApp {
  const { log } = options;
  const mayRestart = atMost(restarts, restartWindowMs, options.now ?? (() => performance.now()));
  let ready = newPromise();
  let over = false;
  let stopping: Promise<void> | undefined;
  const lines = new Set<() => void>();
  let worker = begin();

  function begin(): Worker {
    const next = options.start();
    const paper = paperOf(next, options.startPaper, log);
    next.on('message', (message: FromWorker) => {
      switch (message.kind) {
        case 'ready':
          ready.resolve(next);
          break;
        case 'fault':
          giveUp(message.code);
          break;
        case 'keep-key':
          void keep(next, message.key);
          break;
        case 'need-paper':
          paper.renew(message.lane);
          break;
        case 'end-paper':
          paper.end(message.lane);
          break;
        case 'stopped':
          log('app-stopped');
          break;
      }
    });
    next.on('error', (error) => {
      log('app-worker-error', factsOf(error));
    });
    next.once('exit', (exitCode) => {
      paper.endAll();
      // A line drawn while the worker was dying would never hear of it.
      for (const hangUp of lines) hangUp();
      ended(exitCode);
    });
    void openWith(next);
    return next;
  }

  async function openWith(next: Worker): Promise<void> {
    try {
      const key = await options.readKey();
      if (key === undefined) post(next, { kind: 'open' });
      else post(next, { kind: 'open', key }, [key.buffer]);
    } catch (error) {
      log('key-not-read', factsOf(error));
      post(next, { kind: 'open', keyFault: keyFaultOf(error) });
    }
  }

  async function keep(next: Worker, key: Uint8Array<ArrayBuffer>): Promise<void> {
    const ok = await options.keepKey(key).then(
      () => true,
      (error: unknown) => {
        log('key-not-kept', factsOf(error));
        return false;
      },
    );
    key.fill(0);
    post(next, { kind: 'key-kept', ok });
  }

  function ended(exitCode: number): void {
    log('app-worker-exit', { exitCode });
    if (over || stopping !== undefined) return;
    if (!mayRestart()) return giveUp('app-keeps-stopping');
    ready.reject(new Error('app-restarting'));
    ready = newPromise();
    worker = begin();
  }

  function giveUp(code: string): void {
    if (over || stopping !== undefined) return;
    over = true;
    log('app-fault', { fault: code });
    // Lines asked for from here on must be refused too, also when this worker had been ready before.
    ready.reject(new Error(code));
    ready = newPromise();
    ready.reject(new Error(code));
    options.onFault(code);
  }

  /** A worker that dies while somebody waits for it is followed by the next one. */
  async function living(): Promise<Worker> {
    for (;;) {
      const asked = ready;
      try {
        return await asked.promise;
      } catch (error) {
        if (asked === ready || over) throw error;
      }
    }
  }

  return {
    ready: async () => {
      await living();
    },
    line: async (page, open) => {
      const app = await living();
      const pipe = open();
      const channel = new MessageChannel();
      const toApp = ofNode(channel.port1);
      const hangUp = join(pipe, toApp);
      lines.add(hangUp);
      toApp.onClose(() => {
        lines.delete(hangUp);
      });
      app.postMessage({ kind: 'line', page, port: channel.port2 } satisfies ToWorker, [channel.port2]);
      return hangUp;
    },
    tell: (message) => {
      post(worker, message);
    },
    stop: () => (stopping ??= stopWorker(worker, options.stopWithinMs ?? 10_000, log)),
  };
}

type Waiting = { readonly promise: Promise<Worker>; readonly resolve: (worker: Worker) => void; readonly reject: (error: Error) => void };

function newPromise(): Waiting {
  const waiting = Promise.withResolvers<Worker>();
  // Most starts have nobody waiting; a rejection nobody hears is not an accident.
  waiting.promise.catch(() => {});
  return waiting;
}

function post(worker: Worker, message: ToWorker, transfer: readonly ArrayBuffer[] = []): void {
  worker.postMessage(message, [...transfer]);
}

async function stopWorker(worker: Worker, withinMs: number, log: Log): Promise<void> {
  if (worker.threadId === -1) return;
  await new Promise<void>((done) => {
    const late = setTimeout(() => {
      log('app-stop-late');
      void worker.terminate();
    }, withinMs);
    worker.once('exit', () => {
      clearTimeout(late);
      done();
    });
    post(worker, { kind: 'stop' });
  });
}

type PaperProcesses = { renew(lane: Lane): void; end(lane: Lane): void; endAll(): void };

function paperOf(worker: Worker, start: Supervision['startPaper'], log: Log): PaperProcesses {
  const running = new Map<Lane, Pipe>();
  const end = (lane: Lane): void => {
    running.get(lane)?.close();
    running.delete(lane);
  };
  const renew = (lane: Lane): void => {
    end(lane);
    if (start === undefined) return log('paper-not-ours');
    const channel = new MessageChannel();
    const pipe = start();
    running.set(lane, pipe);
    join(pipe, ofNode(channel.port1));
    worker.postMessage({ kind: 'paper', lane, port: channel.port2 } satisfies ToWorker, [channel.port2]);
  };
  const endAll = (): void => {
    for (const lane of running.keys()) end(lane);
  };
  return { renew, end, endAll };
}
