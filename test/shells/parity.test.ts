/** One table of calls, good and bad, through both kinds of pipe: the page cannot tell the shells apart. */
import { ORPCError, safe } from '@orpc/client';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { startLoopback, type Loopback } from '../../electron/loopback.ts';
import { openLine } from '../../renderer/bridge/line.ts';
import { openSocket, socketLink, trade } from '../helpers/loopback-client.ts';
import { echoClient, makeAppFolder, startMain, type EchoClient, type StartedShell } from '../helpers/shell-app.ts';

let folder = '';
let electron: StartedShell;
let loopback: Loopback;
let overPort: EchoClient;
let overSocket: EchoClient;

beforeAll(async () => {
  folder = await makeAppFolder();
  electron = await startMain(folder);
  await vi.waitUntil(() => electron.seen.windows[0]?.webContents.page !== undefined, 60_000);
  vi.stubGlobal('window', electron.seen.windows[0]!.webContents.page!.window);
  overPort = echoClient((await openLine()).link);
  loopback = await startLoopback({
    dataDir: join(folder, 'data'),
    pageDir: join(folder, 'out/page'),
    resources: folder,
    workerFile: join(folder, 'out/app/worker.cjs'),
    demo: false,
    keyFile: join(folder, 'keys/data.key'),
    stateDir: join(folder, 'state'),
  });
  const cookie = await trade(loopback.openUrl);
  overSocket = echoClient(socketLink(await openSocket(loopback.url, { cookie, origin: loopback.url.slice(0, -1) })));
});
afterAll(async () => {
  vi.unstubAllGlobals();
  await electron.close();
  await loopback.close();
  rmSync(folder, { recursive: true, force: true });
});

/** An answer or a failure as the page sees it; bytes as numbers. */
async function outcome(call: (client: EchoClient) => Promise<unknown>, client: EchoClient): Promise<unknown> {
  const { error, data } = await safe(call(client));
  if (error instanceof ORPCError)
    return { code: error.code, status: error.status, data: error.data as unknown, defined: error.defined, message: error.message };
  if (error !== null) return { thrown: error.name, message: error.message };
  if (data instanceof File) return { name: data.name, type: data.type, bytes: [...(await data.bytes())] };
  return { data };
}

async function all<T>(stream: AsyncIterable<T>): Promise<T[]> {
  const seen: T[] = [];
  for await (const one of stream) seen.push(one);
  return seen;
}

const asAny = (client: EchoClient): Record<string, (input?: unknown) => Promise<unknown>> => client as never;

const table: readonly [string, (client: EchoClient) => Promise<unknown>, unknown][] = [
  ['an answer', (client) => client.add({ a: 2, b: 40 }), { data: 42 }],
  [
    'letters, marks, emoji, U+2028',
    (client) => client.echo({ text: 'Đặng Thị Ngoãn 🌾\u2028"\\' }),
    { data: { text: 'Đặng Thị Ngoãn 🌾\u2028"\\' } },
  ],
  ['decomposed text stays decomposed', (client) => client.echo('e\u0302\u0301'), { data: 'e\u0302\u0301' }],
  ['nothing', (client) => client.echo(undefined), { data: undefined }],
  ['null, empty list, zero', (client) => client.echo([null, [], 0, '']), { data: [null, [], 0, ''] }],
  ['one megabyte of text', (client) => client.echo('ộ'.repeat(350_000)), { data: 'ộ'.repeat(350_000) }],
  ['bytes down', (client) => client.bytes({ size: 5 }), { name: 'chunk.bin', type: 'application/octet-stream', bytes: [7, 7, 7, 7, 7] }],
  ['bytes up', (client) => client.sizeOf(new Blob([new Uint8Array(262_144)])), { data: 262_144 }],
  ['no bytes at all', (client) => client.sizeOf(new Blob([])), { data: 0 }],
  ['a stream to its end', async (client) => all(await client.count({ to: 3 })), { data: [{ at: 1 }, { at: 2 }, { at: 3 }] }],
  [
    'an expected failure keeps its values',
    (client) => client.refused(),
    {
      code: 'clock-went-back',
      status: 500,
      data: { lastSeenAt: '2026-06-08T09:15:00+07:00' },
      defined: true,
      message: 'clock-went-back',
    },
  ],
  [
    'a refusal',
    (client) => client.forbidden(),
    { code: 'FORBIDDEN', status: 403, data: { needs: 'dossier.accept' }, defined: false, message: 'Forbidden' },
  ],
  [
    'an accident tells nothing of its cause',
    (client) => client.broken(),
    { code: 'INTERNAL_SERVER_ERROR', status: 500, data: undefined, defined: false, message: 'Internal server error' },
  ],
  [
    'input of the wrong shape',
    async (client) =>
      asAny(client)['add']!({ a: 'x' }).catch((error: unknown) => {
        throw error instanceof ORPCError ? new ORPCError(error.code, { status: error.status }) : error;
      }),
    {
      code: 'BAD_REQUEST',
      status: 400,
      data: undefined,
      defined: false,
      message: 'Bad Request',
    },
  ],
  [
    'a call that is not there',
    (client) => asAny(client)['nothing']!(),
    { code: 'NOT_FOUND', status: 404, data: { status: 404, headers: {}, body: undefined }, defined: false, message: 'Not Found' },
  ],
];

test.each(table)('%s', async (_name, call, expected) => {
  expect(await outcome(call, overPort)).toEqual(expected);
  expect(await outcome(call, overSocket)).toEqual(expected);
});

test('fifty calls at once come back each to its own', async () => {
  for (const client of [overPort, overSocket]) {
    const asked = Array.from({ length: 50 }, (_none, a) => client.add({ a, b: 1000 }));
    expect(await Promise.all(asked)).toEqual(Array.from({ length: 50 }, (_none, a) => a + 1000));
  }
});
