/** The clock's question in a real Chromium, over calls answered in memory: keys alone, once, and the office's time whatever zone the browser is in. */
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, chromium, expect as playwrightExpect, type Page } from '@playwright/test';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { chromiumLaunch } from '../../e2e/harness/chromium.ts';
import type { Made } from '../harness/double.ts';
import { serveDouble, type Served } from '../harness/serve.ts';

const see = playwrightExpect.configure({ timeout: 20_000 });
/** Slower than a scanner, whose digits would be taken for a card. */
const byHand = { delay: 60 };
let served: Served;
let browser: Browser;
beforeAll(async () => {
  served = await serveDouble();
  browser = await chromium.launch(chromiumLaunch());
}, 120_000);
afterAll(async () => {
  await browser.close();
  await served.close();
});

async function open(query: string, { language = 'vi', timezoneId = 'Asia/Ho_Chi_Minh' } = {}) {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, timezoneId });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(String(error)));
  await page.addInitScript((chosen) => {
    localStorage.setItem('mot-cua-language', chosen);
  }, language);
  await page.goto(`${served.url}?${query}`);
  return {
    page,
    confirmed: async () =>
      (await page.evaluate(() => (globalThis as unknown as { made: Made[] }).made))
        .filter(({ name }) => name === 'clock.confirm')
        .map(({ input }) => {
          const { trueAt, again } = input as { trueAt: string | null; again: boolean };
          return { trueAt, again };
        }),
    [Symbol.asyncDispose]: async () => {
      await context.close();
      expect(faults).toEqual([]);
    },
  };
}

/** Before any screen is open the question is the page; over an open one it is a dialog. */
const question = (page: Page) => page.locator('form.mc-clock');

const axe = async (page: Page, within: string): Promise<unknown[]> => {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().include(within).analyze();
  return violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);
};

const reasons = ['first-sign-in', 'jumped-forward', 'jumped-back', 'behind-last-act', 'beyond-belief'] as const;
test.each([...reasons.map((reason) => [reason, 'vi'] as const), ['behind-last-act', 'en'] as const])(
  'asked because of %s, in %s: every word is there, and axe has nothing to say',
  { timeout: 60_000 },
  async (reason, language) => {
    await using opened = await open(`screen=reception&clock=${reason}`, { language });
    await see(question(opened.page)).toBeVisible();
    await see(question(opened.page)).not.toContainText(/clock\.[a-z]|\{\{/u);
    expect(await axe(opened.page, 'main')).toEqual([]);
    if (process.env['LOOK'] !== undefined) await opened.page.screenshot({ path: `${process.env['LOOK']}/clock-${reason}-${language}.png` });
  },
);

test('one key confirms, and the screen below is there again', { timeout: 60_000 }, async () => {
  await using opened = await open('screen=reception&clock=first-sign-in');
  await see(question(opened.page)).toContainText('09:1');
  await opened.page.keyboard.press('Enter');
  await see(question(opened.page)).toBeHidden();
  expect(await opened.confirmed()).toEqual([{ trueAt: null, again: false }]);
});

test('over an open screen: digits type the time; a doubtful one is taken when Enter says so again', { timeout: 60_000 }, async () => {
  await using opened = await open('screen=dossiers&clock=behind-last-act&clockLater=1');
  await see(question(opened.page)).toContainText('sớm hơn hồ sơ cuối 32 phút. Xem lại giờ trước khi tiếp nhận.');
  expect(await axe(opened.page, '[role=dialog]')).toEqual([]);
  await opened.page.keyboard.press('Escape');
  await opened.page.keyboard.press('F2');
  await opened.page.keyboard.type('0600', byHand);
  await opened.page.keyboard.press('Enter');
  await see(question(opened.page).getByRole('alert')).toContainText('sớm hơn hồ sơ cuối');
  await opened.page.keyboard.press('Enter');
  await see(question(opened.page)).toBeHidden();
  expect(await opened.confirmed()).toEqual([
    { trueAt: '2025-04-24T06:00', again: false },
    { trueAt: '2025-04-24T06:00', again: true },
  ]);
});

test('without a time to suggest Enter asks for time and date, in this order', { timeout: 60_000 }, async () => {
  await using opened = await open('screen=dossiers&clock=beyond-belief');
  await see(question(opened.page)).toContainText('07:03 ngày 01/01/1970');
  await opened.page.keyboard.press('Enter');
  await see(question(opened.page)).toContainText('Nhập giờ, ví dụ 0842.');
  await opened.page.keyboard.type('842', byHand);
  await opened.page.keyboard.press('Enter');
  await see(question(opened.page)).toContainText('Nhập ngày, ví dụ 08062026.');
  await opened.page.keyboard.press('Tab');
  await opened.page.keyboard.type('24042025', byHand);
  await opened.page.keyboard.press('Enter');
  await see(question(opened.page)).toBeHidden();
  expect(await opened.confirmed()).toEqual([{ trueAt: '2025-04-24T08:42', again: false }]);
});

test.each(['Pacific/Pago_Pago', 'UTC', 'Pacific/Kiritimati'])(
  'a browser in %s shows the office’s time and day',
  { timeout: 60_000 },
  async (timezoneId) => {
    await using opened = await open('screen=dossiers&clock=first-sign-in', { timezoneId });
    await see(question(opened.page)).toContainText('thứ Năm 24/04/2025');
    expect(await question(opened.page).locator('b').first().textContent()).toMatch(/^09:1\d$/u);
  },
);
