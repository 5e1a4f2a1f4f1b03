/** Reception by keyboard alone in a real Chromium, over calls answered in memory. */
import type { Page } from '@playwright/test';
import { expect, test } from 'vitest';
import { barriers, type Opened, overDouble, see, type View, windows } from '../harness/over-double.ts';
import { knownPersonalId } from '../harness/reception-answers.ts';
import { rewrite, scan, type } from '../harness/scan.ts';

const myLe = '060178004512||Thông Thị Mỹ Lệ|15031978|Nữ|Khu phố Chăm, thị trấn Lạc Tánh, huyện Tánh Linh, tỉnh Bình Thuận|12082021';
const other = '060161000213||K’Brơi|01011961|Nam|Khu phố Lạc Hưng 2, thị trấn Lạc Tánh|12082021';
const openAt = overDouble('.mc-reception');

async function open(more = '', view: View = {}): Promise<Opened> {
  const opened = await openAt(`screen=reception${more}`, view);
  await see(field(opened.page, 'procedure').locator('input')).toBeFocused();
  return opened;
}

const field = (page: Page, name: string) => page.locator(`[data-field="${name}"]`);
const f9 = (page: Page) => page.locator('.mc-f9');

async function choose(page: Page, text: string): Promise<void> {
  await type(page, text);
  await see(page.getByRole('option').first()).toBeVisible();
  await page.keyboard.press('Enter');
  await see(page.locator('.mc-meta')).toBeVisible();
}

test('a dossier is accepted with the keyboard and a card, and F9 alone commits', async () => {
  await using opened = await open();
  const { page, made } = opened;
  const { keyboard } = page;
  await choose(page, 'lai khai sinh');
  await see(field(page, 'fullName').locator('input')).toBeFocused();
  await scan(page, myLe);
  await see(field(page, 'fullName').locator('input')).toHaveValue('Thông Thị Mỹ Lệ');
  await see(field(page, 'personalId').locator('input')).toHaveValue('060 178 004 512');
  await see(field(page, 'phone').locator('input')).toBeFocused();
  await type(page, '0912 000 345');
  await keyboard.press('Enter');
  await keyboard.press('Enter');
  await see(field(page, 'document-0').locator('input')).toBeFocused();
  await keyboard.press('Space');
  await keyboard.press('ArrowDown');
  await keyboard.press('Space');
  await see(f9(page)).toContainText('còn 1 giấy tờ chưa xem');
  await keyboard.press('F9');
  await see(field(page, 'document-2').locator('input')).toBeFocused();
  await see(field(page, 'document-2')).toContainText('Chưa xem giấy này');
  expect(await made('reception.accept')).toEqual([]);
  await keyboard.press('Control+d');
  await see(page.locator('.mc-undo-bar')).toContainText('Đã tích 1 giấy tờ');
  await keyboard.press('Control+Enter');
  await see(page.locator('.mc-print-bar')).toContainText('Giấy đã ra đủ 2 liên chưa?');
  await see(page.getByRole('button', { name: 'Enter đã ra' })).toBeFocused();
  expect(await made('reception.accept')).toMatchObject([
    {
      settledAtDesk: false,
      reception: {
        procedureCode: '1.004884',
        applicant: {
          fullName: 'Thông Thị Mỹ Lệ',
          personalId: '060178004512',
          dateOfBirth: '1978-03-15',
          sex: 'female',
          phone: '0912 000 345',
        },
      },
    },
  ]);
  expect(await made('paper.print')).toHaveLength(1);
  await keyboard.press('Enter');
  await see(field(page, 'procedure').locator('input')).toBeFocused();
  await see(field(page, 'fullName').locator('input')).toHaveValue('');
  expect(await made('paper.cameOut')).toMatchObject([{ ok: true }]);
});

test('Enter, a scan and F9 with gaps never accept; F9 says what is missing first', async () => {
  await using opened = await open('&slow=1');
  const { page, made } = opened;
  await page.keyboard.press('F9');
  await see(field(page, 'procedure')).toContainText('Chưa chọn thủ tục');
  // Enter before the rows of these letters are here takes the first of them once they are, and none of those before.
  await page.keyboard.press('ArrowDown');
  await see(page.getByRole('option').first()).toBeVisible();
  await page.keyboard.insertText('1.004884');
  await page.keyboard.press('Enter');
  await see(page.locator('.mc-meta')).toBeVisible();
  await see(field(page, 'procedure').locator('input')).toHaveValue(/đăng ký lại khai sinh/iu);
  await see(field(page, 'fullName').locator('input')).toBeFocused();
  await page.keyboard.press('Control+d');
  await page.keyboard.press('F6');
  await page.keyboard.press('Enter');
  await see(page.locator('.mc-undo-bar')).toHaveCount(0);
  await see(field(page, 'fullName').locator('input')).toBeFocused();
  for (let press = 0; press < 12; press += 1) await page.keyboard.press('Enter');
  await page.keyboard.press('F9');
  await see(field(page, 'fullName').locator('input')).toBeFocused();
  await see(field(page, 'fullName')).toContainText('Chưa có họ tên người nộp. Nhập họ tên hoặc quét thẻ căn cước.');
  expect(await made('reception.accept')).toEqual([]);
});

test("another person's card asks; the field scanned into keeps what it held; a known person is offered", async () => {
  await using opened = await open();
  const { page, made } = opened;
  await choose(page, 'lai khai sinh');
  await scan(page, myLe);
  await see(field(page, 'phone').locator('input')).toBeFocused();
  await type(page, '0912');
  await scan(page, other);
  await see(page.locator('.mc-ask')).toContainText('Thay người nộp?');
  await see(field(page, 'phone').locator('input')).toHaveValue('0912');
  await see(field(page, 'fullName').locator('input')).toHaveValue('Thông Thị Mỹ Lệ');
  await see(field(page, 'replaceApplicant').locator('button')).toBeFocused();
  await page.keyboard.press('Enter');
  await see(field(page, 'personalId').locator('input')).toHaveValue(knownPersonalId.replace(/(\d{3})(?=\d)/gu, '$1 '));
  await see(field(page, 'knownApplicant')).toContainText('09/04/2025');
  await field(page, 'knownApplicant').getByRole('button').focus();
  await page.keyboard.press('Enter');
  await see(field(page, 'phone').locator('input')).toHaveValue('0976000118');
  expect(await made('reception.accept')).toEqual([]);
});

test('a reprint asks for its reason, and its Enter is not taken for an answer about the paper', async () => {
  await using opened = await open();
  const { page, made } = opened;
  await choose(page, 'lai khai sinh');
  await scan(page, myLe);
  await page.keyboard.press('Control+d');
  await page.keyboard.press('F9');
  await see(page.locator('.mc-print-bar')).toContainText('Giấy đã ra đủ 2 liên chưa?');
  await page.keyboard.press('Control+p');
  await see(page.getByRole('option', { name: 'Kẹt giấy' })).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await see.poll(async () => (await made('paper.print')).length).toBe(2);
  await see(page.getByRole('button', { name: 'Enter đã ra' })).toBeFocused();
  expect(await made('paper.print')).toMatchObject([{ reason: null }, { reason: 'Kẹt giấy' }]);
  expect(await made('paper.cameOut')).toMatchObject([{ ok: false }]);
});

test('a silent printer: the dossier is kept, the words say what to do, and the next person can come', async () => {
  await using opened = await open('&failing=1');
  const { page, made } = opened;
  await choose(page, 'lai khai sinh');
  await scan(page, myLe);
  await page.keyboard.press('Control+d');
  await page.keyboard.press('F9');
  await see(page.locator('.mc-notice-bar')).toContainText(
    'Máy in không trả lời. Hồ sơ đã lưu, mã 250424-2001. Xem giấy và dây cắm, rồi nhấn Ctrl+P.',
  );
  await page.keyboard.press('Control+p');
  await see.poll(async () => (await made('paper.print')).length).toBe(2);
  await page.keyboard.press('F2');
  await see(field(page, 'procedure').locator('input')).toBeFocused();
  expect(await made('reception.accept')).toHaveLength(1);
});

test('a same-day case is settled at the desk without a slip; one of the police is only registered', async () => {
  await using opened = await open();
  const { page, made } = opened;
  await choose(page, '1.001193');
  await see(f9(page)).toContainText('Ghi và trả ngay');
  await scan(page, myLe);
  await page.keyboard.press('Control+d');
  await page.keyboard.press('F9');
  await see(page.locator('.mc-print-bar')).toContainText('Đã ghi hồ sơ');
  expect(await made('reception.accept')).toMatchObject([{ settledAtDesk: true }]);
  expect(await made('paper.print')).toEqual([]);
  await page.keyboard.press('Enter');
  await choose(page, 'dang ky tam tru');
  await see(f9(page)).toContainText('Ghi vào sổ');
  await see(page.locator('.mc-desk')).toContainText('mẫu của công an');
});

test('drafts stay beside each other, are saved at every field left, and come back after they are removed', async () => {
  await using opened = await open();
  const { page, made } = opened;
  await choose(page, 'lai khai sinh');
  await type(page, 'Ka Mon');
  await page.keyboard.press('Tab');
  await see.poll(async () => (await made('draft.save')).at(-1)).toMatchObject({ data: { fullName: 'Ka Mon', procedureCode: '1.004884' } });
  await page.keyboard.press('F2');
  await see(page.getByRole('tab')).toHaveCount(2);
  await see(field(page, 'procedure').locator('input')).toBeFocused();
  await page.getByRole('tab', { name: /Hồ sơ mới/u }).focus();
  await page.keyboard.press('ArrowLeft');
  await see(field(page, 'fullName').locator('input')).toHaveValue('Ka Mon');
  await page.keyboard.press('Delete');
  await see(page.locator('.mc-undo-bar')).toContainText('Đã bỏ nháp.');
  await page.keyboard.press('F6');
  await page.keyboard.press('Enter');
  await see(field(page, 'fullName').locator('input')).toHaveValue('Ka Mon');
  expect(await made('draft.delete')).toHaveLength(1);

  const date = field(page, 'occurredAt').locator('input');
  const backfill = async () => {
    await page.getByRole('button', { name: 'Khác' }).click();
    await page.getByRole('menuitem', { name: 'Nhập bù từ giấy viết tay' }).click();
    await see(date).toHaveValue('24/04/2025');
  };
  await backfill();
  await date.fill('2/4/2025');
  await page.keyboard.press('F2');
  await see(date).toHaveCount(0);
  await backfill();
  await page.getByRole('tab', { name: /Ka Mon/u }).click();
  await see(date).toHaveValue('02/04/2025');
});

test('an input method at work is left alone: its Backspaces write the name, its composing commits nothing', async () => {
  await using opened = await open();
  const { page, made } = opened;
  await choose(page, 'lai khai sinh');
  // Telex as UniKey does it: "oo" takes the letter back and sends ô in its place, both at once.
  await type(page, 'Tho');
  await rewrite(page, 1, 'ô');
  await type(page, 'ng Mi');
  await rewrite(page, 1, 'ĩ');
  await see(field(page, 'fullName').locator('input')).toHaveValue('Thông Mĩ');
  await page.evaluate(() => {
    for (const how of [{ isComposing: true }, { keyCode: 229 }])
      document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key: 'F9', bubbles: true, cancelable: true, ...how }));
  });
  await see(page.locator('.mc-document .mc-field-error')).toHaveCount(0);
  await see(field(page, 'fullName').locator('input')).toBeFocused();
  expect(await made('reception.accept')).toEqual([]);
});

test('a scan gone through the input method changes nothing and says what to do', async () => {
  await using opened = await open();
  const { page, made } = opened;
  await choose(page, 'lai khai sinh');
  await type(page, 'Ka Mon');
  await page.waitForTimeout(120);
  await scan(page, '060178004512||Thoong\bng Thij\b\bị Mỹ Leej\b\bệ|15031978|Nữ|Khu phố Chăm|12082021');
  await see(page.locator('.mc-saying')).toContainText('Mã quét bị lẫn dấu tiếng Việt. Tắt bộ gõ rồi quét lại; các ô chưa thay đổi.');
  await see(field(page, 'fullName').locator('input')).toHaveValue('Ka Mon');
  expect(await made('reception.accept')).toEqual([]);
});

test.each(['vi', 'en'])(
  'filled in, in %s: no barrier that axe finds, every word, and nothing cut in any of the four windows',
  async (language) => {
    await using opened = await open('', { language });
    const { page } = opened;
    await choose(page, 'lai khai sinh');
    await scan(page, myLe);
    await see(page.locator('.mc-ribbon')).toBeVisible();
    expect(await barriers(page)).toEqual([]);
    expect((await page.locator('.mc-frame').innerText()).match(/\b[a-z][A-Za-z]+(?:\.[A-Za-z-]+){1,4}\b/gu) ?? []).toEqual([]);
    // English words are longer than the windows were drawn for; they are there to be read along.
    if (language === 'en') return;
    for (const [width, height] of windows) {
      await page.setViewportSize({ width, height });
      // The page hears of its new size a moment later.
      await expect.poll(async () => [width, height, await notWhole(page)]).toEqual([width, height, { cut: [], small: [], verb: true }]);
    }
  },
);

/** What does not fit its place, or is written smaller than 13 px. */
function notWhole(page: Page) {
  return page.evaluate(() => {
    const cut = [
      ...document.querySelectorAll<HTMLElement>('.mc-applicant, .mc-proc, .mc-out, .mc-when, .mc-foot, .mc-header, body'),
    ].filter(
      ({ scrollHeight, clientHeight, scrollWidth, clientWidth }) => scrollHeight > clientHeight + 1 || scrollWidth > clientWidth + 1,
    );
    const small = [...document.querySelectorAll<HTMLElement>('.mc-frame *')].filter(
      (element) =>
        element.childNodes.length > 0 &&
        [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && (node.textContent ?? '').trim() !== '') &&
        Number.parseFloat(getComputedStyle(element).fontSize) < 13,
    );
    const verb = document.querySelector('.mc-f9 .mc-cut') as HTMLElement;
    return {
      cut: cut.map(({ className }) => className),
      small: small.map(({ className }) => className),
      verb: verb.scrollWidth <= verb.clientWidth,
    };
  });
}

test('an acceptance pressed by mistake is taken back with one key; the bar never lies on the due date', async () => {
  await using opened = await open('&failing=1', { width: 1093, height: 614 });
  const { page, made } = opened;
  const overlaps = () =>
    page.evaluate(() => {
      const [bar, due] = ['.mc-undo-bar', '.mc-when'].map((one) => document.querySelector(one)?.getBoundingClientRect());
      if (bar === undefined || due === undefined) return 'one is not there';
      return bar.left < due.right && due.left < bar.right && bar.top < due.bottom && due.top < bar.bottom;
    });
  await choose(page, 'lai khai sinh');
  await scan(page, myLe);
  await see(field(page, 'phone').locator('input')).toBeFocused();
  await type(page, '0912 000 345');
  await page.keyboard.press('Control+d');
  await see(page.locator('.mc-undo-bar')).toContainText('Đã tích');
  expect(await overlaps()).toBe(false);
  await page.keyboard.press('F9');
  await see(page.locator('.mc-print-bar')).toContainText('chưa ra');
  await see(page.locator('.mc-undo-bar')).toContainText('Bấm nhầm thì hoàn tác');
  expect(await overlaps()).toBe(false);
  await page.getByRole('button', { name: 'Hoàn tác' }).click();
  await see(field(page, 'fullName').locator('input')).toHaveValue('Thông Thị Mỹ Lệ');
  await see(field(page, 'phone').locator('input')).toHaveValue('0912 000 345');
  const [accepted] = (await made('reception.accept')) as [{ commandId: string }];
  const [undone] = (await made('correction.undo')) as [{ commandId: string; draft: { draftId: string; data: unknown } }];
  expect(undone).toMatchObject({ draft: { data: { fullName: 'Thông Thị Mỹ Lệ' } } });
  expect(new Set([accepted.commandId, undone.commandId, undone.draft.draftId]).size).toBe(3);
});

test('sets, note, date of filing and pages are asked for where they are needed; a draft of the list comes to the front', async () => {
  await using opened = await open();
  const { page, made } = opened;
  await choose(page, 'lai khai sinh');
  await scan(page, myLe);
  await type(page, '0912 000 345');
  await page.keyboard.press('Control+d');
  await field(page, 'document-0').locator('button').click();
  await page.getByRole('textbox', { name: 'Số trang' }).fill('4');
  await page.keyboard.press('Enter');
  await see(page.getByRole('textbox', { name: 'Số trang' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Khác' }).click();
  await page.locator('[role^="menuitem"]', { hasText: 'Qua bưu chính' }).click();
  await page.getByRole('button', { name: 'Khác' }).click();
  await page.getByRole('menuitem', { name: 'Số bộ, ghi chú, ngày nộp' }).click();
  await see(page.getByRole('textbox', { name: 'Số bộ hồ sơ' })).toBeFocused();
  await page.getByRole('textbox', { name: 'Số bộ hồ sơ' }).fill('2');
  await page.getByRole('textbox', { name: 'Ngày nộp' }).fill('23/4/2025');
  await page.getByRole('textbox', { name: 'Giờ nộp' }).fill('9h30');
  await page.getByRole('textbox', { name: 'Ghi chú' }).fill('Hẹn gọi buổi sáng');
  expect(await barriers(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await see(page.getByRole('button', { name: 'Khác · đã ghi' })).toBeVisible();

  await page.keyboard.press('F2');
  await see(field(page, 'fullName').locator('input')).toHaveValue('');
  await page.keyboard.press('F3');
  await page.getByRole('tab', { name: 'Nháp' }).click();
  await page.getByRole('row').filter({ hasText: 'Thông Thị Mỹ Lệ' }).dblclick();
  await see(field(page, 'fullName').locator('input')).toHaveValue('Thông Thị Mỹ Lệ');

  await page.keyboard.press('F9');
  await see(page.locator('.mc-print-bar')).toContainText('Giấy đã ra đủ 2 liên chưa?');
  expect(await made('reception.accept')).toMatchObject([
    {
      reception: {
        channel: 'postal',
        submittedAt: '2025-04-23T09:30',
        dossierCount: 2,
        note: 'Hẹn gọi buổi sáng',
        documents: [{ pages: 4 }, {}, {}],
      },
    },
  ]);
});
