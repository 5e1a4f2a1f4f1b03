import { once } from 'node:events';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { zstdCompressSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Counter } from './helpers/counter.ts';
import { type District, openDistrict } from './helpers/district.ts';

let district: District;
let counter: Counter;
let port: number;

beforeAll(async () => {
  district = await openDistrict();
  await district.addAgency('H55.1');
  counter = await district.enrolCounter('H55.1', 1);
  await district.http.listen({ host: '127.0.0.1', port: 0 });
  ({ port } = district.http.server.address() as AddressInfo);
});
afterAll(() => district.close());

/** A push as raw bytes of HTTP. */
function rawPush(body: Buffer): { readonly head: Buffer; readonly body: Buffer } {
  const head = [
    'POST /api/v1/push HTTP/1.1',
    `host: 127.0.0.1:${String(port)}`,
    'mc-protocol: 1',
    `authorization: Bearer ${counter.token}`,
    'content-type: application/json',
    'content-encoding: zstd',
    `content-length: ${String(body.length)}`,
    'connection: close',
    '',
    '',
  ].join('\r\n');
  return { head: Buffer.from(head), body };
}
const open = async (): Promise<Socket> => {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  return socket;
};
const positions = async (): Promise<number[]> => {
  counter.cursor = null;
  counter.pages.length = 0;
  await counter.pullAll();
  return counter.pages.flatMap(({ page }) => page.entries.map(({ position }) => position));
};

test('a line cut anywhere in a request leaves nothing; cut before the answer, everything once', async () => {
  for (let index = 0; index < 40; index += 1) counter.note(`ghi chú ${String(index)}`);
  const { head, body } = rawPush(zstdCompressSync(JSON.stringify(counter.batch(counter.journal))));
  for (const part of [0.1, 0.5, 0.9, 0.99]) {
    const socket = await open();
    socket.write(Buffer.concat([head, body.subarray(0, Math.floor(body.length * part))]));
    await wait(30);
    socket.destroy();
  }
  expect(await positions()).toEqual([]);

  const socket = await open();
  socket.end(Buffer.concat([head, body]));
  socket.destroySoon();
  await expect.poll(async () => (await positions()).length, { timeout: 60_000 }).toBe(40);

  expect((await counter.push()).json.results.every(({ outcome }: { outcome: string }) => outcome === 'duplicate')).toBe(true);
  expect(await positions()).toEqual(Array.from({ length: 40 }, (_, index) => index + 1));
});

test('a push that trickles in holds up nobody', async () => {
  const slow = counter.note('chậm');
  const { head, body } = rawPush(zstdCompressSync(JSON.stringify(counter.batch([slow]))));
  const socket = await open();
  socket.write(Buffer.concat([head, body.subarray(0, 20)]));
  const other = await district.enrolCounter('H55.1', 2);
  other.note('nhanh');
  expect((await other.push()).json.results).toMatchObject([{ outcome: 'stored', position: 41 }]);
  socket.write(body.subarray(20));
  const [answer] = (await once(socket, 'data')) as [Buffer];
  expect(answer.toString()).toMatch(/^HTTP\/1\.1 200 /u);
  expect(await positions()).toHaveLength(42);
  socket.destroy();
});

test('lines reset while their requests wait are no failures of the server', async () => {
  const body = JSON.stringify({ deviceId: counter.deviceId });
  const head = [
    'POST /api/v1/session/nonce HTTP/1.1',
    `host: 127.0.0.1:${String(port)}`,
    'mc-protocol: 1',
    'content-type: application/json',
    `content-length: ${String(Buffer.byteLength(body))}`,
    '',
    '',
  ].join('\r\n');
  for (let attempt = 0; attempt < 40; attempt += 1) {
    const socket = await open();
    socket.write(attempt % 2 === 0 ? head + body : head);
    if (attempt % 3 === 0) await wait(1);
    socket.resetAndDestroy();
  }
  expect((await counter.logIn()).status).toBe(200);
  expect(district.logLines.filter((line) => line.includes('"failed"') || line.includes('"status":5'))).toEqual([]);
});
