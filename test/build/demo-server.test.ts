/** What `npm start` puts together: the demo counter's real worker and the demo's real server, each a part of its own. */
import { createORPCClient } from '@orpc/client';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { SyncProgress } from '#shared/contract/sync.ts';
import { startDemoServer, type DemoServer } from '../../build/demo-server.ts';
import { demoPin } from '../../electron/app/demo/demo.ts';
import { startLoopback, type Loopback } from '../../electron/loopback.ts';
import { fill, text } from '../../electron/shell/text.ts';
import type { CounterApi } from '../../renderer/bridge/api.ts';
import { openSocket, socketLink, trade } from '../helpers/loopback-client.ts';

let folder = '';
let app: Loopback;
let api: CounterApi;
const servers: DemoServer[] = [];
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mc-demo-'));
  chmodSync(folder, 0o711);
  mkdirSync(join(folder, 'page'));
  writeFileSync(join(folder, 'page/index.html'), '');
  app = await startLoopback({
    dataDir: join(folder, 'counter'),
    pageDir: join(folder, 'page'),
    demo: true,
    keyFile: join(folder, 'keys/data.key'),
    stateDir: join(folder, 'state'),
  });
  const cookie = await trade(app.openUrl);
  api = createORPCClient(socketLink(await openSocket(app.url, { cookie, origin: app.url.slice(0, -1) })));
  const state = await api.office.state();
  const personId = state.phase === 'sign-in' ? state.people[0]?.personId : undefined;
  await api.office.signIn({ personId: personId ?? '', pin: demoPin });
});
afterAll(async () => {
  await app.close();
  for (const server of servers) await server.close();
  rmSync(folder, { recursive: true, force: true });
});

function begin(): DemoServer {
  const server = startDemoServer(join(folder, 'server'));
  servers.push(server);
  return server;
}

async function dayClosed(): Promise<SyncProgress | undefined> {
  let last: SyncProgress | undefined;
  for await (const progress of await api.sync.closeDay()) last = progress;
  return last;
}

test('the demo counter closes its day at the demo server, again when the server begins anew at another address, and the database ends with the server', async () => {
  expect((await api.sync.status()).enrolled).toBeNull();
  const first = begin();
  const upstream = await first.ready;
  if (typeof upstream !== 'object') throw new Error(readFileSync(first.logFile, 'utf8'));
  app.demoUpstream(upstream);
  await vi.waitUntil(async () => (await api.sync.status()).enrolled?.server === upstream.server, { timeout: 60_000 });
  expect(await dayClosed()).toMatchObject({ phase: 'done', fault: null, complete: true });
  expect(await api.sync.status()).toMatchObject({
    allSent: true,
    unsent: { acts: 0, blobs: 0, uncountersigned: 0 },
    enrolled: { upstreamName: 'UBND huyện Tánh Linh' },
  });

  await first.close();
  expect(existsSync(join(folder, 'server/pg/postmaster.pid'))).toBe(false);

  const again = await begin().ready;
  if (typeof again !== 'object') throw new Error(again);
  // A second one beside it has to listen elsewhere.
  const elsewhere = await begin().ready;
  if (typeof elsewhere !== 'object') throw new Error(elsewhere);
  expect(elsewhere.server).not.toBe(again.server);
  app.demoUpstream(elsewhere);
  await vi.waitUntil(async () => (await api.sync.status()).enrolled?.server === elsewhere.server, { timeout: 60_000 });
  expect(await dayClosed()).toMatchObject({ phase: 'done', fault: null, complete: true });
}, 90_000);

async function expectClosedFolderTold(closed: string): Promise<void> {
  mkdirSync(join(closed, 'data'), { recursive: true });
  chmodSync(closed, 0o700);
  const server = startDemoServer(join(closed, 'data', 'server'));
  servers.push(server);
  expect([await server.ready, readFileSync(server.logFile, 'utf8')]).toEqual([
    'failed',
    `${fill(text.start.serverFolderClosed, { folder: closed })}\n`,
  ]);
}

test('a server that cannot begin says so and holds back nobody', async () => {
  const file = join(folder, 'broken.ts');
  writeFileSync(file, 'process.exit(1);\n');
  const server = startDemoServer(join(folder, 'broken-server'), file);
  expect(await server.ready).toBe('failed');
  await server.close();
  // Only for root there are folders its database cannot pass.
  if (process.getuid?.() === 0) await expectClosedFolderTold(join(folder, 'closed'));
  const stopped = begin();
  await stopped.close();
  expect(await stopped.ready).toBe('closed');
});
