/** An old register comes in: looked at first, bad rows told by number and reason, good ones once however often it is run. */
import type { Desk } from '../harness/desk.ts';
import { expect, test } from '../harness/fixtures.ts';
import { unitHead } from '../harness/people.ts';
import { damaged, quarter, quarterAsExcel } from '../harness/registers.ts';
import { command, press } from '../harness/typing.ts';

/** By the list of all commands, without the mouse. */
async function openImport({ page, signIn }: Desk): Promise<void> {
  await signIn.as(unitHead);
  await command(page, 'nhap so');
  await expect(page.getByRole('heading', { name: 'Nhập sổ theo dõi' })).toBeVisible();
}

test('a quarter of 863 dossiers as CSV, then the same as Excel: imported once, and all are found', async ({ desk }) => {
  const { page, register, list, dossier } = desk;
  await openImport(desk);
  await register.choose(quarter);
  await expect(register.counts).toBeVisible();
  expect(await Promise.all((['read', 'importable', 'already', 'rejected'] as const).map((name) => register.count(name)))).toEqual([
    '863',
    '863',
    '0',
    '0',
  ]);
  await expect(page.getByRole('columnheader', { name: 'Số định danh' })).toContainText('→ Số định danh');

  await register.rememberProgress();
  await press(page, 'F9');
  await expect(register.result).toContainText('Đã nhập 863 hồ sơ mới.');
  expect((await register.progressSeen()).at(-1)).toMatch(/^\d+ trong 863 dòng$/u);

  await press(page, 'F9');
  await expect(list.search).toBeFocused();
  for (const text of ['vo my huong', '060190225791', '0941149021', '230103-0001']) {
    await list.find(text);
    await expect(list.lines.filter({ hasText: '230103-0001' })).toContainText('Võ Mỹ Hương');
  }
  await list.find('230103-0001');
  await expect(list.lines).toHaveCount(1);
  await press(page, 'Enter');
  await expect(dossier.name).toHaveText('Võ Mỹ Hương');
  await expect(dossier.course).toContainText('Nhập từ sổ theo dõi cũ');

  await command(page, 'nhap so');
  await register.choose(await quarterAsExcel());
  await expect(page.getByText('Mọi hồ sơ trong tệp này đã có trên máy. Không có gì để nhập thêm.')).toBeVisible();
  expect(await Promise.all((['read', 'importable', 'already', 'rejected'] as const).map((name) => register.count(name)))).toEqual([
    '863',
    '0',
    '863',
    '0',
  ]);
});

test('Excel comes in as CSV does', async ({ desk }) => {
  await openImport(desk);
  await desk.register.choose(await quarterAsExcel());
  await expect(desk.register.counts).toBeVisible();
  await press(desk.page, 'F9');
  await expect(desk.register.result).toContainText('Đã nhập 863 hồ sơ mới.');
});

test('rows that cannot be read are told by number and reason, the others come in', async ({ desk }) => {
  const { page, register } = desk;
  await openImport(desk);
  await register.choose(damaged());
  await expect(register.rejected).toHaveText([
    /^Dòng 3\s*Thiếu mã hồ sơ\.$/u,
    /^Dòng 5\s*Ngày nhận "hôm kia" không đọc được thành ngày\.$/u,
    /^Dòng 7\s*Mã \S+230103-0001 đã có ở dòng 2\.$/u,
  ]);
  await press(page, 'F9');
  await expect(register.result).toContainText('Đã nhập 7 hồ sơ mới.');
  await expect(register.rejected).toHaveCount(3);
});

test('a file that is no register changes nothing and says what to do', async ({ desk }) => {
  await openImport(desk);
  await desk.register.choose({ name: 'anh.csv', mimeType: 'text/csv', buffer: Buffer.from('a;b;c\n1;2;3\n', 'utf8') });
  await expect(desk.page.getByRole('alert')).toContainText('Chưa có gì được nhập.');
});
