import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { LoopbackEnd } from '../../../electron/loopback.ts';
import type { DemoUpstream } from '../../../electron/app/protocol.ts';
import type { Counter } from './counter-folder.ts';
import type { FromHost, HostOptions, ToHost } from './host-protocol.ts';
import { root } from './root.ts';

/** A running loopback shell over one data folder. */
export type Shell = {
  readonly url: string;
  /** The one-time URL. */
  readonly openUrl: string;
  /** Why the shell ended by itself, once it did. */
  readonly ended: Promise<LoopbackEnd>;
  /** The demo's server is up, as `npm start` says it. */
  demoUpstream(upstream: DemoUpstream): void;
  /** Ends the app worker at once; the shell goes on and starts another. */
  killWorker(): Promise<void>;
  /** `kill -9` of the whole shell. */
  kill(): Promise<void>;
  stop(): Promise<void>;
};

/** Starts a shell and waits until its worker takes lines. `printer` is the default queue of this shell alone. */
export async function startShell(counter: Counter, printer: string | undefined): Promise<Shell> {
  const options: HostOptions = {
    dataDir: counter.dataDir,
    pageDir: join(root, 'out/page'),
    keyFile: counter.keyFile,
    stateDir: counter.stateDir,
    demo: existsSync(join(counter.dataDir, 'store.db')),
  };
  const child = fork(join(import.meta.dirname, 'shell-host.ts'), [JSON.stringify(options)], {
    execArgv: [],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env: hostEnv(counter, printer),
  });
  const ended = hear(child, 'ended').then(({ end }) => end);
  const { url, openUrl } = await Promise.race([hear(child, 'ready'), exited(child)]);
  const tell = (message: ToHost): void => {
    child.send(message);
  };
  return {
    url,
    openUrl,
    ended,
    demoUpstream: (upstream) => {
      tell({ kind: 'demo-upstream', ...upstream });
    },
    killWorker: async () => {
      const killed = hear(child, 'worker-killed');
      tell({ kind: 'kill-worker' });
      await killed;
    },
    kill: () =>
      gone(child, () => {
        child.kill('SIGKILL');
      }),
    stop: () =>
      gone(child, () => {
        tell({ kind: 'stop' });
      }),
  };
}

function hostEnv(counter: Counter, printer: string | undefined): NodeJS.ProcessEnv {
  // Playwright's own variables would make the child load its loader.
  const { NODE_OPTIONS: _loader, LPDEST: _lpdest, ...env } = process.env;
  // Without a queue of its own a story must not reach the printers of whoever runs it.
  return { ...env, XDG_CONFIG_HOME: counter.configDir, ...(printer === undefined ? { CUPS_SERVER: '127.0.0.1:1' } : { LPDEST: printer }) };
}

function hear<K extends FromHost['kind']>(child: ChildProcess, kind: K): Promise<Extract<FromHost, { kind: K }>> {
  return new Promise((resolve) => {
    const listen = (message: FromHost): void => {
      if (message.kind !== kind) return;
      child.off('message', listen);
      resolve(message as Extract<FromHost, { kind: K }>);
    };
    child.on('message', listen);
  });
}

async function exited(child: ChildProcess): Promise<never> {
  const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
  throw new Error(`The shell ended before it was ready: ${String(code ?? signal)}`);
}

async function gone(child: ChildProcess, end: () => void): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  end();
  await exit;
}
