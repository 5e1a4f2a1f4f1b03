import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { startLoopback, type Loopback } from '../../../../electron/loopback.ts';
import { browserArguments } from '../../../../electron/shell/loopback/browser.ts';
import { csp } from '../../../../electron/shell/page.ts';
import { get, openSocket, socketLink, trade } from '../../../helpers/loopback-client.ts';
import { echoClient, makeAppFolder } from '../../../helpers/shell-app.ts';

let folder = '';
let app: Loopback;
let count = 0;
beforeAll(async () => {
  folder = await makeAppFolder();
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});
afterEach(async () => {
  await app.close();
});

const start = async (): Promise<Loopback> => {
  count += 1;
  const own = join(folder, `run-${count}`);
  app = await startLoopback({
    dataDir: join(own, 'data'),
    pageDir: join(folder, 'out/page'),
    resources: folder,
    workerFile: join(folder, 'out/app/worker.cjs'),
    demo: true,
    keyFile: join(own, 'keys/data.key'),
    stateDir: join(own, 'state'),
  });
  return app;
};
const line = async (cookie: string) => {
  const socket = await openSocket(app.url, { cookie, origin: app.url.slice(0, -1) });
  return { socket, calls: echoClient(socketLink(socket)) };
};

test('binds 127.0.0.1 and nothing else', async () => {
  await start();
  const port = Number(new URL(app.url).port).toString(16).toUpperCase().padStart(4, '0');
  const listening = ['/proc/net/tcp', '/proc/net/tcp6']
    .flatMap((table) => readFileSync(table, 'utf8').split('\n'))
    .map((row) => row.trim().split(/\s+/u))
    .filter((row) => row[3] === '0A' && row[1]?.endsWith(`:${port}`) === true);
  expect(listening.map((row) => row[1])).toEqual([`0100007F:${port}`]);
});

test('the first use of the token gives the cookie and leads to the page by a navigation of its own', async () => {
  await start();
  const { status, headers, text } = await get(app.openUrl, new URL(app.openUrl).pathname);
  expect({ status, refresh: headers['refresh'], store: headers['cache-control'], text }).toEqual({
    status: 200,
    refresh: '0; url=/',
    store: 'no-store',
    text: '',
  });
  const page = await get(app.url, '/', { cookie: headers['set-cookie']![0]!.split(';')[0]! });
  const nonce = /'nonce-([^']+)'/u.exec(String(page.headers['content-security-policy']))?.[1] ?? '';
  expect({
    status: page.status,
    policy: page.headers['content-security-policy'],
    store: page.headers['cache-control'],
    meta: page.text.includes(`'nonce-${nonce}'`),
  }).toEqual({
    status: 200,
    policy: csp(nonce),
    store: 'no-store',
    meta: true,
  });
});

test('a second use of the token closes the app', async () => {
  await start();
  const cookie = await trade(app.openUrl);
  const { socket } = await line(cookie);
  const second = await get(app.openUrl, new URL(app.openUrl).pathname).catch(() => ({ status: 403 }));
  expect(second.status).toBe(403);
  expect(await app.ended).toEqual({ kind: 'replayed' });
  await expect.poll(() => socket.readyState, { timeout: 60_000 }).toBe(socket.CLOSED);
  await expect(get(app.url, '/', { cookie })).rejects.toThrow('ECONNREFUSED');
});

test('no page and no line without cookie, Host and Origin; the refusal says nothing', async () => {
  await start();
  const cookie = await trade(app.openUrl);
  const origin = app.url.slice(0, -1);
  const refused = [
    await get(app.url, '/'),
    await get(app.url, '/', { cookie, host: 'evil.example' }),
    await get(app.url, '/', { cookie, origin: 'http://evil.example' }),
    await get(app.url, '/', { cookie }, 'POST'),
  ];
  expect(refused.map(({ status, text }) => [status, text])).toEqual(refused.map(() => [403, '']));
  const handshakes: readonly Record<string, string>[] = [
    { origin },
    { cookie },
    { cookie, origin: 'http://evil.example' },
    { cookie, origin, host: 'evil.example' },
  ];
  for (const headers of handshakes) await expect(openSocket(app.url, headers)).rejects.toThrow('403');
});

test('DNS rebinding and other sites: whatever name, address, port or site asks, with the right cookie in hand', async () => {
  await start();
  const cookie = await trade(app.openUrl);
  const { port } = new URL(app.url);
  const hosts = [
    'evil.example',
    `evil.example:${port}`,
    `127.0.0.1.nip.io:${port}`,
    `localhost:${port}`,
    `LOCALHOST:${port}`,
    `[::1]:${port}`,
    `[::ffff:127.0.0.1]:${port}`,
    `0.0.0.0:${port}`,
    `127.1:${port}`,
    `2130706433:${port}`,
    `127.0.0.2:${port}`,
    '127.0.0.1',
    '127.0.0.1:80',
    `127.0.0.1:${port}.`,
    `127.0.0.1:${port},evil.example`,
    `evil.example@127.0.0.1:${port}`,
  ];
  for (const host of hosts) {
    expect([host, (await get(app.url, '/', { cookie, host })).status]).toEqual([host, 403]);
    await expect(openSocket(app.url, { cookie, host, origin: `http://${host}` })).rejects.toThrow('403');
  }
  const origins = [
    'http://evil.example',
    `http://localhost:${port}`,
    `https://127.0.0.1:${port}`,
    `http://127.0.0.1:${String(Number(port) + 1)}`,
    `http://127.0.0.1:${port}.evil.example`,
    `http://127.0.0.1:${port}/`,
    'http://127.0.0.1',
    'null',
    'file://',
    'app://counter',
    'chrome-extension://abc',
  ];
  for (const origin of origins) {
    await expect(openSocket(app.url, { cookie, origin })).rejects.toThrow('403');
    expect([origin, (await get(app.url, '/', { cookie, origin })).status]).toEqual([origin, 403]);
  }
  // An address of its own for the token's one use as well.
  expect((await get(app.url, new URL(app.openUrl).pathname, { host: `localhost:${port}` })).status).toBe(403);
  expect((await get(app.url, '/', { cookie })).status).toBe(200);
});

test('the cookie: out of scripts’ reach, for this site alone, gone with the browser', async () => {
  await start();
  const { headers } = await get(app.openUrl, new URL(app.openUrl).pathname);
  const [first = '', ...flags] = String(headers['set-cookie']).split('; ');
  expect([first.split('=')[0], flags]).toEqual([`mot-cua-${new URL(app.url).port}`, ['HttpOnly', 'SameSite=Strict', 'Path=/']]);
});

test('a frame larger than anything that has a reason to cross closes its own line only', async () => {
  await start();
  const cookie = await trade(app.openUrl);
  const [own, large] = [await line(cookie), await line(cookie)];
  const closed = new Promise((done) => large.socket.once('close', done));
  large.socket.send('x'.repeat(9 * 1024 * 1024));
  expect(await closed).toBe(1009);
  expect(await own.calls.add({ a: 1, b: 2 })).toBe(3);
});

test('connections that say nothing: all but a few are hung up on, and the line of the open window goes on', async () => {
  await start();
  const own = await line(await trade(app.openUrl));
  let ended = 0;
  const silent = Array.from({ length: 120 }, () =>
    connect(Number(new URL(app.url).port), '127.0.0.1')
      .on('error', () => undefined)
      .on('close', () => (ended += 1)),
  );
  await vi.waitUntil(() => ended >= 50, { timeout: 60_000, interval: 20 });
  expect(await own.calls.add({ a: 1, b: 2 })).toBe(3);
  for (const socket of silent) socket.destroy();
});

test.each([
  '/../secret.txt',
  '/%2e%2e/secret.txt',
  '/..%5csecret.txt',
  '//etc/passwd',
  '/assets',
  '/assets/',
  '/index.html?x',
  '/assets/../index.html',
])('404: %s', async (target) => {
  await start();
  const cookie = await trade(app.openUrl);
  expect((await get(app.url, target, { cookie })).status).toBe(404);
});

test('a line reaches the worker, text and bytes unchanged; a key it makes is kept 0600 and found again', async () => {
  await start();
  const cookie = await trade(app.openUrl);
  const { calls, socket } = await line(cookie);
  expect(await calls.echo({ text: 'Lạc Tánh ❤ "\u0001' })).toEqual({ text: 'Lạc Tánh ❤ "\u0001' });
  expect([...(await (await calls.bytes({ size: 4 })).bytes())]).toEqual([7, 7, 7, 7]);
  expect(await calls.sizeOf(new Blob([new Uint8Array(300_000)]))).toBe(300_000);
  await calls.makeKey();
  const about = await calls.about();
  expect({ page: about.page, keyKept: about.keyKept, paper: about.workerData.paper, demo: about.workerData.demo }).toEqual({
    page: 'counter',
    keyKept: true,
    paper: 'fork',
    demo: true,
  });
  const file = join(folder, `run-${count}`, 'keys/data.key');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const closed = new Promise((done) => {
    socket.once('close', done);
  });
  calls.die().catch(() => {});
  await closed;
  // The line may close a moment before the worker's exit is known; the page asks again, and so does this.
  const again = await vi.waitUntil(
    async () => {
      const next = await line(cookie);
      return next.calls.about().catch(() => false as const);
    },
    { timeout: 120_000 },
  );
  expect(again.key).toBe('09'.repeat(32));
});

test('closes also while a line still waits for its worker', async () => {
  await start();
  const cookie = await trade(app.openUrl);
  const { calls, socket } = await line(cookie);
  const closed = new Promise((done) => {
    socket.once('close', done);
  });
  calls.die().catch(() => {});
  await closed;
  const waiting = line(cookie).then(
    () => 'opened',
    () => 'refused',
  );
  await app.close();
  expect(await waiting).toBe('refused');
});

test('an older key is moved aside, never written over', async () => {
  await start();
  const cookie = await trade(app.openUrl);
  const { calls } = await line(cookie);
  const file = join(folder, `run-${count}`, 'keys/data.key');
  await calls.makeKey();
  writeFileSync(file, `MCKEY1\n${'11'.repeat(32)}\n`, { mode: 0o600 });
  await calls.makeKey();
  const kept = readdirSync(join(file, '..')).map((name) => [name.replace(/\d+$/u, 'N'), readFileSync(join(file, '..', name), 'utf8')]);
  expect(kept.toSorted()).toEqual([
    ['data.key', `MCKEY1\n${'09'.repeat(32)}\n`],
    ['data.key.before-N', `MCKEY1\n${'11'.repeat(32)}\n`],
  ]);
});

test('the browser is shown a 0600 file in a 0700 folder; its command line holds no token; both go at the end', async () => {
  await start();
  const run = join(app.openFile, '..');
  const modes = [app.openFile, app.profile, run].map((path) => statSync(path).mode & 0o777);
  expect(modes).toEqual([0o600, 0o700, 0o700]);
  expect(readFileSync(app.openFile, 'utf8')).toContain(`url=${app.openUrl}`);
  const token = new URL(app.openUrl).pathname.split('/').at(-1)!;
  const args = browserArguments(app.openFile, app.profile, true);
  expect(args.filter((word) => word.includes(token))).toEqual([]);
  expect(args).toContain('--no-sandbox');
  expect(browserArguments(app.openFile, app.profile, false)).not.toContain('--no-sandbox');
  expect(readFileSync(`/proc/${process.pid}/cmdline`, 'utf8')).not.toContain(token);
  await app.close();
  expect(statSync(run, { throwIfNoEntry: false })).toBeUndefined();
});

test('after a fault the page says it, and a line is closed with 4000', async () => {
  await start();
  const cookie = await trade(app.openUrl);
  const { calls } = await line(cookie);
  await calls.fault({ code: 'data-folder-in-use' });
  expect(await app.ended).toEqual({ kind: 'fault', code: 'data-folder-in-use' });
  const { status, text } = await get(app.url, '/', { cookie });
  expect({ status, text }).toEqual({ status: 503, text: expect.stringMatching(/^Một Cửa đang mở trên máy này/u) });
  const { socket } = await line(cookie);
  expect(
    await new Promise((done) => {
      socket.once('close', done);
    }),
  ).toBe(4000);
});

test('what killed runs have left is swept at the next start', async () => {
  await start();
  const state = join(app.openFile, '../..');
  await app.close();
  const dead = Number(execFileSync('sh', ['-c', 'echo $$'], { encoding: 'utf8' }));
  writeFileSync(join(state, `run-${dead}-1`), '');
  const before = count;
  count -= 1;
  await start();
  expect(count).toBe(before);
  expect(
    readdirSync(state)
      .filter((name) => name.startsWith('run-'))
      .map((name) => name.split('-')[1]),
  ).toEqual([String(process.pid)]);
});
