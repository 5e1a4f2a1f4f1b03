/** A wrong receipt by keyboard: accepted, printed, corrected, printed anew, printed again with a reason, and voided in the end. */
import { beginDossier, fillDossier } from '../harness/accepting.ts';
import { myLe } from '../harness/cards.ts';
import { expect, test } from '../harness/fixtures.ts';
import { lookAt } from '../harness/look.ts';
import { press, typed } from '../harness/typing.ts';

test.use({
  printer: async ({ cups }, use) => {
    await use(cups.printer);
  },
});

const right = 'Thông Thị Mỹ Lệ Hằng';
const reason = 'Ghi thiếu tên đệm trên giấy';

test('a wrong receipt is corrected, printed anew and voided', async ({ desk }, info) => {
  const { page, reception, list, dossier } = desk;
  let code = '';

  await test.step('accept and print; a mistaken key could be taken back', async () => {
    await beginDossier(desk);
    await fillDossier(desk);
    await press(page, 'F9');
    await expect(page.getByText('Giấy đã ra đủ 2 liên chưa?')).toBeVisible();
    code = await reception.acceptedCode();
    await expect(page.getByRole('button', { name: 'Hoàn tác' })).toBeVisible();
    await press(page, 'Enter');
    await expect(reception.field('procedure')).toBeFocused();
    await expect(page.getByRole('button', { name: 'Hoàn tác' })).toHaveCount(0);
  });

  await test.step('correct the name: the difference is shown before F9', async () => {
    await list.find(code);
    await expect(list.lines).toHaveCount(1);
    await press(page, 'Enter');
    await page.getByRole('button', { name: 'Sửa thông tin' }).click();
    await expect(page.getByRole('textbox', { name: 'Họ và tên' })).toBeFocused();
    await press(page, 'F9');
    await expect(page.getByRole('textbox', { name: 'Lý do đính chính' })).toBeFocused();
    await typed(page, reason);
    await page.getByRole('textbox', { name: 'Họ và tên' }).fill(right);
    const differences = page.getByRole('region', { name: 'Khác với lúc tiếp nhận' });
    await expect(differences).toContainText(`${myLe.fullName} → ${right}`);
    await expect(differences).toContainText('1 giấy đã in hết hiệu lực');
    await lookAt(page, info, 'correct');
    await press(page, 'F9');
  });

  await test.step('the new paper takes the place of the void one, and says why', async () => {
    await expect(page.getByRole('button', { name: /^F9 In giấy/u })).toBeVisible();
    await press(page, 'F9');
    await expect(dossier.cameOut).toBeVisible();
    await press(page, 'Enter');
    await expect(dossier.slips).toHaveCount(2);
    await expect(dossier.slips.nth(1)).toContainText('hết hiệu lực');
    await expect(dossier.slips.nth(1).locator('s')).toBeVisible();
  });

  await test.step('what was changed stays to be read', async () => {
    await press(page, 'Escape');
    await expect(dossier.name).toHaveText(right);
    await expect(dossier.course).toContainText(`${myLe.fullName} → ${right}`);
    await expect(dossier.course).toContainText(reason);
  });

  await test.step('voiding asks why, shows what ends, and wants F9 again', async () => {
    await page.getByRole('button', { name: 'Hủy tiếp nhận nhầm' }).click();
    await press(page, 'F9');
    await expect(page.getByText('Chưa ghi lý do.')).toBeVisible();
    await expect(page.locator('textarea:focus')).toBeVisible();
    await typed(page, 'Nhập hai lần');
    await press(page, 'F9');
    await expect(page.getByRole('button', { name: 'Quay lại' })).toBeFocused();
    await expect(page.getByText('Thu lại Mẫu 01')).toBeVisible();
    await lookAt(page, info, 'void');
    await press(page, 'F9');
    await expect(dossier.head).toContainText('Đã hủy');
    await press(page, 'Control+p');
    await expect(page.getByText('Hồ sơ đã hủy, giấy tiếp nhận không còn hiệu lực.')).toBeVisible();
    await expect(dossier.slips.locator('s')).toHaveCount(2);
  });

  await test.step('the code stays explained', async () => {
    await press(page, 'Control+k');
    await typed(page, 'ma da huy');
    await press(page, 'Enter');
    const voided = page.getByRole('region', { name: 'Mã hồ sơ đã hủy' });
    await expect(voided.getByRole('option')).toContainText([`${code}${right}`]);
    await expect(voided).toContainText('Nhập hai lần');
    await lookAt(page, info, 'explained');
  });
});
