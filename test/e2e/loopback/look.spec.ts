/** Every screen at every size of the guide: pictures for people under `test-results`, nothing cut, axe without a word. */
import { beginDossier, fillDossier, phone, procedure } from '../harness/accepting.ts';
import { expect, test } from '../harness/fixtures.ts';
import { lookAt } from '../harness/look.ts';
import { receptionist, unitHead } from '../harness/people.ts';
import { damaged } from '../harness/registers.ts';
import { command, press, typed } from '../harness/typing.ts';

test('sign-in and reception', async ({ desk }, info) => {
  const { page, reception } = desk;
  await desk.signIn.shown();
  await lookAt(page, info, 'sign-in');
  await beginDossier(desk);
  await lookAt(page, info, 'reception-empty');
  await typed(page, 'khai sinh');
  await expect(page.getByRole('option').first()).toBeVisible();
  await page.screenshot({ path: info.outputPath('reception-picker.png') });
  await press(page, 'Escape', 'Escape');
  await reception.field('procedure').focus();
  await fillDossier(desk);
  await expect(reception.dueStrip.getByRole('listitem').last()).toBeVisible();
  await reception.field('phone').focus();
  await lookAt(page, info, 'reception-filled');
});

test('reception, F9 with gaps', async ({ desk }, info) => {
  await beginDossier(desk);
  await desk.reception.pick(procedure.part, procedure.name);
  await press(desk.page, 'F9');
  await expect(desk.page.getByText('Chưa có họ tên người nộp.')).toBeVisible();
  await lookAt(desk.page, info, 'reception-gaps');
});

test('list, dossier page', async ({ desk }, info) => {
  const { page, list, dossier } = desk;
  await desk.signIn.as(receptionist);
  await press(page, 'F3');
  await expect(list.lines.first()).toBeVisible();
  await expect(list.peek.getByRole('heading').first()).toBeVisible();
  await lookAt(page, info, 'list');
  await list.find('nguyen');
  await expect(list.lines.first().locator('mark').first()).toBeVisible();
  await expect(list.peek.getByRole('heading').first()).toContainText('Nguyễn');
  await lookAt(page, info, 'list-found');
  await press(page, 'Enter');
  await expect(dossier.name).toContainText('Nguyễn');
  await lookAt(page, info, 'dossier-imported');
  await list.find('le thi hoaf zz');
  await expect(page.getByText('Không thấy hồ sơ nào khớp')).toBeVisible();
  await lookAt(page, info, 'list-nothing');
});

test('import', async ({ desk }, info) => {
  const { page, register } = desk;
  await desk.signIn.as(unitHead);
  await press(page, 'Control+k');
  await expect(page.getByRole('dialog').getByRole('button', { name: /^Trợ giúp/u })).toBeVisible();
  await lookAt(page, info, 'all-commands');
  await press(page, 'Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await press(page, 'F1');
  await expect(page.getByRole('dialog')).toBeVisible();
  await lookAt(page, info, 'help');
  await press(page, 'F1');
  await command(page, 'nhap so');
  await expect(page.getByRole('heading', { name: 'Nhập sổ theo dõi' })).toBeVisible();
  await lookAt(page, info, 'import');
  await register.choose(damaged());
  await expect(register.counts).toBeVisible();
  await lookAt(page, info, 'import-preview');
  await press(page, 'F9');
  await expect(register.result).toBeVisible();
  await lookAt(page, info, 'import-done');
});

test.describe('with a printer', () => {
  test.use({
    printer: async ({ cups }, use) => {
      await use(cups.printer);
    },
  });

  test('print bar, dossier page, reprint', async ({ desk }, info) => {
    const { page, list, dossier } = desk;
    await beginDossier(desk);
    await fillDossier(desk);
    await expect(desk.reception.dueStrip.getByRole('listitem').last()).toBeVisible();
    await press(page, 'F9');
    await expect(page.getByText('Giấy đã ra đủ 2 liên chưa?')).toBeVisible();
    await lookAt(page, info, 'reception-printed');
    await press(page, 'Enter');
    await list.find(phone);
    await press(page, 'Enter');
    await expect(dossier.slips).toHaveCount(1);
    await lookAt(page, info, 'dossier');
    await press(page, 'Control+p');
    await expect(dossier.paper.first()).toBeVisible();
    await lookAt(page, info, 'reprint');
  });
});

test.describe('an empty machine', () => {
  test.use({ seed: 'empty' });

  test('set-up', async ({ desk }, info) => {
    const { page } = desk;
    await expect(page.getByLabel('Mã định danh cơ quan')).toBeFocused();
    await lookAt(page, info, 'set-up-office');
    for (const text of ['H55.242', 'UBND xã Thử Nghiệm', 'Thử Nghiệm', '3']) {
      await press(page, 'Control+a');
      await typed(page, text);
      await press(page, 'Enter');
    }
    await press(page, 'F9');
    await expect(page.getByLabel('Họ và tên')).toBeFocused();
    await lookAt(page, info, 'set-up-people');
    await typed(page, 'Ka Thử');
    for (const text of ['', '9173', '9173']) {
      await press(page, 'Enter');
      await page.keyboard.type(text);
    }
    await press(page, 'F9');
    await expect(page.getByRole('list', { name: 'Mã khôi phục' })).toBeVisible();
    await lookAt(page, info, 'set-up-code');
  });
});

test('colours of the system and no motion', async ({ desk }, info) => {
  const { page, reception } = desk;
  await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
  await desk.signIn.as(receptionist);
  await expect(reception.verb).toBeVisible();
  await page.screenshot({ path: info.outputPath('forced-colors-reception.png') });
  // What shows the focus must not be a shadow or a fill: the system's colours take both away.
  const edge = await reception.field('procedure').evaluate((field) => {
    const { borderTopWidth, borderTopStyle, outlineStyle, outlineWidth } = getComputedStyle(field);
    return {
      border: borderTopStyle === 'solid' ? Number.parseFloat(borderTopWidth) : 0,
      outline: outlineStyle === 'none' ? 0 : Number.parseFloat(outlineWidth),
    };
  });
  expect(Math.max(edge.border, edge.outline)).toBeGreaterThanOrEqual(2);
  await press(page, 'F3');
  await expect(desk.list.lines.first()).toBeVisible();
  await page.screenshot({ path: info.outputPath('forced-colors-list.png') });
  await press(page, 'F2');
  await fillDossier(desk);
  const longest = await page.evaluate(() =>
    Math.max(0, ...document.getAnimations().map(({ effect }) => Number(effect?.getComputedTiming().duration ?? 0))),
  );
  expect(longest).toBeLessThanOrEqual(1);
});
