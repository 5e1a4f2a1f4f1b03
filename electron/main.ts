/** The Electron shell: a window, the key, two pipes. The order matters; nothing awaits before `ready`. */
import { app, BrowserWindow, dialog, Menu, powerMonitor, protocol, session } from 'electron';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { factsOf } from '#shared/error-facts.ts';
import type { ToWorker, WorkerData } from './app/protocol.ts';
import { commandOf, runCommand, type Command } from './shell/electron/command.ts';
import { connect } from './shell/electron/connect.ts';
import { closeDoors, harden } from './shell/electron/harden.ts';
import { keep, unwrap } from './shell/electron/keys.ts';
import { answer, listPage } from './shell/electron/page-files.ts';
import { startPaper } from './shell/electron/paper.ts';
import { placesOf, type Places } from './shell/electron/places.ts';
import { focusFirst, loadAndCare, openCounter, partition, sayFault } from './shell/electron/window.ts';
import { atMost } from './shell/at-most.ts';
import { openLog, type Log } from './shell/log.ts';
import { keepMemoryOutOfDumps } from './shell/no-dump.ts';
import { readOptions } from './shell/options.ts';
import { supervise, type SupervisedApp } from './shell/supervise.ts';
import { fill, text } from './shell/text.ts';

/** No fuse stops these; in a packaged app they have no honest use. */
const forbidden = [
  'remote-debugging-port',
  'remote-debugging-pipe',
  'no-sandbox',
  'disable-web-security',
  'js-flags',
  'load-extension',
  'user-data-dir',
  'proxy-server',
  'host-resolver-rules',
  'ignore-certificate-errors',
];

keepMemoryOutOfDumps();
const words = process.argv.slice(app.isPackaged ? 1 : 2);
const command = commandOf(words);
const profile = process.env['MC_PROFILE'];
// Tests bring their own profile.
if (profile !== undefined && !app.isPackaged) app.setPath('userData', profile);
if (app.isPackaged && forbidden.some((name) => app.commandLine.hasSwitch(name))) app.exit(2);
else if (command !== undefined) void runAndExit(command);
else if (app.requestSingleInstanceLock()) start();
else app.quit();

function start(): void {
  const options = readOptions(words, process.cwd());
  const places = placesOf(app, options.dataDir);
  const log = openLog(places.logs);
  // Without a listener an English error box would stop the desk.
  process.on('uncaughtException', (error) => {
    log('uncaught', factsOf(error));
  });
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
  app.enableSandbox();
  Menu.setApplicationMenu(null);
  app.setAppUserModelId('vn.example.motcua');
  if (existsSync(places.gpuOff)) app.disableHardwareAcceleration();
  app.on('web-contents-created', (_event, contents) => {
    harden(contents);
  });
  app.on('second-instance', focusFirst);
  watchGraphics(places, log);
  void ready(places, !options.fresh && !app.isPackaged, log).catch((error: unknown) => {
    log('not-started', factsOf(error));
    // Never die in silence.
    dialog.showErrorBox(text.appName, fill(text.cannotStart, { code: 'not-started' }));
    app.exit(1);
  });
}

async function ready(places: Places, demo: boolean, log: Log): Promise<void> {
  await app.whenReady();
  const own = session.fromPartition(partition);
  closeDoors(own);
  closeDoors(session.defaultSession);
  const files = listPage(join(places.root, 'page'));
  // The global `protocol` belongs to the default session.
  own.protocol.handle('app', (request) => answer(request, files));
  const onFault = (code: string): void => {
    log('fault-shown', { fault: code });
    sayFault(code);
    app.quit();
  };
  const worker = startApp(places, demo, log, onFault);
  const window = openCounter(join(places.root, 'preload.cjs'), app.isPackaged);
  connect(window, 'counter', worker, log);
  // `npm start` tells so of the demo's server; nobody else holds this line.
  if (demo)
    process.on('message', (message: ToWorker) => {
      if (message.kind === 'demo-upstream') worker.tell(message);
    });
  leaveInOrder(window, worker, log, onFault);
}

function startApp(places: Places, demo: boolean, log: Log, onFault: (code: string) => void): SupervisedApp {
  const { dataDir, resources, printDir } = places;
  const workerData: WorkerData = { dataDir, resources, printDir, paper: 'port', demo };
  return supervise({
    start: () => new Worker(join(places.root, 'app/worker.cjs'), { workerData, name: 'app' }),
    readKey: () => (existsSync(places.keyFile) ? unwrap(places.keyFile) : Promise.resolve(undefined)),
    keepKey: (key) => keep(key, { file: places.keyFile, localState: places.localState }),
    startPaper: () => startPaper(join(places.root, 'paper/process.cjs'), [places.forms, places.fonts], log),
    onFault,
    log,
  });
}

/** Sleep, lock, shutdown, quit: the worker hears of each, and the app ends after it. */
function leaveInOrder(window: BrowserWindow, worker: SupervisedApp, log: Log, onFault: (code: string) => void): void {
  let leaving = false;
  let stopped = false;
  loadAndCare(window, { log, onFault, leaving: () => leaving });
  powerMonitor.on('suspend', () => {
    worker.tell({ kind: 'flush' });
  });
  powerMonitor.on('resume', () => {
    worker.tell({ kind: 'resume' });
  });
  powerMonitor.on('lock-screen', () => {
    worker.tell({ kind: 'lock' });
  });
  // Once `session-end` returns Windows kills the process, worker included; neither `before-quit` nor `will-quit` ever comes.
  window.on('query-session-end', () => {
    leaving = true;
    worker.tell({ kind: 'flush' });
  });
  app.on('window-all-closed', () => {
    app.quit();
  });
  app.on('will-quit', (event) => {
    if (stopped) return;
    event.preventDefault();
    void quitAfterWorker();
  });
  async function quitAfterWorker(): Promise<void> {
    await worker.stop();
    stopped = true;
    app.quit();
  }
}

/** Three failures of the graphics process within five minutes: the next start paints without it. */
function watchGraphics(places: Places, log: Log): void {
  const bearable = atMost(2, 5 * 60_000, () => performance.now());
  app.on('child-process-gone', (_event, details) => {
    log('child-gone', { type: details.type, reason: details.reason });
    if (details.type === 'GPU' && details.reason !== 'clean-exit' && !bearable()) writeFileSync(places.gpuOff, '');
  });
}

/** `mot-cua cli …`: the same app without a window. The fuses forbid running the packaged program as Node. */
async function runAndExit(command: Command): Promise<void> {
  app.disableHardwareAcceleration();
  await app.whenReady();
  app.exit(await runCommand(join(app.getAppPath(), 'out/app/cli.cjs'), command).catch(() => 1));
}
