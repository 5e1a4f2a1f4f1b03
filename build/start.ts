/** `npm start`: builds what is old, then opens the counter in the best shell this machine has. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { startLoopback, type Loopback } from '../electron/loopback.ts';
import {
  browserArguments,
  browserEnvironment,
  findBrowser,
  hasDisplay,
  openBrowser,
  type BrowserWindow,
} from '../electron/shell/loopback/browser.ts';
import { readOptions } from '../electron/shell/options.ts';
import type { DemoUpstream, ToWorker } from '../electron/app/protocol.ts';
import { faultText, fill, text } from '../electron/shell/text.ts';
import demo from '../electron/app/demo/demo.json' with { type: 'json' };
import { startDemoServer, type DemoServer } from './demo-server.ts';
import { electronBinary } from './electron-binary.ts';
import { make, root } from './make.ts';

const say = text.start;
const options = readOptions(process.argv.slice(2), process.cwd());
const [badOption] = options.unknown;
if (badOption === undefined) process.exitCode = await start();
else {
  console.error(fill(say.badOption, { option: badOption }));
  process.exitCode = 1;
}

async function start(): Promise<number> {
  const dataDir = options.dataDir ?? join(root, 'data', options.fresh ? `fresh-${stampOf(new Date())}` : 'counter');
  const isDemo = !options.fresh && (options.dataDir === undefined || !existsSync(join(dataDir, 'store.db')));
  const electron = hasDisplay() ? electronBinary(root) : undefined;
  await build(electron !== undefined);
  if (isDemo) console.log(fill(say.demo, { pin: demo.pin }));
  const hasServer = options.server && !options.fresh && resolve(dataDir) === join(root, 'data', 'counter');
  const server = hasServer ? startDemoServer(join(root, 'data', 'server')) : undefined;
  if (server !== undefined) void sayWhere(server);
  try {
    return await (electron === undefined ? openLoopback(dataDir, server) : openElectron(electron, dataDir, server));
  } finally {
    await server?.close();
  }
}

/** One line when the server is up, or when it will not come; the counter has long been open. */
async function sayWhere({ ready, logFile }: DemoServer): Promise<void> {
  const upstream = await ready;
  if (upstream !== 'closed')
    console.log(
      upstream === 'failed' ? fill(say.serverFailed, { log: logFile }) : fill(say.server, { url: upstream.server, log: logFile }),
    );
}

async function build(bundles: boolean): Promise<void> {
  const startedAt = performance.now();
  const built = await make(bundles ? ['page', 'bundles'] : ['page'], () => {
    console.log(say.building);
  });
  if (built) console.log(fill(say.built, { seconds: ((performance.now() - startedAt) / 1000).toFixed(1) }));
}

async function openElectron(binary: string, dataDir: string, server: DemoServer | undefined): Promise<number> {
  console.log(fill(say.electron, { dataDir }));
  const { ELECTRON_RUN_AS_NODE: _asNode, ...env } = process.env;
  const child = spawn(binary, [root, `--data=${dataDir}`, ...(options.fresh ? ['--fresh'] : [])], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env,
  });
  tell(server, (upstream) => {
    if (child.connected) child.send({ kind: 'demo-upstream', ...upstream } satisfies ToWorker);
  });
  return new Promise((done, failed) => {
    child.once('error', failed);
    child.once('exit', (exitCode) => {
      done(exitCode ?? 1);
    });
  });
}

/** Nothing waits for the server: the app hears of it when it is up. */
function tell(server: DemoServer | undefined, hear: (upstream: DemoUpstream) => void): void {
  void (async () => {
    const upstream = await server?.ready;
    if (typeof upstream === 'object') hear(upstream);
  })();
}

async function openLoopback(dataDir: string, server: DemoServer | undefined): Promise<number> {
  // Listening before there is anything to end: a signal that comes too early would leave the worker unfinished.
  const told = untilTold();
  const app = await startLoopback({ dataDir, pageDir: join(root, 'out', 'page'), demo: !options.fresh });
  tell(server, app.demoUpstream);
  const window = openWindow(app, dataDir);
  try {
    return await Promise.race([told, untilEnded(app, window)]);
  } finally {
    window?.close();
    await app.close();
    console.log(say.closed);
  }
}

/** Undefined without a display or a browser: then the address is printed and the app runs until it is told to stop. */
function openWindow(app: Loopback, dataDir: string): BrowserWindow | undefined {
  const browser = hasDisplay() ? findBrowser() : undefined;
  if (browser === undefined) {
    if (hasDisplay()) console.log(say.noBrowser);
    console.log(fill(say.url, { url: app.openUrl }));
    return undefined;
  }
  console.log(fill(say.chromium, { dataDir }));
  return openBrowser(browser, browserArguments(app.openFile, app.profile, process.getuid?.() === 0), browserEnvironment(app.noDumps));
}

/** Ends with the window, at once when the token came twice, and without a window when the app will not open. */
async function untilEnded(app: Loopback, window: BrowserWindow | undefined): Promise<number> {
  const left = window?.closed.then(() => undefined) ?? new Promise<undefined>(() => {});
  const end = await Promise.race([left, app.ended]);
  if (end === undefined) return 0;
  if (end.kind === 'replayed') {
    console.error(say.tokenUsedTwice);
    return 3;
  }
  console.error(faultText(end.code));
  // The window says the same; it is the person's to close.
  await window?.closed;
  return 1;
}

function untilTold(): Promise<number> {
  return new Promise((done) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.once(signal, () => {
        done(0);
      });
  });
}

/** `YYYYMMDD-HHMMSS`, local time: a name a person recognises. */
function stampOf(at: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${at.getFullYear()}${two(at.getMonth() + 1)}${two(at.getDate())}-${two(at.getHours())}${two(at.getMinutes())}${two(at.getSeconds())}`;
}
