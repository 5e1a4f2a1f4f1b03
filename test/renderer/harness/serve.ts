/** Builds the page over the double once and serves it on a free port of this machine. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { build } from 'vite';
import { switchedOff, switchedOffNames } from '../../faults/switch/vite.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
};

export type Served = { readonly url: string; readonly close: () => Promise<void> };

const root = fileURLToPath(new URL('../../..', import.meta.url));
const cache = join(root, '.cache', 'double');
/** All that the page over the double is made of. */
const sources = ['renderer', 'shared', 'test/renderer/harness', 'package-lock.json'];

export async function serveDouble(): Promise<Served> {
  const files = await filesOf(await buildOnce());
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://x');
    const path = files.has(pathname) ? pathname : '/index.html';
    response.writeHead(200, {
      'content-type': types[extname(path)] ?? 'application/octet-stream',
      // Named by what they hold; the page itself is asked for anew.
      ...(path.startsWith('/assets/') ? { 'cache-control': 'max-age=3600, immutable' } : {}),
    });
    response.end(files.get(path));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}

/** Held in memory: another run may make a newer build and clear this one away. */
async function filesOf(dir: string): Promise<ReadonlyMap<string, Buffer>> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  return new Map(await Promise.all(paths.map(async (path) => [`/${relative(dir, path)}`, await readFile(path)] as const)));
}

/** The files of a run share one build, named by what it was made of; two that begin at once both make it, and the first to end gives it its name. */
async function buildOnce(): Promise<string> {
  const outDir = join(cache, hashOfSources());
  if (existsSync(outDir)) return outDir;
  await mkdir(cache, { recursive: true });
  const unfinished = await mkdtemp(join(cache, 'new-'));
  // Vitest's own value would build React's slower half for developers into it.
  const before = process.env['NODE_ENV'];
  process.env['NODE_ENV'] = 'production';
  await build({
    configFile: false,
    root: fileURLToPath(new URL('.', import.meta.url)),
    base: '/',
    logLevel: 'warn',
    plugins: [...switchedOff(), react()],
    build: { outDir: unfinished, emptyOutDir: true, target: 'chrome140', assetsInlineLimit: 0, chunkSizeWarningLimit: 20_000 },
  });
  process.env['NODE_ENV'] = before;
  for (const old of await readdir(cache)) if (!old.startsWith('new-')) await rm(join(cache, old), { recursive: true, force: true });
  await rename(unfinished, outDir).catch(async (error: unknown) => {
    if (!existsSync(outDir)) throw error;
    await rm(unfinished, { recursive: true });
  });
  return outDir;
}

function hashOfSources(): string {
  const hash = createHash('sha256').update(switchedOffNames);
  const add = (path: string): void => {
    if (statSync(path).isDirectory()) for (const name of readdirSync(path).sort()) add(join(path, name));
    else hash.update(path).update(readFileSync(path));
  };
  for (const source of sources) add(join(root, source));
  return hash.digest('hex').slice(0, 16);
}
