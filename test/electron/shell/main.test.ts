import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { openLine, type Line } from '../../../renderer/bridge/line.ts';
import { newEvent } from '../../helpers/electron-double.ts';
import { echoClient, makeAppFolder, startMain, type EchoClient, type StartedShell } from '../../helpers/shell-app.ts';

let folder = '';
let shell: StartedShell | undefined;

beforeAll(async () => {
  folder = await makeAppFolder();
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});
afterEach(async () => {
  vi.unstubAllGlobals();
  await shell?.close();
  shell = undefined;
});

const start = async (options: Parameters<typeof startMain>[1] = {}): Promise<StartedShell> => {
  shell = await startMain(folder, options);
  if (options.ready !== false && options.gotLock !== false)
    await vi.waitUntil(() => shell?.seen.windows[0]?.webContents.page !== undefined, 60_000);
  return shell;
};

/** What the page's own bridge does on load, in the window's present document. */
const ask = async (app: StartedShell): Promise<Line & { readonly calls: EchoClient }> => {
  vi.stubGlobal('window', app.seen.windows[0]!.webContents.page!.window);
  const line = await openLine();
  return { ...line, calls: echoClient(line.link) };
};

/** As the page's keeper does: asks again while lines close, until `call` is answered. */
const askUntilAnswered = async <T>(app: StartedShell, call: (calls: EchoClient) => Promise<T>): Promise<T> => {
  for (;;) {
    const { calls, closed } = await ask(app);
    const answer = await Promise.race([
      call(calls).then(
        (value) => ({ value }),
        () => undefined,
      ),
      closed.then(() => undefined),
    ]);
    if (answer !== undefined) return answer.value;
  }
};

test('starts, the page asks, the worker answers', async () => {
  const app = await start();
  const { calls } = await ask(app);
  expect(await calls.add({ a: 2, b: 3 })).toBe(5);
  const about = await calls.about();
  expect({ page: about.page, key: about.key, heard: about.heard, workerData: about.workerData }).toEqual({
    page: 'counter',
    key: undefined,
    heard: ['open', 'line'],
    workerData: {
      dataDir: join(app.userData, 'data'),
      resources: join(folder, 'out'),
      printDir: join(app.userData, 'print'),
      paper: 'port',
      demo: false,
    },
  });
  expect(app.seen.loaded).toEqual(['app://counter/']);
  expect(app.seen.windows[0]!.visible).toBe(true);
});

test('does before ready what must be done before it, in order', async () => {
  const app = await start({ ready: false });
  expect(app.seen.order).toEqual([
    'registerSchemesAsPrivileged [{"scheme":"app","privileges":{"standard":true,"secure":true,"supportFetchAPI":true,"codeCache":true}}]',
    'enableSandbox',
    'menu null',
    'setAppUserModelId vn.example.motcua',
  ]);
  expect(app.seen.windows).toEqual([]);
  app.becomeReady();
  await vi.waitUntil(() => app.seen.windows.length === 1, 60_000);
});

test.each([
  [{ width: 1920, height: 1040 }, false],
  [{ width: 1366, height: 728 }, true],
  [{ width: 1093, height: 574 }, true],
])('on a work area of %o the window is full: %s', async (workAreaSize, maximized) => {
  const app = await start({ workAreaSize });
  const [window] = app.seen.windows;
  await vi.waitUntil(() => window?.visible === true, 60_000);
  const { minWidth, minHeight } = window!.options;
  expect({
    maximized: window!.maximized,
    fits: Number(minWidth) <= workAreaSize.width && Number(minHeight) <= workAreaSize.height,
  }).toEqual({
    maximized,
    fits: true,
  });
});

test('a reload closes the old line and opens one new', async () => {
  const app = await start();
  const first = await ask(app);
  const contents = app.seen.windows[0]!.webContents;
  const before = contents.page;
  contents.reload();
  await first.closed;
  await vi.waitUntil(() => contents.page !== before, 60_000);
  const second = await ask(app);
  expect(await second.calls.add({ a: 1, b: 1 })).toBe(2);
});

test('a crashed page is loaded again, at most three times; then it is said', async () => {
  const app = await start();
  const contents = app.seen.windows[0]!.webContents;
  for (let crash = 1; crash <= 3; crash += 1) {
    const line = await ask(app);
    const before = contents.page;
    contents.crash();
    await line.closed;
    await vi.waitUntil(() => contents.page !== before, 60_000);
  }
  expect(await (await ask(app)).calls.add({ a: 1, b: 2 })).toBe(3);
  expect(app.seen.boxes).toEqual([]);
  contents.crash();
  await vi.waitUntil(() => app.seen.quit, 60_000);
  expect(app.seen.boxes).toEqual([expect.stringMatching(/^Màn hình của Một Cửa bị dừng/u)]);
});

test('two asks of one page leave one line', async () => {
  const app = await start();
  const first = await ask(app);
  const second = await ask(app);
  await first.closed;
  expect(await second.calls.add({ a: 4, b: 4 })).toBe(8);
});

test('when the worker dies the line closes and the next ask waits for the next worker', async () => {
  const app = await start();
  const first = await ask(app);
  first.calls.die().catch(() => {});
  await first.closed;
  expect((await askUntilAnswered(app, (calls) => calls.about())).heard).toEqual(['open', 'line']);
});

test('a worker that dies a fourth time within five minutes is not started again', async () => {
  const app = await start();
  for (let death = 1; death <= 4; death += 1) {
    await askUntilAnswered(app, (calls) => calls.about());
    const line = await ask(app);
    line.calls.die().catch(() => {});
    await line.closed;
  }
  await vi.waitUntil(() => app.seen.quit, 60_000);
  expect(app.seen.boxes).toEqual([expect.stringMatching(/^Phần lõi của Một Cửa bị dừng/u)]);
});

test('a fault of the app is said in its own words, and nothing is tried again', async () => {
  const app = await start();
  const { calls } = await ask(app);
  await calls.fault({ code: 'data-folder-in-use' });
  await vi.waitUntil(() => app.seen.quit, 60_000);
  expect(app.seen.boxes).toEqual([expect.stringMatching(/^Một Cửa đang mở trên máy này/u)]);
});

test('quit waits for the worker', async () => {
  const app = await start();
  await ask(app);
  app.electron.app.quit();
  expect(app.seen.quit).toBe(false);
  await vi.waitUntil(() => app.seen.quit, 60_000);
  const log = readFileSync(join(app.userData, 'logs/shell.log'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { code: string });
  expect(log.map(({ code }) => code)).toEqual(['app-stopped', 'app-worker-exit']);
});

test('a key made at set-up is wrapped, proved and found at the next start', async () => {
  const app = await start();
  const { calls, closed } = await ask(app);
  await calls.makeKey();
  await vi.waitUntil(async () => (await calls.about()).keyKept === true, 60_000);
  expect(readFileSync(join(app.userData, 'key.bin'), 'utf8')).toMatch(/^v11/u);
  calls.die().catch(() => {});
  await closed;
  const again = await askUntilAnswered(app, (next) => next.about());
  expect(again.key).toBe('09'.repeat(32));
});

test.each([undefined, 'v10'] as const)(
  'without a real key store (%s) no key is kept, and a wrapped one leads to the recovery code',
  async (keyStore) => {
    const app = await start({ keyStore });
    const { calls, closed } = await ask(app);
    await calls.makeKey();
    await vi.waitUntil(async () => (await calls.about()).keyKept === false, 60_000);
    writeFileSync(join(app.userData, 'key.bin'), 'v10 whatever');
    calls.die().catch(() => {});
    await closed;
    const again = await askUntilAnswered(app, (next) => next.about());
    expect(again.key).toBeUndefined();
  },
);

test('the second instance only brings the first window to the front', async () => {
  const app = await start();
  const [window] = app.seen.windows;
  window!.minimized = true;
  app.emitApp('second-instance');
  expect({ minimized: window!.minimized, focused: window!.focused, windows: app.seen.windows.length }).toEqual({
    minimized: false,
    focused: 1,
    windows: 1,
  });
});

test('where another instance holds the lock, nothing is started', async () => {
  const app = await start({ gotLock: false });
  expect({ quit: app.seen.quit, order: app.seen.order, windows: app.seen.windows }).toEqual({ quit: true, order: [], windows: [] });
});

test('a packaged app refuses switches that open it from outside', async () => {
  const app = await startMain(folder, { isPackaged: true, switches: ['remote-debugging-port'], ready: false });
  shell = app;
  expect({ exitCode: app.seen.exitCode, order: app.seen.order }).toEqual({ exitCode: 2, order: [] });
});

test('the paper process is started when the worker asks and killed when it says so', async () => {
  const app = await start();
  const { calls } = await ask(app);
  await calls.needPaper();
  await vi.waitUntil(async () => (await calls.about()).paperAnswer !== undefined, 60_000);
  const [paper] = app.seen.paper;
  expect({ file: paper!.file, args: paper!.args }).toEqual({
    file: join(folder, 'out/paper/process.cjs'),
    args: [join(folder, 'out/forms'), join(folder, 'out/fonts')],
  });
  expect((await calls.about()).paperAnswer).toEqual({ heard: 'print' });
  await calls.endPaper();
  await vi.waitUntil(() => paper!.killed, 60_000);
});

test('a paper process that is ended before it has spawned is ended once it has', async () => {
  const app = await start();
  const { startPaper } = await import('../../../electron/shell/electron/paper.ts');
  const pipe = startPaper(join(folder, 'none.cjs'), [], () => {});
  pipe.close();
  expect(app.seen.paper[0]!.killed).toBe(false);
  await vi.waitUntil(() => app.seen.paper[0]!.killed, 60_000);
}, 120_000);

test('sleep, wake, lock and shutdown reach the worker', async () => {
  const app = await start();
  const { calls } = await ask(app);
  for (const name of ['suspend', 'resume', 'lock-screen']) app.electron.powerMonitor.emit(name);
  app.seen.windows[0]!.emit('query-session-end', newEvent({}));
  await vi.waitUntil(async () => (await calls.about()).heard.length === 6, 60_000);
  expect((await calls.about()).heard).toEqual(['open', 'line', 'flush', 'resume', 'lock', 'flush']);
  const closing = newEvent({});
  app.seen.windows[0]!.webContents.emit('will-prevent-unload', closing);
  expect({ asked: app.seen.boxes, leaves: closing.defaultPrevented }).toEqual({ asked: [], leaves: true });
});

test('closing over an unanswered command asks first', async () => {
  const app = await start();
  const contents = app.seen.windows[0]!.webContents;
  const stay = newEvent({});
  contents.emit('will-prevent-unload', stay);
  app.seen.answerBox = 1;
  const leave = newEvent({});
  contents.emit('will-prevent-unload', leave);
  expect([stay.defaultPrevented, leave.defaultPrevented, app.seen.boxes.length]).toEqual([false, true, 2]);
});

test('a page that does not load is tried once more, then it is said', async () => {
  const app = await start();
  const contents = app.seen.windows[0]!.webContents;
  contents.session.handlers.set('app', () => Promise.resolve(new Response(null, { status: 404 })));
  contents.emit('did-fail-load', {}, -300, '', 'app://counter/', true);
  await vi.waitUntil(() => app.seen.quit, 60_000);
  expect(app.seen.boxes).toEqual([expect.stringMatching(/không nạp được/u)]);
});

test('three failures of the graphics process make the next start paint without it', async () => {
  const app = await start();
  for (let failure = 1; failure <= 3; failure += 1) app.emitApp('child-process-gone', {}, { type: 'GPU', reason: 'crashed' });
  const profile = app.userData;
  expect(readFileSync(join(profile, 'gpu-off'), 'utf8')).toBe('');
});
