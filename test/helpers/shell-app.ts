/** A built app folder with a small page and the echo worker, and the Electron entry point started in it over the double. */
import { createORPCClient } from '@orpc/client';
import type { RouterClient } from '@orpc/server';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { vi } from 'vitest';
import { nodeBundle } from '../../build/vite.node.config.ts';
import type { Link } from '../../renderer/bridge/line.ts';
import { createElectronDouble, type DoubleOptions, type ElectronDouble } from './electron-double.ts';
import type { echoRouter } from './echo-worker.ts';

export type EchoClient = RouterClient<typeof echoRouter>;
export const echoClient = (link: Link): EchoClient => createORPCClient(link);

export const pageHtml =
  '<!doctype html><html lang="vi"><head><meta charset="utf-8"><meta http-equiv="content-security-policy" content="style-src \'nonce-__NONCE__\'"><script type="module" src="/assets/a.js"></script></head><body></body></html>';

/** `out/` with page, preload and a worker that is the echo worker. */
export async function makeAppFolder(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'mc-shell-'));
  mkdirSync(join(folder, 'out/page/assets'), { recursive: true });
  mkdirSync(join(folder, 'out/app'), { recursive: true });
  writeFileSync(join(folder, 'out/page/index.html'), pageHtml);
  writeFileSync(join(folder, 'out/page/assets/a.js'), 'export {};\n');
  writeFileSync(join(folder, 'secret.txt'), 'not built\n');
  writeFileSync(
    join(folder, 'out/app/worker.cjs'),
    `import(${JSON.stringify(pathToFileURL(join(import.meta.dirname, 'echo-worker.ts')).href)});\n`,
  );
  await build(nodeBundle('preload.cjs', join(folder, 'out')));
  return folder;
}

export type StartedShell = ElectronDouble & { readonly folder: string; readonly userData: string; close(): Promise<void> };

/** Imports `electron/main.ts` afresh over a new double; `ready: false` leaves Electron not ready yet. */
export async function startMain(
  folder: string,
  options: Partial<DoubleOptions> & { readonly ready?: boolean; readonly argv?: readonly string[] } = {},
): Promise<StartedShell> {
  const userData = options.userData ?? mkdtempSync(join(tmpdir(), 'mc-profile-'));
  const double = createElectronDouble({ appPath: folder, keyStore: 'v11', ...options, userData });
  const argv = process.argv;
  const strays = new Set(process.listeners('uncaughtException'));
  vi.resetModules();
  vi.doMock('electron', () => double.electron);
  process.argv = ['electron', '.', ...(options.argv ?? ['--fresh', `--data=${join(userData, 'data')}`])];
  await import('../../electron/main.ts');
  process.argv = argv;
  if (options.ready !== false) double.becomeReady();
  return {
    ...double,
    folder,
    userData,
    close: async () => {
      double.electron.app.quit();
      if (double.seen.windows.length > 0) await vi.waitUntil(() => double.seen.quit, 60_000);
      for (const listener of process.listeners('uncaughtException')) if (!strays.has(listener)) process.off('uncaughtException', listener);
      rmSync(userData, { recursive: true, force: true });
      vi.doUnmock('electron');
    },
  };
}
