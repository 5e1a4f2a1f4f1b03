/** Who acts: offline, by keyboard, and nobody else's work. */
import { beginDossier, procedure } from '../harness/accepting.ts';
import { expect, test } from '../harness/fixtures.ts';
import { otherReceptionist, receptionist, specialist } from '../harness/people.ts';
import { press, typed } from '../harness/typing.ts';

test('a receptionist signs in by arrows and digits', async ({ desk }) => {
  await desk.signIn.as(receptionist);
  await expect(desk.page.getByRole('banner')).toContainText(receptionist);
  await expect(desk.reception.field('procedure')).toBeFocused();
});

test('part of a name without marks finds the person', async ({ desk }) => {
  await desk.signIn.shown();
  await desk.signIn.name.focus();
  await typed(desk.page, 'kim ngan');
  await expect(desk.signIn.tiles).toHaveCount(1);
  await press(desk.page, 'Enter');
  await desk.page.keyboard.type('2468');
  await press(desk.page, 'Enter');
  await desk.signIn.entered(specialist);
});

test('a wrong PIN counts down in words and lets the right one in', async ({ desk }) => {
  await desk.signIn.try(receptionist, '1357');
  await expect(desk.page.getByText('Mã PIN chưa đúng. Còn 4 lần nhập trước khi khóa.')).toBeVisible();
  await expect(desk.signIn.pin).toHaveValue('');
  await desk.page.keyboard.type('2468');
  await press(desk.page, 'Enter');
  await desk.signIn.entered(receptionist);
});

test('five wrong PINs lock one person and nobody else', async ({ desk }) => {
  await desk.signIn.shown();
  await desk.signIn.choose(otherReceptionist);
  for (const left of [4, 3, 2, 1]) {
    await desk.page.keyboard.type('1357');
    await press(desk.page, 'Enter');
    await expect(desk.page.getByText(`Còn ${String(left)} lần nhập`)).toBeVisible();
  }
  await desk.page.keyboard.type('1357');
  await press(desk.page, 'Enter');
  await expect(desk.page.getByText('Người này đã bị khóa sau năm lần nhập sai PIN.')).toBeVisible();
  // The right one does not help any more; the field is empty again once that is known.
  await desk.page.keyboard.type('2468');
  await press(desk.page, 'Enter');
  await expect(desk.signIn.pin).toHaveValue('');
  await expect(desk.page.getByText('Người này đã bị khóa sau năm lần nhập sai PIN.')).toBeVisible();
  await desk.signIn.as(receptionist);
  await expect(desk.page.getByRole('banner')).toContainText(receptionist);
});

test('Ctrl+Q locks: nothing of the work shows, and the draft waits for its owner', async ({ desk }) => {
  await beginDossier(desk);
  await desk.reception.pick(procedure.part, procedure.name);
  await typed(desk.page, 'Mang Thi Khoá');
  await press(desk.page, 'Control+q');
  await desk.signIn.shown();
  await expect(desk.page.getByText('Mang Thi Khoá')).toHaveCount(0);
  await expect(desk.page.getByText(procedure.name)).toHaveCount(0);
  await expect(desk.signIn.tile(receptionist)).toContainText('1 nháp');
  await desk.signIn.as(receptionist);
  await desk.reception.drafts.filter({ hasText: 'Mang Thi Khoá' }).click();
  await expect(desk.reception.field('fullName')).toHaveValue('Mang Thi Khoá');
});

test("another person's draft is named and never opened", async ({ desk }) => {
  await beginDossier(desk);
  await desk.reception.pick(procedure.part, procedure.name);
  await typed(desk.page, 'Mang Thi Riêng');
  await press(desk.page, 'Control+q');
  await desk.signIn.as(otherReceptionist);
  await expect(desk.reception.field('procedure')).toBeFocused();
  await expect(desk.reception.drafts).toHaveText(['Hồ sơ mới']);
  await press(desk.page, 'F3');
  await desk.list.tabs.filter({ hasText: 'Nháp' }).click();
  const line = desk.page.getByRole('grid', { name: 'Nháp đang ghi' }).getByRole('row').filter({ hasText: receptionist });
  await expect(line).toBeVisible();
  await expect(line).not.toContainText('Mang Thi Riêng');
  await line.dblclick();
  await expect(desk.page.getByRole('grid', { name: 'Nháp đang ghi' })).toBeVisible();
});
