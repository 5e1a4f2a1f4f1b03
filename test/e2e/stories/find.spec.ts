/** Finding a dossier with what the citizen remembers. */
import { expect, test } from '../harness/fixtures.ts';
import { receptionist } from '../harness/people.ts';
import { press, typed } from '../harness/typing.ts';

test('Enter right after the last letter opens what was asked for, not what was on screen before', async ({ desk }) => {
  const { page, list, dossier } = desk;
  await desk.signIn.as(receptionist);
  await list.find('nguyen');
  await expect(list.lines.first().locator('mark').first()).toBeVisible();
  const wanted = list.lines.nth(3);
  const code = (await wanted.getByRole('gridcell').nth(1).textContent()) ?? '';
  const name = (await wanted.getByRole('gridcell').nth(2).textContent()) ?? '';
  await press(page, 'F3');
  await expect(list.search).toHaveValue('');
  await expect(list.lines.filter({ hasText: code })).toHaveCount(0);
  await typed(page, code);
  await press(page, 'Enter');
  await expect(dossier.name).toHaveText(name);
  await expect(dossier.head).toContainText(code);
});

test('nothing found says what to try; Esc takes the text away and shows all again', async ({ desk }) => {
  const { page, list } = desk;
  await desk.signIn.as(receptionist);
  await list.find('zzzz khong ai');
  await expect(page.getByText('Không thấy hồ sơ nào khớp "zzzz khong ai".')).toBeVisible();
  await press(page, 'Escape');
  await expect(list.search).toHaveValue('');
  await expect(list.search).toBeFocused();
  await expect(list.lines.first()).toBeVisible();
  await expect(page.getByText(/^863 hồ sơ/u)).toBeVisible();
});

test('a phone number is hidden until somebody asks for it, and that is written down', async ({ desk }) => {
  const { page, list, dossier } = desk;
  await desk.signIn.as(receptionist);
  await list.find('nguyen');
  await expect(list.lines.first().locator('mark').first()).toBeVisible();
  await press(page, 'Enter');
  await expect(dossier.name).toContainText('Nguyễn');
  const phone = page.getByRole('button', { name: /^Hiện số điện thoại/u });
  await phone.click();
  await expect(phone).toHaveCount(0);
  await expect(page.getByText(/^0\d{9}$/u)).toBeVisible();
  await expect(dossier.course).toContainText('Xem số điện thoại đầy đủ');
  await expect(dossier.course).toContainText(receptionist);
});
