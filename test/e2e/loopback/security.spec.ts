/** The page's own defences, as the browser sees them. */
import type { Page } from '@playwright/test';
import { openSocket } from '../../helpers/loopback-client.ts';
import { expect, test } from '../harness/fixtures.ts';

/** An empty 403, which the browser shows as a page of its own. */
async function refused(page: Page, url: string): Promise<void> {
  const answer = page.waitForResponse(url);
  await expect(page.goto(url)).rejects.toThrow(/ERR_HTTP_RESPONSE_CODE_FAILURE/u);
  expect((await answer).status()).toBe(403);
}

test('the page carries its policy as header and as meta, with the same nonce, and opens nothing that is dropped on it', async ({
  desk,
  counter,
}) => {
  const answer = await desk.page.reload();
  const header = (await answer?.headerValue('content-security-policy')) ?? '';
  const nonce = /'nonce-([^']+)'/u.exec(header)?.[1] ?? '';
  expect(header).toBe(
    `default-src 'none'; script-src 'self'; style-src 'self' 'nonce-${nonce}'; img-src 'self' blob:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  );
  const meta = await desk.page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content');
  // A meta may not say who frames the page.
  expect(`${meta ?? ''}; frame-ancestors 'none'`).toBe(header);
  expect(nonce).toMatch(/^[A-Za-z0-9+/]{22}==$/u);

  // Nothing that is dropped on it is opened beside it.
  await desk.signIn.shown();
  const session = await desk.page.context().newCDPSession(desk.page);
  const file = { items: [], files: [counter.keyFile], dragOperationsMask: 1 };
  const address = { items: [{ mimeType: 'text/uri-list', data: 'http://127.0.0.1:1/' }], files: [], dragOperationsMask: 1 };
  for (const data of [file, address])
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
      await session.send('Input.dispatchDragEvent', { type, x: 300, y: 600, data });
  // A window that was opened would have been there before this answer.
  expect(await desk.page.evaluate(() => document.hasFocus())).toBe(true);
  expect(desk.page.context().pages()).toEqual([desk.page]);
  expect(desk.page.url()).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/u);
});

test('a script, a style and an image that are not ours do nothing', async ({ desk, watch }) => {
  const done = await desk.page.evaluate(async () => {
    const refused: string[] = [];
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
      refused.push(effectiveDirective);
    });
    const script = document.createElement('script');
    script.textContent = 'window.ran = true;';
    document.body.append(script);
    const style = document.createElement('style');
    style.textContent = 'body { outline: 7px solid red; }';
    document.head.append(style);
    const image = document.createElement('img');
    image.src = 'data:image/gif;base64,R0lGODlhAQABAAAAACw=';
    const failed = new Promise((resolve) => {
      image.addEventListener('error', resolve);
    });
    document.body.append(image);
    await failed;
    const evaluated = (() => {
      try {
        // oxlint-disable-next-line no-new-func -- that the page may not is the point.
        return new Function('return true')() as boolean;
      } catch {
        return false;
      }
    })();
    // A refusal is told a while after what was refused.
    for (let looks = 0; looks < 600 && new Set(refused).size < 3; looks += 1)
      await new Promise((looked) => {
        setTimeout(looked, 50);
      });
    return {
      ran: 'ran' in window,
      outline: getComputedStyle(document.body).outlineWidth,
      evaluated,
      refused: [...new Set(refused)].toSorted(),
    };
  });
  expect(done).toMatchObject({ ran: false, evaluated: false, refused: ['img-src', 'script-src-elem', 'style-src-elem'] });
  expect(done.outline).not.toBe('7px');
  // The violations were this story's own.
  watch.faults.length = 0;
});

test('the one-time address works once; the second use ends the app', async ({ desk, shell, chromium }) => {
  await expect(desk.page.locator('#page')).toBeAttached();
  const thief = await chromium!.newContext();
  await refused(await thief.newPage(), shell.openUrl);
  expect(await shell.ended).toEqual({ kind: 'replayed' });
  await thief.close();
  await expect(desk.page.reload()).rejects.toThrow(/ERR_CONNECTION_REFUSED/u);
});

test('another browser of this machine gets neither page nor line', async ({ desk, shell, chromium }) => {
  await expect(desk.page.locator('#page')).toBeAttached();
  const stranger = await chromium!.newContext();
  await refused(await stranger.newPage(), shell.url);
  await stranger.close();
  // With everything right but the cookie.
  const origin = shell.url.slice(0, -1);
  await expect(openSocket(shell.url, { origin, host: new URL(origin).host })).rejects.toThrow(/403/u);
});

test('nothing of the page is kept by the browser', async ({ desk }) => {
  const answer = await desk.page.reload();
  expect(await answer?.headerValue('cache-control')).toBe('no-store');
  expect(
    await desk.page.evaluate(() => ({ session: { ...sessionStorage }, local: Object.keys(localStorage), cookies: document.cookie })),
  ).toEqual({ session: {}, local: [], cookies: '' });
});
