/** The clock's question in a real Chromium, over calls answered in memory: keys alone, once, and the office's time whatever zone the browser is in. */
import type { Page } from '@playwright/test';
import { expect, test } from 'vitest';
import { barriers, type Opened, overDouble, see } from '../harness/over-double.ts';
import { type } from '../harness/scan.ts';

const open = overDouble('form.mc-clock');

/** Before any screen is open the question is the page; over an open one it is a dialog. */
const question = (page: Page) => page.locator('form.mc-clock');

const confirmed = async ({ made }: Opened): Promise<unknown[]> =>
  ((await made('clock.confirm')) as { trueAt: string | null; again: boolean }[]).map(({ trueAt, again }) => ({ trueAt, again }));

const reasons = ['first-sign-in', 'jumped-forward', 'jumped-back', 'behind-last-act', 'beyond-belief'] as const;
test.each([...reasons.map((reason) => [reason, 'vi'] as const), ['behind-last-act', 'en'] as const])(
  'asked because of %s, in %s: every word is there, and axe has nothing to say',
  async (reason, language) => {
    await using opened = await open(`screen=reception&clock=${reason}`, { language });
    await see(question(opened.page)).toBeVisible();
    await see(question(opened.page)).not.toContainText(/clock\.[a-z]|\{\{/u);
    expect(await barriers(opened.page, 'main')).toEqual([]);
    if (process.env['LOOK'] !== undefined) await opened.page.screenshot({ path: `${process.env['LOOK']}/clock-${reason}-${language}.png` });
  },
);

test('one key confirms, and the screen below is there again', async () => {
  await using opened = await open('screen=reception&clock=first-sign-in');
  await see(question(opened.page)).toContainText('09:1');
  await opened.page.keyboard.press('Enter');
  await see(question(opened.page)).toBeHidden();
  expect(await confirmed(opened)).toEqual([{ trueAt: null, again: false }]);
});

test('over an open screen: digits type the time; a doubtful one is taken when Enter says so again', async () => {
  await using opened = await open('screen=dossiers&clock=behind-last-act&clockLater=1');
  await see(question(opened.page)).toContainText('sớm hơn hồ sơ cuối 32 phút. Xem lại giờ trước khi tiếp nhận.');
  expect(await barriers(opened.page, '[role=dialog]')).toEqual([]);
  await opened.page.keyboard.press('Escape');
  await opened.page.keyboard.press('F2');
  await type(opened.page, '0600');
  await opened.page.keyboard.press('Enter');
  await see(question(opened.page).getByRole('alert')).toContainText('sớm hơn hồ sơ cuối');
  await opened.page.keyboard.press('Enter');
  await see(question(opened.page)).toBeHidden();
  expect(await confirmed(opened)).toEqual([
    { trueAt: '2025-04-24T06:00', again: false },
    { trueAt: '2025-04-24T06:00', again: true },
  ]);
});

test('without a time to suggest Enter asks for time and date, in this order', async () => {
  await using opened = await open('screen=dossiers&clock=beyond-belief');
  await see(question(opened.page)).toContainText('07:03 ngày 01/01/1970');
  await opened.page.keyboard.press('Enter');
  await see(question(opened.page)).toContainText('Nhập giờ, ví dụ 0842.');
  await type(opened.page, '842');
  await opened.page.keyboard.press('Enter');
  await see(question(opened.page)).toContainText('Nhập ngày, ví dụ 08062026.');
  await opened.page.keyboard.press('Tab');
  await type(opened.page, '24042025');
  await opened.page.keyboard.press('Enter');
  await see(question(opened.page)).toBeHidden();
  expect(await confirmed(opened)).toEqual([{ trueAt: '2025-04-24T08:42', again: false }]);
});

test.each(['Pacific/Pago_Pago', 'UTC', 'Pacific/Kiritimati'])('a browser in %s shows the office’s time and day', async (timezoneId) => {
  await using opened = await open('screen=dossiers&clock=first-sign-in', { timezoneId });
  await see(question(opened.page)).toContainText('thứ Năm 24/04/2025');
  expect(await question(opened.page).locator('b').first().textContent()).toMatch(/^09:1\d$/u);
});
