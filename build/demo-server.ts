/** The demo's district server beside the demo counter: a process of its own, begun in the background and ended with `npm start`. */
import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { DemoUpstream } from '../electron/app/protocol.ts';

export type DemoServer = {
  /** Where it listens, once it does; `failed` when it ended before, `closed` when it was told to. Never rejects. */
  readonly ready: Promise<DemoUpstream | 'failed' | 'closed'>;
  readonly logFile: string;
  /** Ends it in order; its database ends with it. */
  close(): Promise<void>;
};

const endWithinMs = 15_000;

/** Starts it on `dataDir`, with what it says in `server.log` there. */
export function startDemoServer(dataDir: string, entry = fileURLToPath(new URL('./run-demo-server.ts', import.meta.url))): DemoServer {
  mkdirSync(dataDir, { recursive: true });
  // Under root PostgreSQL runs as its own user, who has to pass through.
  if (process.getuid?.() === 0) chmodSync(dirname(dataDir), 0o711);
  const logFile = join(dataDir, 'server.log');
  const log = openSync(logFile, 'w', 0o600);
  // A group of its own: Ctrl+C is for the counter, which then ends the server. Should this process die, the closed line tells the server.
  const child = spawn(process.execPath, [entry, dataDir], { stdio: ['ignore', log, log, 'ipc'], detached: true, windowsHide: true });
  closeSync(log);
  let closing = false;
  const exited = new Promise<void>((done) => {
    child.once('exit', () => {
      done();
    });
    child.once('error', () => {
      done();
    });
  });
  const told = new Promise<DemoUpstream>((done) => {
    child.once('message', (message) => {
      done(message as DemoUpstream);
    });
  });
  return {
    ready: Promise.race([told, exited.then(() => (closing ? 'closed' : 'failed'))]),
    logFile,
    close: async () => {
      closing = true;
      await end(child, exited);
    },
  };
}

async function end(child: ChildProcess, exited: Promise<void>): Promise<void> {
  child.kill('SIGTERM');
  const late = new AbortController();
  const outcome = await Promise.race([exited, wait(endWithinMs, 'late' as const, { signal: late.signal }).catch(() => undefined)]);
  late.abort();
  if (outcome === 'late') child.kill('SIGKILL');
}
