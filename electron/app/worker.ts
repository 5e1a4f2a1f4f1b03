/** The app worker: composes the app from its ports and speaks the shell's protocol. The only writer of the data folder. */
import { join } from 'node:path';
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { factsOf } from '#shared/error-facts.ts';
import { Failure } from '#shared/errors.ts';
import { forkPaper } from '../paper/fork.ts';
import { paperOverPort } from '../paper/over-port.ts';
import { sourcePaperFiles } from '../paper/paper-files.ts';
import { openLog } from '../shell/log.ts';
import { isStoreFault } from '../store/fault.ts';
import { type App, createApp } from './app.ts';
import { systemClock, systemIds } from './clock.ts';
import type { Desk } from './desk.ts';
import { setUpDemo } from './demo/demo.ts';
import { createPrintQueue } from './print-queue.ts';
import type { DemoUpstream, FromWorker, ToWorker, WorkerData } from './protocol.ts';

const shell = parentPort;
if (shell === null) throw new Error('the app worker is started by a shell');
const data = workerData as WorkerData;
const say = (message: FromWorker, transfer: readonly ArrayBuffer[] = []): void => {
  shell.postMessage(message, transfer);
};
const log = openLog(join(data.dataDir, 'logs', 'app'));

/** Resolves when the desk is open; a line for the demo's server may come before. */
const opened = Promise.withResolvers<void>();
let keyKept: ((ok: boolean) => void) | undefined;

/** The shell keeps the key; its answer comes back as `key-kept`. */
function keep(key: Uint8Array): Promise<void> {
  const copy = Uint8Array.from(key);
  return new Promise((resolve, reject) => {
    keyKept = (ok) => {
      keyKept = undefined;
      if (ok) resolve();
      else reject(new Failure('key-not-kept', {}));
    };
    say({ kind: 'keep-key', key: copy }, [copy.buffer]);
  });
}

const overPort =
  data.paper === 'port'
    ? paperOverPort({
        ask: (lane) => {
          say({ kind: 'need-paper', lane });
        },
        end: (lane) => {
          say({ kind: 'end-paper', lane });
        },
      })
    : undefined;
/** Nothing at the top level may wait: the bundle is CommonJS. */
async function compose(): Promise<App> {
  const paper = overPort?.paper ?? forkPaper({ files: sourcePaperFiles() });
  return createApp({
    restart: () => {
      process.exit(75);
    },
    dataDir: data.dataDir,
    ...(data.logDir === undefined ? {} : { logDir: data.logDir }),
    clock: systemClock,
    ids: systemIds,
    keys: { keep },
    paper,
    safekeeping: paper,
    queue: await createPrintQueue(data.printDir ?? join(data.dataDir, 'print'), data.resources),
    log: (event, details = {}) => {
      log(
        event,
        Object.fromEntries(Object.entries(details).filter((entry): entry is [string, string | number | boolean] => entry[1] !== null)),
      );
    },
  });
}

/** A key without a store opens nothing: its data may be on a disk that is unplugged, so the page says so before it begins anew. A key of another store leads to the recovery code. */
async function open(app: App, { key, keyFault }: Extract<ToWorker, { kind: 'open' }>): Promise<void> {
  const { desk } = app;
  desk.lackKey(keyFault ?? 'missing');
  if (desk.isStoreThere() && key !== undefined) openWith(desk, key);
  else if (!desk.isStoreThere() && (key ?? keyFault) !== undefined) desk.lackData();
  if (data.demo && !desk.isStoreThere()) await setUpDemo(desk);
  say({ kind: 'ready' });
  opened.resolve();
}

function openWith(desk: Desk, key: Uint8Array): void {
  try {
    desk.openWith(key);
  } catch (error) {
    if (!isStoreFault(error, 'wrong-key')) throw error;
    desk.lackKey('wrong');
    log('wrong-key');
  }
}

/** The counter works without its server: what went wrong is for the log, and the next start tries again. */
async function enrolDemo(app: App, upstream: DemoUpstream): Promise<void> {
  await opened.promise;
  if (!data.demo || !app.desk.isOpen()) return;
  try {
    await app.enrolDemo(upstream);
    log('demo-enrolled');
  } catch (error) {
    log('demo-not-enrolled', factsOf(error));
  }
}

async function stop(app: App): Promise<void> {
  await app.stop();
  say({ kind: 'stopped' });
  process.exit(0);
}

async function fault(app: App | undefined, error: unknown): Promise<void> {
  log('app-not-opened', factsOf(error));
  const code = error instanceof Failure || isStoreFault(error) ? error.code : 'cannot-start';
  say({ kind: 'fault', code });
  try {
    await app?.stop();
  } finally {
    process.exit(1);
  }
}

function hear(app: App, message: ToWorker): void {
  switch (message.kind) {
    case 'open':
      void open(app, message).catch((error: unknown) => fault(app, error));
      break;
    case 'line':
      app.line(message.port);
      break;
    case 'paper':
      overPort?.give(message.lane, message.port as MessagePort);
      break;
    case 'key-kept':
      keyKept?.(message.ok);
      break;
    case 'lock':
      app.lock();
      break;
    case 'demo-upstream':
      void enrolDemo(app, message);
      break;
    case 'stop':
      void stop(app);
      break;
    // Every commit is on the disk when it is answered, and the clock is read afresh each time: only the mark of the run is left to say.
    case 'flush':
      app.leaving();
      break;
    case 'resume':
      app.alive();
      app.resume();
      break;
  }
}

const composing = compose();
composing.catch((error: unknown) => fault(undefined, error));
shell.on('message', (message: ToWorker) => {
  void composing.then(
    (app) => hear(app, message),
    () => undefined,
  );
});
