/** A desk that locks keeps what was being typed for whoever typed it, over calls answered in memory. */
import type { Page } from '@playwright/test';
import { expect, test } from 'vitest';
import { overDouble, see } from '../harness/over-double.ts';

const open = overDouble('.mc-settings-panel, .mc-person-panel, .mc-dossier-facts, .mc-print-panel, .mc-numbers, .mc-outages, .mc-stories');

const lock = async (page: Page): Promise<void> => {
  await page.keyboard.press('Control+Q');
  await page.waitForSelector('.mc-sign-in');
};
const unlockAs = async (page: Page, name: string): Promise<void> => {
  await page.locator('.mc-tile', { hasText: name }).click();
  await see(page.locator('.mc-pin input').last()).toBeFocused();
  await page.keyboard.insertText('4826');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.mc-screen');
};
const hanh = 'Lê Thị Hạnh';
const phuc = 'Nguyễn Hoàng Phúc';
const kept = 'Phần gõ dở lần trước vẫn còn đây, chưa lưu.';
const toSettings = async (page: Page): Promise<void> => {
  await page.keyboard.press('Control+K');
  await see(page.getByPlaceholder('Gõ tên lệnh')).toBeFocused();
  await page.keyboard.insertText('cai dat');
  await see(page.locator('.mc-command[data-selected]')).toContainText('Cài đặt');
  await page.keyboard.press('Enter');
  // The list of commands has gone, its keys with it.
  await see(page.getByLabel('Máy in', { exact: true })).toBeFocused();
};
const openDossier = async (page: Page): Promise<void> => {
  await page.keyboard.press('F3');
  await see(page.getByRole('combobox')).toBeFocused();
  await page.keyboard.insertText('broi');
  await see(page.locator('[aria-selected="true"] .mc-list-applicant')).toHaveText("K'Brơi");
  await page.keyboard.press('Enter');
  await page.waitForSelector('.mc-dossier-facts');
};
/** All that the page could keep for longer than its memory. */
const stored = (page: Page) =>
  page.evaluate(async () => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, await indexedDB.databases(), document.cookie]));

test('settings being typed are there after unlocking, for nobody else, and on no disk', async () => {
  await using opened = await open('screen=settings');
  const { page } = opened;
  await page.getByLabel('Thư mục sao lưu thứ hai').fill('F:\\Nhà riêng');
  await lock(page);
  expect(await page.content()).not.toContain('Nhà riêng');
  await unlockAs(page, hanh);
  await see(page.getByLabel('Thư mục sao lưu thứ hai')).toHaveValue('F:\\Nhà riêng');
  await see(page.getByText(kept)).toBeVisible();
  expect(await stored(page)).not.toContain('riêng');
  await lock(page);
  await unlockAs(page, phuc);
  await see(page.getByText(kept)).toHaveCount(0);
  await toSettings(page);
  await see(page.getByLabel('Thư mục sao lưu thứ hai')).toHaveValue('E:\\MotCua');
  await page.getByLabel('Nhịp máy quét').fill('50');
  await lock(page);
  await unlockAs(page, hanh);
  await toSettings(page);
  await see(page.getByLabel('Thư mục sao lưu thứ hai')).toHaveValue('F:\\Nhà riêng');
  await see(page.getByLabel('Nhịp máy quét')).toHaveValue('35');
  await page.keyboard.press('F9');
  await see(page.getByText('Đã lưu. Áp dụng ngay trên máy này.')).toBeVisible();
  expect(await opened.made('office.saveSettings')).toMatchObject([{ backupFolder: 'F:\\Nhà riêng', scannerGapMs: 35 }]);
  await lock(page);
  await unlockAs(page, hanh);
  await see(page.getByLabel('Thư mục sao lưu thứ hai')).toHaveValue('F:\\Nhà riêng');
  await see(page.getByText(kept)).toHaveCount(0);
});

test('what was given up stays given up', async () => {
  await using opened = await open('screen=settings');
  const { page } = opened;
  await page.getByLabel('Nhịp máy quét').fill('50');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Bỏ thay đổi' }).press('Enter');
  await see(page.locator('.mc-settings')).toHaveCount(0);
  await toSettings(page);
  await see(page.getByLabel('Nhịp máy quét')).toHaveValue('35');
  expect(await opened.made('office.saveSettings')).toEqual([]);
});

test('somebody new half typed is there after unlocking, without the PIN; so is the reason of an end', async () => {
  await using opened = await open('screen=people');
  const { page } = opened;
  await page.getByRole('button', { name: 'Thêm người' }).first().click();
  await page.getByLabel('Họ và tên').fill('Hồ Thị Mai');
  await page.getByLabel('Mã PIN', { exact: true }).fill('4826');
  await lock(page);
  await unlockAs(page, hanh);
  await see(page.getByLabel('Họ và tên')).toHaveValue('Hồ Thị Mai');
  await see(page.getByLabel('Họ và tên')).toBeFocused();
  await see(page.getByLabel('Mã PIN', { exact: true })).toHaveValue('');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Bỏ thay đổi' }).press('Enter');
  await page.keyboard.press('ArrowDown');
  await page.getByRole('button', { name: 'Ghi thôi làm ở quầy' }).click();
  await page.getByLabel('Lý do').fill('Chuyển công tác');
  await lock(page);
  await unlockAs(page, hanh);
  await see(page.getByText(kept)).toBeVisible();
  await see(page.getByLabel('Lý do')).toHaveValue('Chuyển công tác');
  await page.keyboard.press('F9');
  await expect.poll(() => opened.made('person.dismiss')).toMatchObject([{ reason: 'Chuyển công tác' }]);
});

test('a correction is open after unlocking as it was left, and begins anew for another', async () => {
  await using opened = await open('screen=dossier&code=250409-1002');
  const { page } = opened;
  const correct = page.getByRole('button', { name: 'Sửa thông tin' });
  const name = page.locator('[name="fullName"]');
  await correct.click();
  await name.fill("K'Brơih");
  await lock(page);
  expect(await page.content()).not.toContain('Brơih');
  await unlockAs(page, hanh);
  await see(name).toHaveValue("K'Brơih");
  await see(page.getByText(kept)).toBeVisible();
  await see(page.locator('.mc-changes')).toContainText("K'Brơih");
  await lock(page);
  await unlockAs(page, phuc);
  await openDossier(page);
  await correct.click();
  await see(name).toHaveValue("K'Brơi");
  await lock(page);
  await unlockAs(page, hanh);
  await openDossier(page);
  await see(page.getByText(kept)).toHaveCount(0);
  await correct.click();
  await see(name).toHaveValue("K'Brơih");
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Bỏ thay đổi' }).press('Enter');
  await correct.click();
  await see(name).toHaveValue("K'Brơi");
});
