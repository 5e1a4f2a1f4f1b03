/** Only F9 commits, once; Enter, scans and an input method at work never do. */
import { beginDossier, fillDossier, phone, procedure } from '../harness/accepting.ts';
import { found, slipsOf } from '../harness/accepted.ts';
import { cardOfMau, cardOfMyLe, myLe } from '../harness/cards.ts';
import { expect, test } from '../harness/fixtures.ts';
import { scan, scanThroughIme } from '../harness/scanner.ts';
import { press, typed } from '../harness/typing.ts';

test('F9 with gaps goes to the first one, says what is missing, and commits nothing', async ({ desk, counter }) => {
  const { page, reception } = desk;
  await beginDossier(desk);
  await press(page, 'F9');
  await expect(reception.field('procedure')).toBeFocused();
  await expect(page.getByText('Chưa chọn thủ tục. Gõ một phần tên hoặc mã.')).toBeVisible();
  await reception.pick(procedure.part, procedure.name);
  await press(page, 'F9');
  await expect(reception.field('fullName')).toBeFocused();
  await expect(page.getByText('Chưa có họ tên người nộp. Nhập họ tên hoặc quét thẻ căn cước.')).toBeVisible();
  await typed(page, 'Ka Thu');
  await press(page, 'F9');
  await expect(reception.ticks().first()).toBeFocused();
  await expect(page.getByText('Chưa xem giấy này. Space: đã xem. Delete: không cần lần này.')).toBeVisible();
  await expect(reception.verb).toContainText(/còn \d+ giấy tờ chưa xem/u);
  expect(found(counter, 'Ka Thu')).toEqual([]);
});

test('Enter walks through the whole form and never accepts', async ({ desk, counter }) => {
  const { page, reception } = desk;
  await beginDossier(desk);
  await fillDossier(desk);
  await reception.field('procedure').focus();
  const visited: string[] = [];
  for (let step = 0; step < 25; step += 1) {
    await press(page, 'Enter');
    visited.push(await page.evaluate(() => document.activeElement?.closest<HTMLElement>('[data-field]')?.dataset['field'] ?? ''));
  }
  expect(visited).toEqual(expect.arrayContaining(['fullName', 'dateOfBirth', 'personalId', 'address', 'phone', 'document-0']));
  await expect(reception.verb).toBeVisible();
  expect(found(counter, phone)).toEqual([]);
});

test('a scan fills, and never accepts; a code that is nothing we know changes nothing', async ({ desk, counter }) => {
  const { page, reception } = desk;
  await beginDossier(desk);
  await fillDossier(desk);
  await scan(page, cardOfMyLe);
  await scan(page, 'VN123456789VN');
  await expect(page.getByText('Màn hình này chưa dùng được mã vừa quét.')).toBeVisible();
  await expect(reception.field('phone')).toHaveValue(/^0912[\s.]?000[\s.]?345$/u);
  await expect(reception.verb).toContainText('Tiếp nhận và in 2 liên');
  expect(found(counter, phone)).toEqual([]);
});

test("another person's card asks before it replaces anybody", async ({ desk }) => {
  const { page, reception } = desk;
  await beginDossier(desk);
  await fillDossier(desk);
  await scan(page, cardOfMau);
  await expect(page.getByText('Thẻ vừa quét của Lê Văn Mẫu. Thay người nộp?')).toBeVisible();
  await expect(reception.field('fullName')).toHaveValue(myLe.fullName);
  await press(page, 'Escape');
  await expect(reception.field('fullName')).toHaveValue(myLe.fullName);
  await scan(page, cardOfMau);
  // The answer has the focus once it is drawn.
  await expect(page.locator('[data-field="replaceApplicant"] button')).toBeFocused();
  await press(page, 'Enter');
  await expect(reception.field('fullName')).toHaveValue('Lê Văn Mẫu');
  await expect(reception.field('phone')).toHaveValue('');
});

test('a scan gone through an input method is told, and changes no field', async ({ desk }) => {
  const { page, reception } = desk;
  await beginDossier(desk);
  await reception.pick(procedure.part, procedure.name);
  await typed(page, 'Ka Thu');
  await press(page, 'Enter');
  await expect(reception.field('dateOfBirth')).toBeFocused();
  await scanThroughIme(page, cardOfMyLe);
  await expect(page.getByText('Mã quét bị lẫn dấu tiếng Việt. Tắt bộ gõ rồi quét lại; các ô chưa thay đổi.')).toBeVisible();
  await expect(reception.field('fullName')).toHaveValue('Ka Thu');
  await expect(reception.field('dateOfBirth')).toHaveValue('');
  await expect(reception.field('personalId')).toHaveValue('');
  await expect(reception.field('dateOfBirth')).toBeFocused();
});

test('what UniKey types for a person stays as typed', async ({ desk }) => {
  const { page, reception } = desk;
  await beginDossier(desk);
  await reception.pick(procedure.part, procedure.name);
  for (const [bare, marked] of [
    ['Bu', 'ù'],
    ['i Thi', 'ị'],
  ] as const) {
    await typed(page, bare);
    await press(page, 'Backspace');
    await page.keyboard.insertText(marked);
  }
  await expect(reception.field('fullName')).toHaveValue('Bùi Thị');
});

test('F9 pressed twice at once accepts and prints once', async ({ desk, counter }) => {
  const { page, reception } = desk;
  await beginDossier(desk);
  await fillDossier(desk);
  await Promise.all([press(page, 'F9'), press(page, 'F9'), press(page, 'F9')]);
  await expect(page.getByText('Máy in không trả lời.')).toBeVisible();
  const code = /\d{6}-\d{4}/u.exec((await page.getByRole('status').filter({ hasText: 'Hồ sơ đã lưu' }).textContent()) ?? '')?.[0] ?? '';
  const dossiers = found(counter, phone);
  expect(dossiers.map(({ dossierCode }) => dossierCode)).toEqual([`000.05.24.H11-${code}`]);
  expect(slipsOf(counter, `000.05.24.H11-${code}`)).toHaveLength(1);
  await expect(reception.verb).toHaveCount(0);
});

test('Ctrl+Enter is the second form of F9', async ({ desk }) => {
  const { page } = desk;
  await beginDossier(desk);
  await fillDossier(desk);
  await press(page, 'Control+Enter');
  await expect(page.getByText(/Hồ sơ đã lưu, mã \d{6}-2001\./u)).toBeVisible();
});

test('without a printer the dossier is kept, and the bar says what is safe and what to do', async ({ desk, counter }) => {
  const { page, list, dossier } = desk;
  await beginDossier(desk);
  await fillDossier(desk);
  await press(page, 'F9');
  const bar = page.getByRole('status').filter({ hasText: 'Máy in không trả lời.' });
  await expect(bar).toContainText(/Hồ sơ đã lưu, mã \d{6}-2001\. Xem giấy và dây cắm, rồi nhấn Ctrl\+P\./u);
  await press(page, 'Enter');
  await list.find(phone);
  await press(page, 'Enter');
  await expect(dossier.name).toHaveText(myLe.fullName);
  await expect(dossier.slips).toContainText('chưa rõ đã ra giấy');
  expect(found(counter, phone)).toHaveLength(1);
});
