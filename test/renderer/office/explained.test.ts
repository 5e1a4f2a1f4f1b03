/** Receipts nobody has in hand and voided codes, walked and opened by the keyboard. Calls are answered in memory. */
import { expect, test } from 'vitest';
import { rows } from '../harness/double-data.ts';
import { bareKeys, barriers, overDouble, see } from '../harness/over-double.ts';

const open = overDouble('.mc-explained');

test('the focus is on the first row, arrows walk both lists, Enter opens the print of a receipt, Esc goes back', async () => {
  await using opened = await open('screen=explained');
  const { page } = opened;
  const chosen = page.getByRole('option', { selected: true });
  const verb = page.locator('.mc-f9 > span');
  await see(page.getByRole('listbox', { name: 'Giấy tiếp nhận chưa đến tay người nộp' })).toBeFocused();
  await see(chosen).toContainText("K'Brơi");
  await see(verb).toHaveText('In giấy tiếp nhận');
  expect(await barriers(page)).toEqual([]);
  expect(await bareKeys(page, ['explained', 'keys', 'dossier'])).toEqual([]);
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowDown');
  await see(chosen).toContainText('Nguyễn Phước Hoàng Thị Tôn Nữ Diễm Phương Thùy Trang Bảo Ngọc');
  await page.keyboard.press('ArrowRight');
  await see(page.getByRole('listbox', { name: 'Mã hồ sơ đã hủy' })).toBeFocused();
  await see(chosen).toContainText('Nhập hai lần');
  await see(verb).toHaveText('Mở hồ sơ');
  await page.keyboard.press('ArrowLeft');
  await see(page.getByRole('listbox', { name: 'Giấy tiếp nhận chưa đến tay người nộp' })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.mc-print-panel');
  expect(await opened.made('dossier.get')).toEqual([{ dossierId: rows[1]!.dossierId }]);
  expect(await opened.made('paper.print')).toEqual([]);
  await using reader = await open('screen=explained&role=administrator');
  await see(reader.page.locator('.mc-f9 > span')).toHaveText('Mở hồ sơ');
  await reader.page.keyboard.press('Escape');
  await reader.page.waitForSelector('.mc-list-grid');
});
