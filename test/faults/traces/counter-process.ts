/** The loopback shell in a process of its own, over a page nobody rebuilds meanwhile; protections that are switched off here are so there. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { make, root } from '../../../build/make.ts';
import type { FromHost, HostOptions } from '../../e2e/harness/host-protocol.ts';

export type CounterProcess = { readonly url: string; readonly pid: number; kill(): Promise<void> };

/** Starts it with `env` and waits until lines may be opened. The page is built when it is old, then copied to `options.pageDir`. */
export async function startCounterProcess(options: HostOptions, env: NodeJS.ProcessEnv): Promise<CounterProcess> {
  await make(['page']);
  cpSync(join(root, 'out/page'), options.pageDir, { recursive: true });
  const child = fork(join(root, 'test/e2e/harness/shell-host.ts'), [JSON.stringify(options)], {
    execArgv: [],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env,
  });
  const url = await Promise.race([ready(child), ended(child)]);
  return {
    url,
    pid: child.pid ?? 0,
    kill: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exit = once(child, 'exit');
      child.kill('SIGKILL');
      await exit;
    },
  };
}

function ready(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.on('message', (message: FromHost) => {
      if (message.kind === 'ready') resolve(message.url);
    });
  });
}

async function ended(child: ChildProcess): Promise<never> {
  const [code] = (await once(child, 'exit')) as [number | null];
  throw new Error(`The counter ended before it was ready: ${String(code)}`);
}
