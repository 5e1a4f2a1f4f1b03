/** Design §11's policy in Chromium, as header alone and as meta alone: each thing a page could be made to do is tried, the browser names the directive that stopped it, and a stranger's server hears nothing. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from '@playwright/test';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startLoopback, type Loopback } from '../../electron/loopback.ts';
import { chromiumLaunch } from '../e2e/harness/chromium.ts';
import { makeAppFolder } from '../helpers/shell-app.ts';

const meta = /<meta\s+http-equiv="Content-Security-Policy"\s+content="([^"]+)"\s*\/?>/u.exec(
  readFileSync(join(import.meta.dirname, '../../renderer/counter/index.html'), 'utf8'),
);
/** The listener comes first; what follows is inline. */
const html = (head: string): string =>
  `<!doctype html><html lang="vi"><head>${head}<script src="/assets/a.js"></script><script>window.ran = 'inline'</script>` +
  `<style>body { outline: 7px solid red }</style><style nonce="__NONCE__">body { padding: 3px }</style></head><body onload="window.ran = 'attribute'"></body></html>`;

let folder = '';
let app: Loopback;
let browser: Browser;
let stranger: Server;
let away = '';
const heard: string[] = [];
beforeAll(async () => {
  folder = await makeAppFolder();
  writeFileSync(join(folder, 'out/page/index.html'), html(''));
  writeFileSync(
    join(folder, 'out/page/assets/a.js'),
    `window.refused = [];
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => { window.refused.push(effectiveDirective); });`,
  );
  stranger = createServer((request, response) => {
    heard.push(request.url ?? '');
    response.writeHead(200, { 'access-control-allow-origin': '*' }).end('x');
  });
  await new Promise<void>((done) => stranger.listen(0, '127.0.0.1', done));
  away = `http://127.0.0.1:${String((stranger.address() as AddressInfo).port)}`;
  app = await startLoopback({
    dataDir: join(folder, 'data'),
    pageDir: join(folder, 'out/page'),
    resources: folder,
    workerFile: join(folder, 'out/app/worker.cjs'),
    demo: false,
    keyFile: join(folder, 'keys/data.key'),
    stateDir: join(folder, 'state'),
  });
  browser = await chromium.launch(chromiumLaunch());
}, 120_000);
afterAll(async () => {
  await browser.close();
  await app.close();
  stranger.close();
  rmSync(folder, { recursive: true, force: true });
});

type Tried = {
  readonly refused: readonly string[];
  readonly ran: string;
  readonly evaluated: boolean;
  readonly outline: string;
  readonly padding: string;
  readonly blob: boolean;
  readonly own: number;
};

/** Everything at once; waits until each attempt has failed or worked, and until all of `awaited` was told to be refused. */
function tryAll(page: Page, awaited: readonly string[]): Promise<Tried> {
  return page.evaluate(
    async ({ stranger, awaited: wanted }) => {
      const add = <K extends keyof HTMLElementTagNameMap>(
        tag: K,
        set: Partial<Record<string, string>>,
        withinMs = 1500,
      ): Promise<boolean> => {
        const element = Object.assign(document.createElement(tag), set);
        const ended = new Promise<boolean>((done) => {
          element.addEventListener('load', () => {
            done(true);
          });
          element.addEventListener('error', () => {
            done(false);
          });
          setTimeout(() => {
            done(false);
          }, withinMs);
        });
        document.body.append(element);
        return ended;
      };
      const quietly = async (attempt: () => unknown): Promise<boolean> => {
        try {
          return (await attempt()) !== false;
        } catch {
          return false;
        }
      };
      // What the driver itself calls may evaluate; a turn later the page's own rules hold.
      await new Promise((done) => {
        setTimeout(done);
      });
      // oxlint-disable-next-line no-eval -- that the page may not is the point.
      const evaluated = await quietly(() => (0, eval)('1 + 1') as number);
      const blobOf = (text: string, type: string) => URL.createObjectURL(new Blob([text], { type }));
      const tries = [
        add('img', { src: `${stranger}/img` }),
        add('img', { src: 'data:image/gif;base64,R0lGODlhAQABAAAAACw=' }),
        add('script', { src: `${stranger}/script` }),
        add('script', { src: blobOf('window.ran = "blob"', 'text/javascript') }),
        add('link', { rel: 'stylesheet', href: `${stranger}/style` }),
        add('iframe', { src: `${stranger}/frame` }),
        add('object', { data: `${stranger}/object` }),
        quietly(
          () =>
            new Promise<boolean>((done) => {
              const media = document.createElement('audio');
              media.addEventListener('error', () => {
                done(false);
              });
              media.src = `${stranger}/media`;
              media.load();
            }),
        ),
        quietly(() => fetch(`${stranger}/fetch`)),
        quietly(() => navigator.sendBeacon(`${stranger}/beacon`, 'x')),
        quietly(
          () =>
            new Promise<boolean>((done) => {
              const line = new WebSocket(stranger.replace('http', 'ws'));
              line.addEventListener('open', () => {
                done(true);
              });
              line.addEventListener('error', () => {
                done(false);
              });
            }),
        ),
        quietly(() => new FontFace('x', `url(${stranger}/font)`).load()),
        quietly(() => new Worker(blobOf('', 'text/javascript'))),
      ];
      await Promise.all(tries);
      document.head.append(Object.assign(document.createElement('base'), { href: `${stranger}/` }));
      const form = Object.assign(document.createElement('form'), { action: `${stranger}/form`, method: 'post' });
      document.body.append(form);
      form.submit();
      const ours = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>';
      const blob = await add('img', { src: blobOf(ours, 'image/svg+xml') }, 30_000);
      const own = await fetch('/assets/a.js').then(({ status }) => status);
      const style = getComputedStyle(document.body);
      const told = window as unknown as { refused: string[]; ran?: string };
      // A refusal is told a while after what was refused: a busy browser may take its time.
      for (let looks = 0; looks < 600 && wanted.some((one) => !told.refused.includes(one)); looks += 1)
        await new Promise((done) => {
          setTimeout(done, 50);
        });
      return {
        refused: [...new Set(told.refused)].toSorted(),
        ran: told.ran ?? '',
        evaluated,
        outline: style.outlineWidth === '7px' ? 'theirs' : 'ours',
        padding: style.padding,
        blob,
        own,
      };
    },
    { stranger: away, awaited },
  );
}

const expected: Tried = {
  refused: [
    'base-uri',
    'connect-src',
    'font-src',
    'form-action',
    'frame-src',
    'img-src',
    'media-src',
    'object-src',
    'script-src',
    'script-src-attr',
    'script-src-elem',
    'style-src-elem',
    'worker-src',
  ],
  ran: '',
  evaluated: false,
  outline: 'ours',
  padding: '3px',
  blob: true,
  own: 200,
};

let page: Page;
/** Each test by itself, too: the address opens once. */
beforeAll(async () => {
  page = await (await browser.newContext()).newPage();
  await page.goto(app.openUrl);
  await page.waitForURL(app.url);
}, 120_000);

test('as header: nothing foreign runs, loads or is reached; our own files, styles and papers do', { timeout: 120_000 }, async () => {
  expect(await tryAll(page, expected.refused)).toEqual(expected);
  expect(heard).toEqual([]);
});

test('as meta alone, should a scheme’s header not count', { timeout: 120_000 }, async () => {
  const nonce = 'AAAAAAAAAAAAAAAAAAAAAA==';
  await page.route(app.url, (route) =>
    route.fulfill({ contentType: 'text/html; charset=utf-8', body: html(meta?.[0] ?? '').replaceAll('__NONCE__', nonce) }),
  );
  await page.goto(app.url);
  expect(await tryAll(page, expected.refused)).toEqual(expected);
  expect(heard).toEqual([]);
  await page.unroute(app.url);
});

test('nobody frames the page', { timeout: 120_000 }, async () => {
  const context = page.context();
  const outer = await context.newPage();
  await outer.route(`${app.url}outer`, (route) =>
    route.fulfill({ contentType: 'text/html', body: `<!doctype html><iframe src="${app.url}"></iframe>` }),
  );
  const said = outer.waitForEvent('console', { predicate: (line) => line.text().includes('frame-ancestors') });
  await outer.goto(`${app.url}outer`);
  expect((await said).text()).toContain("frame-ancestors 'none'");
});
