/** A screen with something typed on it is left by the keyboard: it asks, or what was typed is there again. Calls are answered in memory. */
import type { Page } from '@playwright/test';
import { expect, test } from 'vitest';
import { overDouble, see } from '../harness/over-double.ts';

const open = overDouble(
  '.mc-person-panel, .mc-dossier-facts, .mc-print-panel, .mc-numbers-panel, .mc-outage-day, .mc-stories, .mc-settings-panel',
);

const kept = 'Phần gõ dở lần trước vẫn còn đây, chưa lưu.';
const question = (page: Page) => page.getByText('Có thay đổi chưa lưu');
/** Another screen, by name. */
const go = async (page: Page, name: 'Sổ sự cố' | 'Số đã cấp'): Promise<void> => {
  await page.keyboard.press('Control+K');
  await see(page.getByPlaceholder('Gõ tên lệnh')).toBeFocused();
  await page.keyboard.insertText(name);
  await see(page.locator('.mc-command[data-selected]')).toContainText(name);
  await page.keyboard.press('Enter');
};
const openDossier = async (page: Page, words: string, name: string): Promise<void> => {
  await page.keyboard.press('F3');
  await see(page.getByRole('combobox')).toBeFocused();
  await page.keyboard.insertText(words);
  await see(page.locator('[aria-selected="true"] .mc-list-applicant')).toHaveText(name);
  await page.keyboard.press('Enter');
  await page.waitForSelector('.mc-dossier-facts');
};

test('a step half typed is there when its form is opened again, on this visit or the next, and goes when it is recorded', async () => {
  await using opened = await open('screen=dossier&code=250409-1002');
  const { page } = opened;
  const note = page.getByRole('button', { name: 'Ghi chú', exact: true });
  const text = page.locator('.mc-step textarea');
  await note.press('Enter');
  await text.fill('Hẹn gọi lại chiều thứ Sáu');
  await page.keyboard.press('Escape');
  await see(text).toHaveCount(0);
  await note.press('Enter');
  await see(text).toHaveValue('Hẹn gọi lại chiều thứ Sáu');
  await see(page.getByText(kept)).toBeVisible();
  await page.keyboard.press('Alt+Digit2');
  await openDossier(page, 'broi', "K'Brơi");
  await see(text).toHaveCount(0);
  await note.press('Enter');
  await see(text).toHaveValue('Hẹn gọi lại chiều thứ Sáu');
  await page.keyboard.press('F9');
  await see(text).toHaveCount(0);
  expect(await opened.made('dossier.act')).toMatchObject([{ kind: 'dossier.noted', payload: { text: 'Hẹn gọi lại chiều thứ Sáu' } }]);
  await note.press('Enter');
  await see(text).toHaveValue('');
  await see(page.getByText(kept)).toHaveCount(0);
});

test('the reason of a reprint is there again until it was printed', async () => {
  await using opened = await open('screen=dossier&code=250409-1002&print=1');
  const { page } = opened;
  const reason = page.getByPlaceholder('Ghi rõ lý do');
  await page.getByLabel('Lý do khác').press('Space');
  await reason.fill('Mực mờ');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+P');
  await see(reason).toHaveValue('Mực mờ');
  await page.keyboard.press('F9');
  await see(page.locator('.mc-came-out button').first()).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await page.waitForSelector('.mc-dossier-facts');
  await page.keyboard.press('Control+P');
  await page.waitForSelector('.mc-print-panel');
  await see(reason).toHaveCount(0);
  expect(await opened.made('paper.print')).toMatchObject([{ reason: 'Mực mờ' }]);
});

test('a decision half made keeps its story and its reason', async () => {
  await using opened = await open('screen=decision&code=250422-1007');
  const { page } = opened;
  await page.keyboard.press('ArrowRight');
  await page.getByLabel('Lý do').fill('Hỏi lại bà Bích Vân');
  const verb = await page.locator('.mc-f9 > span').innerText();
  await page.keyboard.press('Escape');
  await page.waitForSelector('.mc-dossier-facts');
  await page.keyboard.press('F9');
  await see(page.getByLabel('Lý do')).toHaveValue('Hỏi lại bà Bích Vân');
  await see(page.locator('.mc-f9 > span')).toHaveText(verb);
  await see(page.getByText(kept)).toBeVisible();
  expect(await opened.made('decision.settle')).toEqual([]);
});

test('the reason of another certificate belongs to its day; the last code on paper stays typed', async () => {
  await using opened = await open('screen=outages');
  const { page } = opened;
  await page.keyboard.press('F9');
  const reason = page.locator('#outage-reason');
  await reason.fill('Ông Hai làm mất');
  await page.locator('.mc-outage-days [role=option]').nth(1).click();
  await see(page.locator('.mc-outage-day h2').first()).toContainText('23/04/2025');
  await page.keyboard.press('F9');
  await see(reason).toHaveValue('');
  await page.keyboard.press('Escape');
  await go(page, 'Sổ sự cố');
  await see(reason).toHaveValue('Ông Hai làm mất');
  await page.keyboard.press('F9');
  await see(reason).toHaveValue('');
  expect(await opened.made('outage.print')).toMatchObject([{ reason: null }, { reason: null }, { reason: 'Ông Hai làm mất' }]);
  await using numbers = await open('screen=numbers&restored=1');
  await numbers.page.getByLabel('Mã hồ sơ cuối cùng trên giấy').fill('2031');
  await numbers.page.keyboard.press('Escape');
  await go(numbers.page, 'Số đã cấp');
  await see(numbers.page.getByLabel('Mã hồ sơ cuối cùng trên giấy')).toHaveValue('2031');
  expect(await numbers.made('backup.tellLastCode')).toEqual([]);
});

test('a new PIN and the reason of an end are asked about before they are left', async () => {
  await using opened = await open('screen=people');
  const { page } = opened;
  await page.keyboard.press('ArrowDown');
  await page.getByRole('button', { name: 'Đặt PIN mới' }).first().press('Enter');
  await page.getByLabel('Mã PIN', { exact: true }).fill('7391');
  await page.keyboard.press('Escape');
  await see(question(page)).toBeVisible();
  await page.getByRole('button', { name: 'Bỏ thay đổi' }).press('Enter');
  await page.getByRole('button', { name: 'Ghi thôi làm ở quầy' }).press('Enter');
  await page.getByLabel('Lý do').fill('Chuyển công tác');
  await page.keyboard.press('F3');
  await see(question(page)).toBeVisible();
  await page.keyboard.press('Escape');
  await see(page.getByLabel('Lý do')).toHaveValue('Chuyển công tác');
  expect([...(await opened.made('keys.setPin')), ...(await opened.made('person.dismiss'))]).toEqual([]);
});

test('a recovery code typed at the sign-in is asked about before it is left', async () => {
  await using opened = await open('screen=settings');
  const { page } = opened;
  await page.keyboard.press('Control+Q');
  await page.getByRole('button', { name: 'Quên PIN' }).press('Enter');
  await page.getByLabel('Mã PIN', { exact: true }).fill('7391');
  await page.keyboard.press('Escape');
  await see(question(page)).toBeVisible();
  await page.keyboard.press('Escape');
  await see(page.getByLabel('Mã PIN', { exact: true })).toHaveValue('7391');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Bỏ thay đổi' }).press('Enter');
  await page.waitForSelector('.mc-tiles');
  expect(await opened.made('keys.setPinWithCode')).toEqual([]);
});
