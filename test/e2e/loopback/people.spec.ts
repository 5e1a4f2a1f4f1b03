/** The unit head looks after the people of the counter: two windows of the real app, one of them loses its person. */
import { deskOn } from '../harness/desk.ts';
import { expect, test } from '../harness/fixtures.ts';
import { receptionist, unitHead } from '../harness/people.ts';
import { press } from '../harness/typing.ts';

test('who is dismissed loses the window at once and is no longer among the tiles; who is new comes in', async ({ desk, shell }) => {
  const { page } = desk;
  await desk.signIn.as(unitHead);
  const other = await page.context().newPage();
  await other.goto(shell.url);
  const { signIn } = deskOn(other);
  await signIn.as(receptionist);

  await press(page, 'Control+K');
  await page.getByPlaceholder('Gõ tên lệnh').fill('nguoi va vai tro');
  await press(page, 'Enter');
  await page.getByRole('option', { name: receptionist }).click();
  await page.getByRole('button', { name: 'Ghi thôi làm ở quầy' }).click();
  await page.getByLabel('Lý do').fill('Chuyển công tác');
  await press(page, 'F9');
  await expect(page.getByRole('option', { selected: true })).toContainText('Đã thôi làm');
  await signIn.shown();
  await expect(signIn.tile(receptionist)).toHaveCount(0);

  await page.getByRole('button', { name: 'Thêm người' }).first().click();
  await page.getByLabel('Họ và tên').fill('Hồ Thị Mai');
  await page.getByLabel('Mã PIN', { exact: true }).fill('4826');
  await page.getByLabel('Gõ lại PIN').fill('4826');
  await press(page, 'F9');
  await expect(page.getByText('Đã thêm Hồ Thị Mai.')).toBeVisible();
  await other.reload();
  await signIn.try('Hồ Thị Mai', '4826');
  await signIn.entered('Hồ Thị Mai');

  await page.getByRole('option', { name: unitHead }).click();
  await page.getByRole('textbox', { name: 'Chức danh' }).fill('Trưởng bộ phận, tạm quyền');
  await press(page, 'F9');
  await expect(page.getByRole('banner')).toContainText('Trưởng bộ phận, tạm quyền');
});
