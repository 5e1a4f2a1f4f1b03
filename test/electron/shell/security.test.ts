/** Electron's twenty security points, as assertions on the started shell, its sources and the packaging table. */
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, expectTypeOf, test, vi } from 'vitest';
import type Electron from 'electron';
import { csp } from '../../../electron/shell/page.ts';
import { newEvent, type ElectronDouble } from '../../helpers/electron-double.ts';
import { makeAppFolder, startMain, type StartedShell } from '../../helpers/shell-app.ts';

const root = join(import.meta.dirname, '../../..');
const shellSources = [
  'electron/main.ts',
  'electron/preload.ts',
  ...readdirSync(join(root, 'electron/shell'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `electron/shell/${name}`),
];
const sourceText = (name: string): string => readFileSync(join(root, name), 'utf8');
const types = readFileSync(join(root, 'node_modules/electron/electron.d.ts'), 'utf8');

/** Every permission name the installed Electron knows, from its own types. */
const permissions = [
  ...new Set(
    [...types.matchAll(/permission: ([^,;)]*'[a-z][^,;)]*)/gu)].flatMap((match) =>
      [...(match[1] ?? '').matchAll(/'([a-zA-Z-]+)'/gu)].map((one) => one[1] ?? ''),
    ),
  ),
];

const hostile = [
  'https://example.vn/',
  'http://127.0.0.1/',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'data:text/html,x',
  'app://evil/',
  'app://counter.evil/',
  'app://counter:80@evil/',
  'blob:https://example.vn/1',
  'about:blank',
  'chrome://gpu',
  'APP-counter://x',
];

let folder = '';
let shell: StartedShell;
beforeAll(async () => {
  folder = await makeAppFolder();
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});
const start = async (options: Parameters<typeof startMain>[1] = {}): Promise<StartedShell> => {
  shell = await startMain(folder, options);
  await vi.waitUntil(() => shell.seen.windows[0]?.webContents.page !== undefined, 60_000);
  return shell;
};
afterEach(async () => {
  await shell.close();
});

const windowOf = (app: StartedShell) => app.seen.windows[0]!;
const load = (app: StartedShell, url: string): Promise<Response> => app.sessions.get('counter')!.handlers.get('app')!(new Request(url));

describe('the twenty points', () => {
  test('1, 18: only app://counter/ is loaded', async () => {
    expect((await start()).seen.loaded).toEqual(['app://counter/']);
  });

  test('2, 3, 4, 6, 11: every window is sandboxed and isolated', async () => {
    const app = await start({ isPackaged: true });
    expect(windowOf(app).options.webPreferences).toEqual({
      partition: 'counter',
      preload: join(folder, 'out/preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      navigateOnDragDrop: false,
      disableDialogs: true,
      devTools: false,
    });
    expect(app.seen.order).toContain('enableSandbox');
  });

  test('5: each permission is refused but text for the clipboard from our page, devices and downloads too, in both sessions', async () => {
    const app = await start();
    expect(permissions.length).toBeGreaterThan(30);
    for (const name of ['counter', '']) {
      const session = app.sessions.get(name)!;
      const granted = (url: string): readonly string[] =>
        permissions.flatMap((permission) => {
          let byRequest: boolean | undefined;
          session.permissionRequest!(
            {},
            permission,
            (ok) => {
              byRequest = ok;
            },
            { requestingUrl: url },
          );
          return [byRequest, session.permissionCheck!({}, permission, url)].flatMap((ok) => (ok === false ? [] : [permission]));
        });
      expect(hostile.flatMap(granted)).toEqual([]);
      expect(['app://counter/', 'app://counter/index.html'].map(granted)).toEqual([
        ['clipboard-sanitized-write', 'clipboard-sanitized-write'],
        ['clipboard-sanitized-write', 'clipboard-sanitized-write'],
      ]);
      expect([session.device!(), session.spellChecker]).toEqual([false, false]);
      const prevented = [
        ['https://tanhlinh.example/x.mcb', 'x.mcb'],
        ['blob:app://counter/1', 'x.exe'],
        ['blob:app://other/1', 'x.pdf'],
        ['blob:app://counter/1', 'mot-cua-quay2.mcb'],
        ['blob:app://counter/1', '250424-2001.pdf'],
        ['blob:app://counter/1', 'mot-cua-khoi-phuc-2026-11-22.txt'],
      ].map(([url, fileName]) => {
        const download = newEvent({});
        session.emit('will-download', download, { getURL: () => url, getFilename: () => fileName });
        return download.defaultPrevented;
      });
      expect(prevented).toEqual([true, true, true, false, false, false]);
    }
  });

  test('5: no request leaves the machine', async () => {
    const app = await start();
    const cancelled = (url: string): boolean | undefined => {
      let answer: boolean | undefined;
      app.sessions.get('counter')!.beforeRequest!({ url }, ({ cancel }) => {
        answer = cancel;
      });
      return answer;
    };
    expect(hostile.map(cancelled)).toEqual(hostile.map(() => true));
    expect(['app://counter/', 'app://counter/assets/a.js', 'blob:app://counter/1'].map(cancelled)).toEqual([false, false, false]);
  });

  test('7: the policy is the agreed string, new at every answer, and the meta equals it', async () => {
    const app = await start();
    const [first, second] = [await load(app, 'app://counter/'), await load(app, 'app://counter/index.html')];
    const nonceOf = (answer: Response): string => /'nonce-([^']+)'/u.exec(answer.headers.get('content-security-policy') ?? '')?.[1] ?? '';
    expect(first.headers.get('content-security-policy')).toBe(
      `default-src 'none'; script-src 'self'; style-src 'self' 'nonce-${nonceOf(first)}'; img-src 'self' blob:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    );
    expect(csp(nonceOf(first))).toBe(first.headers.get('content-security-policy'));
    expect(nonceOf(first)).toMatch(/^[A-Za-z0-9+/]{22}==$/u);
    expect(nonceOf(second)).not.toBe(nonceOf(first));
    expect(await first.text()).toContain(`'nonce-${nonceOf(first)}'`);
    expect(
      Object.fromEntries(
        ['x-content-type-options', 'referrer-policy', 'cache-control', 'content-type'].map((name) => [name, first.headers.get(name)]),
      ),
    ).toEqual({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
      'content-type': 'text/html; charset=utf-8',
    });
  });

  test('8, 9, 10, 15: no loose switch and no `shell` of Electron in the sources', () => {
    const loose = shellSources.filter((name) =>
      /allowRunningInsecureContent|experimentalFeatures|enableBlinkFeatures|registerSource|bypassCSP|import \{[^}]*\bshell\b[^}]*\} from 'electron'|crashReporter/u.test(
        sourceText(name),
      ),
    );
    expect(loose).toEqual([]);
  });

  test('12, 13, 14: no webview, no navigation, no window', async () => {
    const app = await start();
    const { webContents } = windowOf(app);
    const prevented = (name: string, url: string): boolean => {
      const event = newEvent({ url });
      webContents.emit(name, event);
      return event.defaultPrevented;
    };
    expect(prevented('will-attach-webview', '')).toBe(true);
    for (const name of ['will-frame-navigate', 'will-redirect']) {
      expect(hostile.map((url) => prevented(name, url))).toEqual(hostile.map(() => true));
      expect(prevented(name, 'app://counter/')).toBe(false);
    }
    expect(hostile.map((url) => app.seen.openHandlers[0]!({ url }))).toEqual(hostile.map(() => ({ action: 'deny' })));
  });

  test('16: the locked electron is exactly pinned', () => {
    const { devDependencies } = JSON.parse(sourceText('package.json')) as { devDependencies: Record<string, string> };
    expect(devDependencies['electron']).toMatch(/^\d+\.\d+\.\d+$/u);
  });

  test('17: a subframe, another origin and a vanished frame get no line; there is no other channel', async () => {
    const app = await start();
    const { webContents } = windowOf(app);
    const posted: string[] = [];
    const frame = {
      origin: 'app://counter',
      parent: null,
      postMessage: (channel: string) => {
        posted.push(channel);
      },
    };
    webContents.ipc.emit('app-port', { senderFrame: null });
    webContents.ipc.emit('app-port', { senderFrame: { ...frame, parent: frame } });
    webContents.ipc.emit('app-port', { senderFrame: { ...frame, origin: 'app://evil' } });
    webContents.ipc.emit('app-port', { senderFrame: frame });
    await vi.waitUntil(() => posted.length > 0, 60_000);
    expect(posted).toEqual(['app-port']);
    expect(webContents.ipc.eventNames()).toEqual(['app-port']);
    expect(shellSources.filter((name) => /ipcMain/u.test(sourceText(name)))).toEqual([]);
  });

  test('20: the page is given askForPort alone, and its arguments go nowhere', async () => {
    const app = await start();
    const { exposed } = windowOf(app).webContents.page!.window;
    expect([...exposed.keys()]).toEqual(['shell']);
    const given = exposed.get('shell') as Record<string, (...values: unknown[]) => unknown>;
    expect(Object.keys(given)).toEqual(['askForPort']);
    expect(given['askForPort']!('x', () => {})).toBeUndefined();
  });
});

test.each([
  'app://counter/../../secret.txt',
  'app://counter/%2e%2e/%2e%2e/secret.txt',
  'app://counter/..%5c..%5csecret.txt',
  'app://counter//etc/passwd',
  'app://evil/',
  'app://counter/assets',
  'app://counter/a.js',
])('404: %s', async (url) => {
  const app = await start();
  expect((await load(app, url)).status).toBe(404);
});

test('404 for anything but GET', async () => {
  const app = await start();
  expect((await app.sessions.get('counter')!.handlers.get('app')!(new Request('app://counter/', { method: 'POST' }))).status).toBe(404);
});

test('only the shell names electron, and no source of it names another shell', () => {
  const named = shellSources.filter((name) => /from 'electron'/u.test(sourceText(name)));
  expect(named.toSorted()).toEqual(
    ['connect', 'harden', 'keys', 'paper', 'window']
      .map((name) => `electron/shell/electron/${name}.ts`)
      .concat('electron/main.ts', 'electron/preload.ts')
      .toSorted(),
  );
  expect(shellSources.filter((name) => !name.includes('loopback') && /127\.0\.0\.1|loopback\//u.test(sourceText(name)))).toEqual([]);
});

test('the preload offers nothing to import', () => {
  // Also brings it, which needs DOM and Electron types at once, under a compiler.
  expectTypeOf<keyof typeof import('../../../electron/preload.ts')>().toBeNever();
});

test('the double has nothing that Electron lacks', () => {
  type Double = ElectronDouble['electron'];
  expectTypeOf<Exclude<keyof Double, keyof typeof Electron>>().toBeNever();
  expectTypeOf<Exclude<keyof Double['app'], keyof Electron.App>>().toBeNever();
  expectTypeOf<Exclude<keyof Double['dialog'], keyof Electron.Dialog>>().toBeNever();
  expectTypeOf<Exclude<keyof Double['safeStorage'], keyof Electron.SafeStorage>>().toBeNever();
  expectTypeOf<Exclude<keyof Double['protocol'], keyof Electron.Protocol>>().toBeNever();
});
