/** Builds the page over the double once and serves it on a free port of this machine. */
import { createReadStream, existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { build } from 'vite';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
};

export type Served = { readonly url: string; readonly close: () => Promise<void> };

export async function serveDouble(): Promise<Served> {
  const outDir = await mkdtemp(join(tmpdir(), 'mot-cua-double-'));
  await build({
    configFile: false,
    root: fileURLToPath(new URL('.', import.meta.url)),
    base: '/',
    logLevel: 'warn',
    plugins: [react()],
    build: { outDir, emptyOutDir: true, target: 'chrome140', assetsInlineLimit: 0, minify: false, chunkSizeWarningLimit: 20_000 },
  });
  const server = createServer((request, response) => {
    const path = join(outDir, normalize(new URL(request.url ?? '/', 'http://x').pathname));
    const file = existsSync(path) && extname(path) !== '' ? path : join(outDir, 'index.html');
    response.writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream' });
    createReadStream(file).pipe(response);
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
      await rm(outDir, { recursive: true, force: true });
    },
  };
}
