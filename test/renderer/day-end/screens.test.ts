/** The day's end, its chip and the choice between two stories in a real Chromium, over calls answered in memory. */
import { expect, test } from 'vitest';
import { people, rows } from '../harness/double-data.ts';
import { bareKeys, barriers, overDouble, see, windows } from '../harness/over-double.ts';
import { type } from '../harness/scan.ts';

const open = overDouble('.mc-dayend, .mc-decision-head, .mc-work');
const idOf = (code: string): string => rows.find(({ dossierCode }) => dossierCode?.endsWith(code))!.dossierId;

/** What stands large, and what F9 says; null: nothing is told of them here. */
const shows = [
  ['screen=dayEnd&day=before', '.mc-dayend', '318 việc chưa gửi', 'Chốt ngày và gửi'],
  ['screen=dayEnd&day=sending', '.mc-dayend', 'Đã gửi 212 trên 318 việc', 'Chốt ngày và gửi'],
  ['screen=dayEnd&day=paused', '.mc-dayend', '106 việc chưa gửi', 'Gửi tiếp'],
  ['screen=dayEnd&day=offline', '.mc-dayend', '318 việc chưa gửi', 'Chốt ngày'],
  ['screen=dayEnd&day=notEnrolled', '.mc-dayend', '318 việc chưa gửi', 'Chốt ngày'],
  ['screen=dayEnd&day=differs', '.mc-dayend', 'Đã gửi hết, chờ huyện xác nhận', 'Gửi lại'],
  ['screen=dayEnd&day=refused', '.mc-dayend', '318 việc chưa gửi', 'Gửi lại'],
  ['screen=dayEnd&day=done', '.mc-dayend', 'Đã gửi đủ', 'In phiếu'],
  ['screen=dayEnd&day=quiet', '.mc-dayend', null, null],
  ['screen=decision&code=250422-1007', '.mc-stories', null, null],
  ['screen=decision&code=250422-1007&role=receptionist', '.mc-stories', null, null],
  ['screen=outages', '.mc-outage-day', null, null],
  ['screen=outages&empty=1', '.mc-empty', null, null],
] as const;
const areas = ['dayEnd', 'decision', 'outage', 'sync', 'dossiers?', 'timeline', 'refusals', 'why', 'status'];

// Both languages have the same keys (locales.test.ts): a word that is missing in one is missing here.
test.each(shows)(
  '%s: no barrier that axe finds, every word, the count first, and F9 says what it does',
  async (query, ready, first, verb) => {
    await using opened = await open(query);
    const { page } = opened;
    await page.waitForSelector(ready);
    if (first !== null) await see(page.locator('.mc-dayend-big b')).toHaveText(first);
    if (verb !== null) await see(page.locator('.mc-f9 > span')).toHaveText([verb]);
    expect(await barriers(page)).toEqual([]);
    expect(await bareKeys(page, areas)).toEqual([]);
  },
);

test('money is typed twice, the difference shown; F9 leads to it first, then closes and sends', async () => {
  await using opened = await open('screen=dayEnd');
  const { page } = opened;
  await see(page.locator(`#cash-first-${people.hanh}`)).toBeFocused();
  await type(page, '284000');
  await page.keyboard.press('Enter');
  await type(page, '28.400');
  await page.keyboard.press('Tab');
  await see(page.getByText('Hai lần đếm khác nhau. Đếm lại rồi gõ lại.')).toBeVisible();
  await page.keyboard.press('F9');
  await see(page.locator(`#cash-first-${people.hanh}`)).toBeFocused();
  expect(await opened.made('dayEnd.close')).toEqual([]);
  await page.keyboard.press('Enter');
  await page.keyboard.press('ControlOrMeta+A');
  await type(page, '284.000');
  await page.keyboard.press('Enter');
  await see(page.locator('.mc-cash-counted').first()).toContainText('khớp');
  expect(await opened.made('dayEnd.count')).toEqual([{ personId: people.hanh, countedVnd: 284_000 }]);
  await page.keyboard.press('F9');
  await see(page.locator('.mc-dayend-big b')).toHaveText('Đã gửi 212 trên 318 việc');
  expect(await opened.made('dayEnd.close')).toHaveLength(1);
  expect(await opened.made('sync.closeDay')).toHaveLength(1);
  await see(page.locator('.mc-chip')).toHaveText('Đang gửi, còn 106 việc');
});

test('a server that says nothing is told at once, with how long it has been waited for and the way out', async () => {
  await using opened = await open('screen=dayEnd&day=silent');
  const { page } = opened;
  const waiting = page.getByText(/Đang chờ máy chủ huyện trả lời: đã chờ \d+ giây, lần thử 2\/5\. Mỗi lần chờ lâu nhất 2 phút/u);
  await see(waiting).toBeVisible();
  await see(page.getByText(/đã chờ [2-9] giây/u)).toBeVisible();
  expect(await barriers(page)).toEqual([]);
  await page.locator('.mc-chip').click();
  await see(waiting).toHaveCount(2);
  await see(page.locator('.mc-chip-story').getByRole('button', { name: 'Thôi chờ' })).toBeVisible();
  await page.keyboard.press('Escape');
  await see(waiting).toHaveCount(1);
  await see(page.locator('.mc-foot')).toContainText('Thôi chờ');
  await page.keyboard.press('Escape');
  await see(waiting).toHaveCount(0);
  expect(await opened.made('sync.pause')).toHaveLength(1);
});

test('Esc pauses and says that nothing sent is sent again; F9 goes on', async () => {
  await using opened = await open('screen=dayEnd&day=sending');
  const { page } = opened;
  await see(page.locator('.mc-f9')).toHaveAttribute('aria-disabled', 'true');
  await page.keyboard.press('Escape');
  await see(page.locator('.mc-f9 > span')).toHaveText('Gửi tiếp');
  await see(page.getByText('Đã tạm dừng. Phần đã gửi không phải gửi lại; F9 gửi tiếp.')).toBeVisible();
  await page.keyboard.press('F9');
  await see(page.locator('.mc-dayend-big b')).toHaveText('Đã gửi 212 trên 318 việc');
  expect(await opened.made('sync.pause')).toHaveLength(1);
});

test('without a server the day is closed all the same, and nothing is tried', async () => {
  await using opened = await open('screen=dayEnd&day=notEnrolled&role=specialist');
  await see(opened.page.locator('.mc-f9')).toHaveCount(0);
  await using closing = await open('screen=dayEnd&day=notEnrolled');
  const { page } = closing;
  await type(page, '284000');
  await page.keyboard.press('Enter');
  await type(page, '284000');
  await page.keyboard.press('Enter');
  await see(page.locator('.mc-cash-counted')).toHaveCount(2);
  await page.keyboard.press('F9');
  await see(
    page.getByText('Lê Thị Hạnh đã chốt ngày lúc 17:34. Các việc đã lưu trên máy này và sẽ gửi khi máy được nối với huyện.'),
  ).toBeVisible();
  expect(await closing.made('sync.closeDay')).toEqual([]);
  await page.keyboard.press('F9');
  await see(page.locator('.mc-f9 > span')).toHaveText('In lại phiếu');
  expect(((await closing.made('dayEnd.print')) as { layout: string }[]).map(({ layout }) => layout)).toEqual(['a5']);
});

test('the slip stands on the paper it will be printed on; before the day is closed Ctrl+P says why not', async () => {
  await using opened = await open('screen=dayEnd');
  const { page } = opened;
  await see(page.locator('.mc-paper-a5 img')).toBeVisible();
  await page.getByText('Cuộn 80 mm', { exact: true }).click();
  await see(page.locator('.mc-paper-slip img')).toBeVisible();
  await page.keyboard.press('Control+P');
  await see(page.getByText('Chưa chốt ngày nên chưa in phiếu.')).toBeVisible();
  expect(await opened.made('dayEnd.print')).toEqual([]);
});

test('problems are chosen with the arrows and opened with Enter', async () => {
  await using opened = await open('screen=dayEnd&day=done');
  const { page } = opened;
  await see(page.locator('.mc-problems')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await see(page.getByRole('option', { selected: true })).toContainText('Đặng Nguyễn Gia Hân');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await see(page.locator('.mc-decision-head h1')).toContainText('Nguyễn Thành Nhân');
  expect(await opened.made('decision.get')).toEqual([{ dossierId: idOf('250422-1007') }]);
  await using small = await open('screen=dayEnd&day=differs', { width: 1093, height: 614 });
  await see(small.page.locator('.mc-problems')).toBeFocused();
  await see(small.page.locator('#problem-5')).not.toBeInViewport();
  for (const _ of [1, 2, 3, 4, 5]) await small.page.keyboard.press('ArrowDown');
  await see(small.page.locator('#problem-5[aria-selected="true"]')).toBeInViewport({ ratio: 0.9 });
});

test("the chip says what is true in the office's words, and sends now", async () => {
  await using opened = await open('screen=dossiers&day=offline');
  const { page } = opened;
  await see(page.locator('.mc-chip')).toHaveText('Mất mạng từ 07:52 · 318 việc');
  await page.locator('.mc-chip').click();
  await see(page.getByText('Mất mạng từ 07:52. Mọi việc vẫn làm được và đã lưu trên máy này; sẽ gửi khi chốt ngày.')).toBeVisible();
  await page.getByRole('button', { name: 'Gửi ngay' }).click();
  await see.poll(() => opened.made('sync.run')).toHaveLength(1);
  await page.keyboard.press('Escape');
  await see(page.locator('.mc-chip-story')).toHaveCount(0);
  await using done = await open('screen=dossiers&day=done');
  await done.page.locator('.mc-chip').click();
  await see(done.page.getByText('Đã gửi đủ 318 việc. Huyện xác nhận lúc 17:48.')).toBeVisible();
  // Nothing to send: the story is all there is.
  await see(done.page.getByRole('button', { name: 'Gửi ngay' })).toHaveCount(0);
  expect(await done.made('sync.run')).toEqual([]);
});

test('two stories: nothing is chosen beforehand, F9 names the choice, then what is left to do stands there and F9 prints', async () => {
  await using opened = await open('screen=decision&code=250422-1007');
  const { page } = opened;
  await see(page.locator('[aria-pressed="true"]')).toHaveCount(0);
  await page.keyboard.press('F9');
  expect(await opened.made('decision.settle')).toEqual([]);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await see(page.locator('.mc-f9 > span')).toHaveText('Giữ bản Quầy 2');
  await page.keyboard.press('ArrowLeft');
  await see(page.locator('.mc-f9 > span')).toHaveText('Giữ bản Quầy 1');
  await see(page.locator('.mc-choice')).toContainText('in 1 giấy thay');
  await page.keyboard.press('F9');
  await see(page.getByRole('textbox', { name: 'Lý do chọn' })).toBeFocused();
  await see(page.getByText('Chưa ghi lý do chọn bản này.')).toBeVisible();
  await type(page, 'Đã gọi người nộp');
  await page.keyboard.press('F9');
  const kept = page.locator('.mc-kept');
  await see(kept).toContainText('Đã giữ bản Quầy 1. Còn phải làm:');
  await see(kept).toContainText('in 1 giấy thay');
  await see(kept).toBeFocused();
  await see(page.locator('.mc-f9 > span')).toHaveText('In giấy thay');
  const settled = (await opened.made('decision.settle')) as { storyId: string; reason: string; dossierId: string }[];
  expect(settled.map(({ storyId, reason, dossierId }) => ({ storyId, reason, dossierId }))).toEqual([
    { storyId: 'holds', reason: 'Đã gọi người nộp', dossierId: idOf('250422-1007') },
  ]);
  await page.keyboard.press('Tab');
  await see(page.getByRole('button', { name: 'Làm lại' })).toBeFocused();
  await page.keyboard.press('Enter');
  await see(page.getByText('đã làm lại')).toBeVisible();
  expect(await opened.made('decision.redo')).toHaveLength(1);
  await page.keyboard.press('F9');
  await see(page.locator('.mc-f9')).toContainText('In lại');
});

test('who may not decide sees both stories and who may', async () => {
  await using opened = await open('screen=decision&code=250422-1007&role=receptionist');
  await see(
    opened.page.getByText('Trưởng bộ phận, lãnh đạo phê duyệt hoặc công chức chuyên môn quyết định. Cả hai bản còn nguyên.'),
  ).toBeVisible();
  await opened.page.keyboard.press('ArrowRight');
  await opened.page.keyboard.press('F9');
  await see(opened.page.locator('.mc-f9')).toHaveCount(0);
  expect(await opened.made('decision.settle')).toEqual([]);
});

test('the outage log opens from the day; arrows choose another, F9 prints, and a further copy asks for its reason', async () => {
  await using opened = await open('screen=dayEnd');
  const { page } = opened;
  await page.getByRole('button', { name: 'Lần gián đoạn' }).click();
  await see(page.locator('.mc-outage-days ul')).toBeFocused();
  await see(page.locator('.mc-outage-list li')).toHaveCount(3);
  await see(page.getByText('Khoảng ghi “Lỗi phần mềm” là lỗi của chính phần mềm này')).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await see(page.getByRole('option', { selected: true })).toContainText('23/04/2025');
  await see(page.locator('.mc-outage-list li')).toHaveCount(1);
  await page.keyboard.press('ArrowUp');
  await see(page.locator('.mc-outage-list li')).toHaveCount(3);
  await page.keyboard.press('F9');
  await see(page.locator('.mc-f9 > span')).toHaveText('In lại giấy xác nhận');
  await page.keyboard.press('F9');
  await see(page.getByLabel('Lý do in lại lần 1')).toBeFocused();
  await see(page.getByText('Chưa ghi lý do in lại.')).toBeVisible();
  await type(page, 'Bản trước bị ướt');
  await page.keyboard.press('ArrowDown');
  await see(page.getByRole('option', { selected: true })).toContainText('24/04/2025');
  await page.keyboard.press('F9');
  await see(page.getByText('Lý do in lại: Bản trước bị ướt')).toBeVisible();
  const printed = (await opened.made('outage.print')) as { date: string; reason: string | null }[];
  expect(printed.map(({ date, reason }) => ({ date, reason }))).toEqual([
    { date: '2025-04-24', reason: null },
    { date: '2025-04-24', reason: 'Bản trước bị ướt' },
  ]);
  await page.getByRole('button', { name: '250417-1006' }).click();
  await see(page.locator('.mc-dossier-head')).toBeVisible();
});

test.each(['screen=dayEnd', 'screen=dayEnd&day=differs', 'screen=decision&code=250422-1007', 'screen=outages'])(
  '%s: nothing is cut off in any of the four windows',
  async (query) => {
    await using opened = await open(query);
    await opened.page.waitForTimeout(200);
    for (const [width, height] of windows) {
      await opened.page.setViewportSize({ width, height });
      const spills = () =>
        opened.page.evaluate(
          () =>
            document.documentElement.scrollWidth > innerWidth ||
            [...document.querySelectorAll('.mc-panel')].some((panel) => panel.getBoundingClientRect().right > innerWidth + 1),
        );
      // The page hears of its new size a moment later.
      await expect.poll(async () => [width, height, await spills()]).toEqual([width, height, false]);
    }
  },
);
