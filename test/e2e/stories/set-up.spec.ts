/** An empty machine becomes a counter: office, people, recovery code, and the first accepted dossier. */
import { phone, procedure } from '../harness/accepting.ts';
import { cardOfMyLe, myLe } from '../harness/cards.ts';
import { expect, test } from '../harness/fixtures.ts';
import { scan } from '../harness/scanner.ts';
import { press, typed } from '../harness/typing.ts';

test.use({ seed: 'empty' });

test('from an empty folder to the first accepted dossier, by keyboard', async ({ desk }) => {
  const { page, reception } = desk;

  await test.step('which counter this is; a gap is pointed at', async () => {
    await expect(page.getByRole('heading', { name: 'Máy này là quầy nào?' })).toBeVisible();
    await expect(page.getByLabel('Mã định danh cơ quan')).toBeFocused();
    await press(page, 'F9');
    await expect(page.getByText('Mã chưa đúng mẫu. Xem quyết định cấp mã định danh.')).toBeVisible();
    await expect(page.getByLabel('Mã định danh cơ quan')).toBeFocused();
    for (const text of ['h55.242', 'UBND xã Thử Nghiệm', 'Thử Nghiệm', '3']) {
      await page.keyboard.press('Control+a');
      await typed(page, text);
      await press(page, 'Enter');
    }
    await press(page, 'F9');
  });

  await test.step('who works here', async () => {
    await expect(page.getByRole('heading', { name: 'Ai làm ở quầy này?' })).toBeVisible();
    await expect(page.getByLabel('Họ và tên')).toBeFocused();
    await typed(page, 'Ka Thử');
    await press(page, 'Enter');
    await typed(page, 'Trưởng bộ phận');
    for (const pin of ['9173', '9173']) {
      await press(page, 'Enter');
      await page.keyboard.type(pin);
    }
    await expect(page.getByRole('checkbox', { name: 'Trưởng bộ phận' })).toBeChecked();
    await press(page, 'F9');
  });

  await test.step('the recovery code is let go of only when it was written down', async () => {
    const code = page.getByRole('list', { name: 'Mã khôi phục' }).getByRole('listitem');
    await expect(code).toHaveCount(9);
    const groups = await code.locator('b').allTextContents();
    await press(page, 'Control+p');
    await expect(page.getByText('Phiếu chưa in được.')).toBeVisible({ timeout: 30_000 });
    await press(page, 'F9');
    await expect(page.getByText('Chưa khớp. So lại tờ giấy với mã ở trên.')).toBeVisible();
    for (const label of await page.getByText(/^Gõ lại nhóm \d/u).allTextContents()) {
      await typed(page, (groups[Number(/\d/u.exec(label)?.[0]) - 1] ?? '').toLowerCase());
      await press(page, 'Enter');
    }
    await press(page, 'F9');
  });

  await test.step('the first person signs in and accepts the first dossier', async () => {
    await desk.signIn.shown();
    await expect(page.getByText('UBND xã Thử Nghiệm')).toBeVisible();
    await page.keyboard.type('9173');
    await press(page, 'Enter');
    await desk.signIn.entered('Ka Thử');
    await reception.pick(procedure.part, procedure.name);
    await scan(page, cardOfMyLe);
    await expect(reception.field('fullName')).toHaveValue(myLe.fullName);
    await typed(page, phone);
    await press(page, 'Control+d', 'F9');
    await expect(page.getByText(/Hồ sơ đã lưu, mã \d{6}-3001\./u)).toBeVisible();
  });
});
