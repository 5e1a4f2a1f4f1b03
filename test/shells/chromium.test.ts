/** What only a real browser can tell of the loopback shell: the Strict cookie survives the way in, and the policy lets the line through. */
import { chromium, type BrowserContext, type Page } from '@playwright/test';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { startLoopback, type Loopback } from '../../electron/loopback.ts';
import { browserArguments, findBrowser } from '../../electron/shell/loopback/browser.ts';
import { shortTmpdir } from '../e2e/harness/chromium.ts';
import { makeAppFolder } from '../helpers/shell-app.ts';

let folder = '';
let app: Loopback;
let browser: BrowserContext;
let page: Page;

beforeAll(async () => {
  folder = await makeAppFolder();
  writeFileSync(
    join(folder, 'out/page/assets/a.js'),
    `
    const socket = new WebSocket('ws://' + location.host + '/line');
    socket.onopen = () => { document.title = 'line open'; };
    socket.onclose = () => { document.title = 'line closed'; };
  `,
  );
  app = await startLoopback({
    dataDir: join(folder, 'data'),
    pageDir: join(folder, 'out/page'),
    resources: folder,
    workerFile: join(folder, 'out/app/worker.cjs'),
    demo: false,
    keyFile: join(folder, 'keys/data.key'),
    stateDir: join(folder, 'state'),
  });
  const own = browserArguments(app.openFile, app.profile, process.getuid?.() === 0).filter((word) => !word.startsWith('--user-data-dir'));
  browser = await chromium.launchPersistentContext(app.profile, {
    executablePath: findBrowser()!,
    args: [...own],
    env: { ...process.env, TMPDIR: shortTmpdir() },
    ignoreDefaultArgs: ['about:blank'],
  });
  page = browser.pages()[0]!;
  await vi.waitUntil(async () => (await page.title().catch(() => '')) === 'line open', 60_000);
});
afterAll(async () => {
  await browser.close();
  await app.close();
  rmSync(folder, { recursive: true, force: true });
});

test('the app window ends at the page itself, and no address shows the token', () => {
  expect(page.url()).toBe(app.url);
});

test('a reload keeps the cookie and opens a new line', async () => {
  await page.reload();
  await vi.waitUntil(async () => (await page.title()) === 'line open', 60_000);
  expect(page.url()).toBe(app.url);
});

test('the page can neither read the cookie nor run what is not a file of ours nor reach another port', async () => {
  const seen = await page.evaluate(async () => {
    const script = document.createElement('script');
    script.textContent = 'document.documentElement.dataset.ran = "yes"';
    document.head.append(script);
    const away = await fetch(`http://127.0.0.1:1/`).then(
      () => 'reached',
      (error: Error) => error.name,
    );
    return { cookie: document.cookie, ran: document.documentElement.dataset['ran'] ?? 'no', away };
  });
  expect(seen).toEqual({ cookie: '', ran: 'no', away: 'TypeError' });
});
