/** What has not arrived, by name, and the stick, in a real Chromium over calls answered in memory. */
import type { Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { barriers, overDouble, see } from '../harness/over-double.ts';

const open = overDouble('.mc-dayend, .mc-dossier-cols, .mc-packs, .mc-error-bar');
const shots = process.env['SHOTS'];
async function look(page: Page, name: string): Promise<void> {
  if (shots !== undefined) await page.screenshot({ path: `${shots}/${name}.png` });
}

test('the list names what has not arrived, and trying one says what went with it', async () => {
  await using opened = await open('screen=dayEnd&day=offline');
  const { page, made } = opened;
  await page.keyboard.press('Control+L');
  const list = page.getByRole('region', { name: 'Hồ sơ chưa gửi' });
  const items = list.getByRole('listitem');
  await see(items.first()).toContainText('Chưa gửi được');
  await see(items.first()).toContainText('2 việc · 1 tệp · thử 3 lần, gần nhất 07:52');
  await see(items.nth(1)).toContainText('Máy chủ huyện không trả lời');
  await look(page, 'unsent');
  expect(await barriers(page)).toEqual([]);
  expect(await items.count()).toBe(51);
  await list.getByRole('button', { name: 'Xem thêm' }).click();
  await see(items).toHaveCount(61);
  await see(items.last()).toContainText('Việc không thuộc hồ sơ nào');
  await items
    .nth(1)
    .getByRole('button', { name: /^Gửi lại/u })
    .click();
  await see(list.getByRole('status')).toContainText(/đã tới huyện; cùng lần này đã gửi 37 việc/u);
  const all = list.getByRole('button', { name: 'Gửi lại tất cả' });
  await all.click();
  await see(list.getByRole('status')).toContainText('Đã gửi 12 việc. Máy chủ huyện không trả lời');
  // As when the answer takes longer: a button that is switched off loses the focus with the next picture, and gets it back.
  await all.evaluate(async (button: HTMLButtonElement) => {
    button.disabled = true;
    while (document.activeElement === button) await new Promise(requestAnimationFrame);
    button.disabled = false;
  });
  await see(all).toBeFocused();
  expect(await made('sync.retry')).toEqual([{ dossierId: '019f0000-0000-7000-8000-000000000001' }, { dossierId: null }]);
});

test('Ctrl+U carries the day out whole, and says what the answer brought', async () => {
  await using opened = await open('screen=dayEnd&day=before');
  const { page } = opened;
  await page.keyboard.press('Control+U');
  const panel = page.getByRole('region', { name: 'Gửi bằng USB' });
  const saving = page.waitForEvent('download');
  const out = panel.getByRole('button', { name: 'Xuất ra USB' });
  await see(out).toBeFocused();
  await page.keyboard.press('Enter');
  const file = await saving;
  expect(file.suggestedFilename()).toBe('mot-cua-000.05.24.H11-quay2-20250424-1734.mcb');
  expect(readFileSync((await file.path()) as string)).toEqual(Buffer.alloc(300_000, 7));
  await see(panel.getByRole('status')).toContainText('318 việc, 112 tệp');
  await see(out).toBeFocused();
  await look(page, 'usb');
  expect(await barriers(page)).toEqual([]);
  let last = '';
  const bring = async (content: string): Promise<string> => {
    const choosing = page.waitForEvent('filechooser');
    await panel.getByRole('button', { name: 'Nhập từ USB' }).click();
    await (await choosing).setFiles({ name: 'tra-loi.mcb', mimeType: 'application/octet-stream', buffer: Buffer.from(content) });
    const told = panel.locator('p.mc-usb-told');
    await see(told).not.toContainText(/Đang|318/u);
    await see(told).not.toHaveText(last);
    last = await told.innerText();
    return last;
  };
  const words: Record<string, string> = {};
  for (const content of ['answer', 'replay', 'damaged', 'foreign', 'stranger', 'gap']) words[content] = await bring(content);
  expect(words).toEqual({
    answer: 'Đã xác nhận 40 việc, máy chủ huyện đã ký. Nhận 3 việc của quầy khác.',
    replay: 'Tệp này đã nhập trước đây, không có gì mới.',
    damaged: expect.stringContaining('Tệp USB thiếu hoặc đã bị đổi. Chưa nhận gì'),
    foreign: expect.stringContaining('Tệp USB của cơ quan khác'),
    stranger: expect.stringContaining('Máy này không mở được tệp USB'),
    gap: expect.stringContaining('bắt đầu sau một đoạn chưa tới máy này'),
  });
});

test('the dossier’s page says when it was tried, and where its paper lies', async () => {
  await using opened = await open('screen=dossier&code=250423-2005');
  const { page, made } = opened;
  const sent = page.getByRole('region', { name: 'Gửi về huyện' });
  await see(sent).toContainText('Lần thử gần nhất: 07:52. Máy chủ huyện không trả lời');
  await see(sent).toContainText('Đã thử 3 lần.');
  await sent.getByRole('button', { name: 'Gửi lại hồ sơ này' }).click();
  await see(sent.getByRole('status')).toContainText(
    'Hồ sơ này đã tới huyện. Việc gửi theo thứ tự ghi nên đã gửi cả các việc khác: 37 việc.',
  );
  const keep = page.getByRole('button', { name: /^Lưu bản PDF/u }).first();
  await keep.click();
  await see(page.getByRole('alert')).toContainText('Bản in nằm ở máy khác, chưa tải được');
  await see(keep).toBeFocused();
  await look(page, 'dossier');
  expect([(await made('archive.bring')).length, await made('archive.piece')]).toEqual([1, []]);
});

test('packs: what holds since when, what a version changes, and the yes to administrators', async () => {
  await using opened = await open('screen=packs');
  const { page, made } = opened;
  const panel = page.getByRole('region', { name: 'Dữ liệu của huyện' });
  const lines = panel.locator('.mc-pack-rows > li');
  await see(lines.first()).toContainText('Chưa tới ngày');
  await see(panel.getByRole('list', { name: 'Dữ liệu của huyện' })).toBeFocused();
  await see(lines.nth(1)).toContainText('Thủ tục, bản 2');
  await lines
    .first()
    .getByRole('button', { name: /^Xem khác biệt/u })
    .click();
  await see(lines.first().getByRole('status')).toContainText('So với bản 2:');
  await see(lines.first().getByRole('region', { name: 'Đổi 25' }).getByRole('listitem')).toHaveCount(20);
  await lines.first().getByRole('button', { name: 'Xem thêm 5 mục' }).click();
  await see(lines.first().getByRole('region', { name: 'Đổi 25' }).getByRole('listitem')).toHaveCount(25);
  await see(lines.last()).toContainText('chờ đồng ý');
  await look(page, 'packs');
  expect(await barriers(page)).toEqual([]);
  const agree = lines.last().getByRole('button', { name: /^Đồng ý/u });
  await see(agree).toHaveCount(0);
  await lines
    .last()
    .getByRole('button', { name: /^Xem khác biệt/u })
    .click();
  await see(lines.last().getByRole('region', { name: 'Quản trị, chờ đồng ý 1' })).toContainText('Hồ Văn Quân: được quyền quản trị');
  await agree.click();
  await see(lines.last()).toContainText('Lê Thị Hạnh đồng ý lúc 17:34');
  expect(await made('packs.agree')).toEqual([{ kind: 'people', version: 1 }]);
});

test('a restored disk is said in plain words until somebody has read it', async () => {
  await using opened = await open('screen=dayEnd&day=before&notice');
  const { page, made } = opened;
  const notice = page.getByRole('region', { name: 'Điều cần biết' });
  await see(notice).toContainText('Máy này đã được khôi phục từ bản sao lưu');
  await look(page, 'notice');
  await notice.getByRole('button', { name: 'Đã đọc' }).click();
  await see(notice).toHaveCount(0);
  expect(await made('sync.noticeSeen')).toEqual([{ no: 1 }]);
});

test('what cannot be read says so in its own place, and the rest of the day stands', async () => {
  const words = 'Việc vừa rồi chưa làm xong. Những gì đã lưu vẫn còn nguyên.';
  await using opened = await open('screen=dayEnd&broken=backup.status&broken=sync.notices&broken=sync.unsent&broken=usb.state');
  const { page } = opened;
  const told = page.locator('.mc-dayend').getByRole('alert');
  await see(told).toHaveText([words, words]);
  await page.keyboard.press('Control+L');
  await see(page.locator('.mc-problems-panel').getByRole('alert')).toHaveText(words);
  await page.keyboard.press('Control+U');
  await see(page.locator('.mc-usb').getByRole('alert')).toHaveText(words);
  expect(await barriers(page)).toEqual([]);
  await using blank = await open('screen=dayEnd&broken=sync.status');
  await see(blank.page.locator('.mc-error-bar')).toContainText(words);
});
