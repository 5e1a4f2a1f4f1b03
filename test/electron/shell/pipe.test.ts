import { once } from 'node:events';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { afterEach, expect, test } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { join, ofNode, ofSocket } from '../../../electron/shell/pipe.ts';

let server: WebSocketServer | undefined;
afterEach(() => {
  server?.close();
});

/** A browser's socket and the app's port, joined by the shell. */
async function joined(): Promise<{ page: WebSocket; app: MessagePort; hangUp: () => void }> {
  server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  await once(server, 'listening');
  const page = new WebSocket(`ws://127.0.0.1:${(server.address() as { port: number }).port}`);
  const [socket] = (await once(server, 'connection')) as [WebSocket];
  const { port1, port2 } = new MessageChannel();
  const hangUp = join(ofSocket(socket), ofNode(port1));
  if (page.readyState !== WebSocket.OPEN) await once(page, 'open');
  return { page, app: port2, hangUp };
}
const heardBy = async (app: MessagePort): Promise<unknown> => (await once(app, 'message'))[0];

test('text stays text and bytes stay bytes, both ways', async () => {
  const { page, app } = await joined();
  page.send('Đã nhận');
  expect(await heardBy(app)).toBe('Đã nhận');
  page.send(Uint8Array.of(0, 255, 7));
  const bytes = await heardBy(app);
  expect(bytes).toEqual(Uint8Array.of(0, 255, 7));
  expect(Object.prototype.toString.call(bytes)).toBe('[object Uint8Array]');
  app.postMessage('Đã trả');
  expect(await once(page, 'message')).toEqual([Buffer.from('Đã trả'), false]);
  app.postMessage(Uint8Array.of(1, 0, 254).subarray(1));
  expect(await once(page, 'message')).toEqual([Buffer.from([0, 254]), true]);
  app.postMessage(Uint8Array.of(9).buffer);
  expect(await once(page, 'message')).toEqual([Buffer.from([9]), true]);
  page.close();
});

test('order is kept', async () => {
  const { page, app } = await joined();
  const seen: unknown[] = [];
  app.on('message', (data: unknown) => {
    seen.push(data);
  });
  for (let at = 0; at < 200; at += 1) page.send(at % 2 === 0 ? String(at) : Uint8Array.of(at));
  page.close();
  await once(app, 'close');
  expect(seen).toEqual(Array.from({ length: 200 }, (_none, at) => (at % 2 === 0 ? String(at) : Uint8Array.of(at))));
});

test('the end of either is the end of both, and the shell can hang up', async () => {
  const first = await joined();
  first.app.close();
  await once(first.page, 'close');
  const second = await joined();
  second.page.terminate();
  await once(second.app, 'close');
  const third = await joined();
  third.hangUp();
  await Promise.all([once(third.page, 'close'), once(third.app, 'close')]);
  expect([first, second, third].map(({ page }) => page.readyState)).toEqual([WebSocket.CLOSED, WebSocket.CLOSED, WebSocket.CLOSED]);
});
