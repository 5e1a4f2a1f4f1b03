/** The list, the page, printing and importing in a real Chromium, over calls answered in memory. */
import { expect, test } from 'vitest';
import { people, rows } from '../harness/double-data.ts';
import { bareKeys, barriers, overDouble, see } from '../harness/over-double.ts';
import { scan, type } from '../harness/scan.ts';

const open = overDouble('.mc-screen');
const idOf = (code: string): string => rows.find(({ dossierCode }) => dossierCode?.endsWith(code))!.dossierId;

const shows = [
  ['list', 'screen=dossiers', '.mc-peek'],
  ['list, nothing there', 'screen=dossiers&empty=1', '.mc-empty-title'],
  ['dossier', 'screen=dossier&code=250409-1002&role=specialist', '.mc-act'],
  ['two stories', 'screen=dossier&code=250422-1007', '.mc-side-story'],
  ['paused', 'screen=dossier&code=250421-2006', '.mc-act'],
  ['reprint', 'screen=dossier&code=250409-1002&print=1', '.mc-radios'],
  ['import', 'screen=import', '.mc-known'],
] as const;

// Both languages have the same keys (locales.test.ts): a word that is missing in one is missing here.
test.each(shows)('%s (%s, %s) has no barrier that axe finds, and every word of it', async (_, query, ready) => {
  await using opened = await open(query);
  await opened.page.waitForSelector(ready);
  expect(await barriers(opened.page)).toEqual([]);
  expect(
    await bareKeys(opened.page, ['dossiers?', 'timeline', 'printing', 'importing', 'register', 'refusals', 'why'], '.mc-screen'),
  ).toEqual([]);
});

test('the list: letters find, arrows choose, Enter opens, Esc goes back to the same line', async () => {
  await using opened = await open('screen=dossiers');
  const { page } = opened;
  await type(page, 'nguyen thi');
  await see(page.locator('.mc-list-line')).toHaveCount(6);
  await see(page.locator('.mc-list-line mark').first()).toHaveText('Nguyễn');
  await page.keyboard.press('ArrowDown');
  await see(page.locator('.mc-peek h2')).toHaveText('Nguyễn Thị Kim Oanh');
  await page.keyboard.press('Enter');
  await see(page.locator('.mc-dossier-head h1')).toHaveText('Nguyễn Thị Kim Oanh');
  await page.keyboard.press('Escape');
  await see(page.getByRole('combobox')).toHaveValue('nguyen thi');
  await see(page.locator('[aria-selected="true"] .mc-list-applicant')).toHaveText('Nguyễn Thị Kim Oanh');
  await page.keyboard.press('Escape');
  await see(page.getByRole('combobox')).toHaveValue('');
  expect(await opened.made('dossier.act')).toEqual([]);
});

test('a letter typed among the lines goes to the search, and Enter on a button presses it', async () => {
  await using opened = await open('screen=dossiers');
  const { page } = opened;
  await page.waitForSelector('.mc-list-line');
  await page.locator('.mc-list-scroll').focus();
  await page.keyboard.type('kb');
  await see(page.getByRole('combobox')).toHaveValue('kb');
  await page.getByRole('tab', { name: 'Tạm dừng' }).focus();
  await page.keyboard.press('Enter');
  await see(page.getByRole('tab', { selected: true })).toHaveText(/Tạm dừng/u);
  await page.keyboard.press('ArrowRight');
  await see(page.getByRole('tab', { selected: true })).toBeFocused();
  await see(page.getByRole('tab', { selected: true })).toHaveText(/Chờ trả/u);
  expect(await page.locator('.mc-dossier-head').count()).toBe(0);
});

test('a scanned slip finds its dossier and leaves no letters behind; an unknown scan is dropped', async () => {
  await using opened = await open('screen=dossiers');
  const { page } = opened;
  await page.keyboard.type('tach', { delay: 120 });
  await page.waitForTimeout(150);
  await scan(page, '0123456789AB');
  await see(page.getByRole('combobox')).toHaveValue('tach');
  await page.locator('.mc-list-scroll').focus();
  await scan(page, `MC1|000.05.24.H11-250422-2003|${idOf('250422-2003')}`);
  await see(page.getByRole('combobox')).toHaveValue('000.05.24.H11-250422-2003');
  await see(page.locator('.mc-peek h2')).toHaveText('Nguyễn Thị Kim Oanh');
  expect(await page.locator('.mc-dossier-head').count()).toBe(0);
  expect(await opened.made('dossier.act')).toEqual([]);
});

test('a million lines: the last one is reached, drawn and fetched by its page', async () => {
  await using opened = await open('screen=dossiers&million=1');
  const { page } = opened;
  await see(page.locator('.mc-search-count')).toContainText('1.000.000');
  await page.locator('.mc-list-scroll').focus();
  await page.keyboard.press('End');
  await see(page.locator('[aria-selected="true"] .mc-list-applicant')).toHaveText('Mang Thị Sáu 999999');
  const box = await page.locator('.mc-list-line[aria-selected="true"]').boundingBox();
  const view = await page.locator('.mc-list-scroll').boundingBox();
  expect(box!.y + box!.height).toBeLessThanOrEqual(view!.y + view!.height + 1);
  expect(await opened.made('dossier.find')).toContainEqual({ text: '', tab: 'all', offset: 999_900, limit: 100 });
  expect(await page.locator('.mc-list-line').count()).toBeLessThan(60);
});

test('F9 asks what the step needs, goes to the gap, and records once', async () => {
  await using opened = await open('screen=dossier&code=250409-1002&role=specialist');
  const { page } = opened;
  await page.keyboard.press('F9');
  await page.getByText('Từ chối giải quyết', { exact: true }).click();
  await page.keyboard.press('F9');
  await see(page.getByRole('textbox', { name: 'Lý do' })).toBeFocused();
  expect(await opened.made('dossier.act')).toEqual([]);
  await type(page, 'Không đủ điều kiện');
  await page.keyboard.press('F9');
  await see(page.locator('.mc-step')).toHaveCount(0);
  const acts = (await opened.made('dossier.act')) as { dossierId: string; kind: string; payload: unknown }[];
  expect(acts.map(({ dossierId, kind, payload }) => ({ dossierId, kind, payload }))).toEqual([
    {
      dossierId: idOf('250409-1002'),
      kind: 'dossier.resolved',
      payload: { result: 'refused', resultNo: null, reason: 'Không đủ điều kiện' },
    },
  ]);
});

test('a dim key says why, and a number is shown only when asked for', async () => {
  await using opened = await open('screen=dossier&code=250409-1002&role=specialist');
  const { page } = opened;
  await page.keyboard.press('F4');
  await see(page.getByText('Tình trạng hiện nay của hồ sơ chưa cho phép bước này.')).toBeVisible();
  await see(page.getByText('097****118')).toBeVisible();
  await page.getByRole('button', { name: 'Hiện số điện thoại' }).press('Enter');
  await see(page.getByText('0987000214')).toBeVisible();
  expect(await opened.made('dossier.reveal')).toHaveLength(1);
  await see(page.locator('h1')).toHaveText("K'Brơi");
});

test('a reprint wants its reason first, prints once, then asks whether paper came out', async () => {
  await using opened = await open('screen=dossier&code=250409-1002');
  const { page } = opened;
  await page.keyboard.press('Control+p');
  await see(page.getByText('BẢN IN LẠI lần 1')).toBeVisible();
  await page.keyboard.press('F9');
  expect(await opened.made('paper.print')).toEqual([]);
  await page.getByRole('radio', { name: 'Máy in kẹt giấy' }).check();
  await page.keyboard.press('F9');
  await see(page.getByText('Giấy đã ra đủ 2 liên chưa?')).toBeVisible();
  await page.keyboard.press('Enter');
  await see(page.getByText('Đã ghi: giấy đã ra.')).toBeVisible();
  const [printed] = (await opened.made('paper.print')) as [{ commandId: string }];
  expect({ ...printed, commandId: '' }).toEqual({
    commandId: '',
    dossierId: idOf('250409-1002'),
    form: 'receiptSlip',
    layout: 'a5',
    reason: 'Máy in kẹt giấy',
    printer: null,
  });
  expect(await opened.made('paper.cameOut')).toMatchObject([{ printActId: people.phuc, ok: true }]);
});

test('a silent printer is said where the work is, and F9 tries again under a new command', async () => {
  await using opened = await open('screen=dossier&code=250409-1002&print=1&failing=1');
  const { page } = opened;
  await page.getByRole('radio', { name: 'In thiếu liên' }).check();
  await page.keyboard.press('F9');
  await see(page.getByRole('alert')).toContainText('Máy in không trả lời');
  await page.keyboard.press('F9');
  await see.poll(async () => (await opened.made('paper.print')).length).toBe(2);
  const ids = ((await opened.made('paper.print')) as { commandId: string }[]).map(({ commandId }) => commandId);
  expect(new Set(ids).size).toBe(2);
});

test('Esc takes away one layer at a time, and the focus goes back to where it was', async () => {
  await using opened = await open('screen=dossier&code=250409-1002&print=1');
  const { page } = opened;
  const reason = page.getByRole('radio', { name: 'Máy in kẹt giấy' });
  await reason.check();
  for (const key of ['F1', 'Control+k']) {
    await page.keyboard.press(key);
    await see(page.getByRole('dialog')).toBeVisible();
    await page.keyboard.press('Escape');
    await see(page.getByRole('dialog')).toHaveCount(0);
    await see(reason).toBeFocused();
  }
  await page.getByRole('combobox', { name: 'Máy in' }).focus();
  await page.keyboard.press('ArrowDown');
  await see(page.getByRole('option').first()).toBeVisible();
  await page.keyboard.press('Escape');
  await see(page.getByRole('option')).toHaveCount(0);
  await page.locator('.mc-chip').click();
  await see(page.locator('.mc-chip-story')).toBeVisible();
  await page.keyboard.press('Escape');
  await see(page.locator('.mc-chip-story')).toHaveCount(0);
  await see(reason).toBeChecked();
  await page.keyboard.press('Escape');
  await see(reason).toHaveCount(0);
  await see(page.locator('.mc-dossier-head')).toBeVisible();
  expect(await opened.made('paper.print')).toEqual([]);
});

test('a correction is asked about before it is left, shows its difference, and is made once with its reason', async () => {
  await using opened = await open('screen=dossier&code=250409-1002');
  const { page, made } = opened;
  const correct = page.getByRole('button', { name: 'Sửa thông tin' });
  const name = page.getByRole('textbox', { name: 'Họ và tên' });
  const reason = page.getByRole('textbox', { name: 'Lý do đính chính' });
  await correct.click();
  await see(name).toBeFocused();
  await page.keyboard.press('Escape');
  await correct.click();
  await name.fill("K'Brơih");
  await page.keyboard.press('Escape');
  await see(page.getByRole('button', { name: 'Ở lại', exact: true })).toBeFocused();
  await page.keyboard.press('Escape');
  await see(page.getByRole('dialog')).toHaveCount(0);
  await see(name).toBeFocused();
  await see(page.locator('.mc-changes')).toContainText("K'Brơi → K'Brơih");
  expect(await barriers(page)).toEqual([]);
  expect(await bareKeys(page, ['correction', 'dossier', 'printing', 'errors'])).toEqual([]);
  await page.keyboard.press('F9');
  await see(reason).toBeFocused();
  await see(page.getByText('Việc này cần ghi lý do.')).toBeVisible();
  expect(await made('correction.make')).toEqual([]);
  await type(page, 'Ghi nhầm họ tên');
  await see(page.locator('.mc-f9')).toHaveAttribute('aria-disabled', 'false');
  await page.keyboard.press('F9');
  await see(page.getByText('BẢN IN LẠI lần 1')).toBeVisible();
  expect(await made('correction.make')).toMatchObject([
    { dossierId: idOf('250409-1002'), basedOn: people.hanh, reason: 'Ghi nhầm họ tên', correction: { applicant: { fullName: "K'Brơih" } } },
  ]);
});

test('an import: looked at first, F9 runs it, the rows left out can be taken along', async () => {
  await using opened = await open('screen=import');
  const { page } = opened;
  await page.setInputFiles('input[type=file]', { name: 'so.txt', mimeType: 'text/plain', buffer: Buffer.from('x') });
  await see(page.getByRole('alert')).toContainText('không phải .xlsx hay .csv');
  await page.setInputFiles('input[type=file]', { name: 'so-theo-doi.csv', mimeType: 'text/csv', buffer: Buffer.alloc(300_000, 'a') });
  await see(page.getByText('4 dòng không nhập được')).toBeVisible();
  const chunks = (await opened.made('register.chunk')) as { offset: number }[];
  expect(chunks.map(({ offset }) => offset)).toEqual([0, 262_144]);
  expect(await opened.made('register.run')).toEqual([]);
  await page.keyboard.press('F9');
  await see(page.getByRole('progressbar')).toBeVisible();
  await see(page.getByText('Đã nhập 851 hồ sơ mới.')).toBeVisible();
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByRole('button', { name: 'Chép danh sách này' }).click();
  await see(page.getByText('Đã chép 4 dòng.')).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('Dòng 45: Thiếu mã hồ sơ.');
});

test('an import that is stopped says what it kept, and stays stopped', async () => {
  await using opened = await open('screen=import&million=1');
  const { page } = opened;
  await page.setInputFiles('input[type=file]', { name: 'so-theo-doi.csv', mimeType: 'text/csv', buffer: Buffer.from('a') });
  await page.getByText('Những dòng đầu').first().waitFor();
  await page.keyboard.press('F9');
  await see(page.getByRole('progressbar')).toBeVisible();
  await page.keyboard.press('Escape');
  await see(page.getByText('Chọn lại tệp để nhập phần còn lại')).toBeVisible();
  await page.waitForTimeout(900);
  expect(await page.getByRole('progressbar').count()).toBe(0);
});
