/** Settings, people and the register book in a real Chromium, over calls answered in memory. */
import type { Page } from '@playwright/test';
import { expect, test } from 'vitest';
import { people } from '../harness/double-data.ts';
import { bareKeys, barriers, overDouble, see, windows } from '../harness/over-double.ts';
import { type } from '../harness/scan.ts';

const open = overDouble(
  '.mc-settings-panel, .mc-person-panel, .mc-register-volume, .mc-empty, .mc-people-said, .mc-numbers, .mc-paper-files, .mc-keys-panel',
);

type Step = (page: Page) => Promise<void>;
const still: Step = () => Promise.resolve();
const sealFor = async (page: Page, key: string): Promise<void> => {
  await page.getByRole('button', { name: 'Đặt khóa dự phòng' }).click();
  await page.keyboard.insertText(key);
  await page.waitForSelector('.mc-keys-fingerprint');
  await page.keyboard.press('F9');
  await page.waitForSelector('.mc-keys-recipient');
};
const shows: readonly (readonly [string, string, Step])[] = [
  ['settings', 'screen=settings', still],
  ['settings, to look at', 'screen=settings&role=receptionist', still],
  [
    'settings, unsaved',
    'screen=settings',
    async (page) => {
      await page.locator('[data-field="autoSend"]').press('Space');
      await page.keyboard.press('Escape');
      await page.waitForSelector('.mc-leaving');
    },
  ],
  ['people', 'screen=people', still],
  [
    'a new person with gaps',
    'screen=people',
    async (page) => {
      await page.locator('.mc-people-head button').click();
      await page.keyboard.press('F9');
      await page.waitForSelector('.mc-field-error');
    },
  ],
  [
    'an end at the counter',
    'screen=people',
    async (page) => {
      await page.keyboard.press('ArrowDown');
      await page.locator('.mc-person-more button').last().click();
      await page.waitForSelector('[data-field="reason"]');
    },
  ],
  ['people, refused', 'screen=people&role=specialist', still],
  ['the register book', 'screen=registerBook', still],
  [
    'the register book, printing',
    'screen=registerBook&million=1',
    async (page) => {
      await page.keyboard.press('F9');
      await page.waitForSelector('.mc-register-progress');
    },
  ],
  ['no register yet', 'screen=registerBook&empty=1', still],
  [
    'the last code on paper, and the other reminder',
    'screen=numbers&restored=1',
    async (page) => {
      await page.waitForSelector('.mc-duties');
    },
  ],
  [
    'months of papers, one mended',
    'screen=papers&damagedPapers=1',
    async (page) => {
      await page.waitForSelector('.mc-months-list');
      await page.keyboard.press('F9');
      await see(page.locator('.mc-months-list').getByText('Tháng 02/2025')).toHaveCount(0);
    },
  ],
  [
    'keys, another escrow key',
    'screen=keys',
    async (page) => {
      await sealFor(page, 'age1first');
      await page.getByRole('button', { name: 'Đổi hoặc niêm phong lại' }).click();
      await page.keyboard.insertText('age1second');
      await page.waitForSelector('[data-field=escrowAgreed]');
    },
  ],
];

const areas = [
  'keysScreen',
  'numbers',
  'duties',
  'papers',
  'settings',
  'people',
  'registerBook',
  'leaving',
  'printing',
  'dayEnd',
  'setUp',
  'roles',
  'refusals',
];

test.each(shows)('%s has no barrier that axe finds, and every word', async (_, query, step) => {
  await using opened = await open(query);
  await step(opened.page);
  expect(await barriers(opened.page)).toEqual([]);
  expect(await bareKeys(opened.page, areas)).toEqual([]);
});

const kept = {
  printer: 'Canon-LBP',
  slipPrinter: null,
  layout: 'a5',
  idleLockMinutes: 60,
  scannerGapMs: 35,
  autoSend: false,
  backupFolder: 'E:\\MotCua',
};

test('settings: reached by Ctrl+K, a value out of bounds is pointed at, F9 saves what was changed and only once', async () => {
  await using opened = await open('screen=people');
  const { page } = opened;
  await page.keyboard.press('Control+K');
  await see(page.getByPlaceholder('Gõ tên lệnh')).toBeFocused();
  await type(page, 'cai dat');
  await see(page.locator('.mc-command[data-selected]')).toContainText('Cài đặt');
  await page.keyboard.press('Enter');
  await see(page.getByLabel('Máy in', { exact: true })).toBeFocused();
  await page.keyboard.press('F9');
  await see(page.getByText('Chưa có gì thay đổi.')).toBeVisible();
  await page.getByLabel('Máy in cuộn 80 mm').selectOption('Brother-HL');
  await page.getByLabel('Tự khóa sau').fill('0');
  await page.keyboard.press('Enter');
  await see(page.getByText('Từ 1 đến 240 phút.')).toBeVisible();
  await see(page.getByLabel('Nhịp máy quét')).toBeFocused();
  await page.getByLabel('Thư mục sao lưu thứ hai').fill('MotCua');
  await page.keyboard.press('F9');
  await see(page.getByLabel('Tự khóa sau')).toBeFocused();
  await see(page.getByText('Ghi đường dẫn đầy đủ, ví dụ E:\\MotCua.')).toBeVisible();
  await page.getByLabel('Tự khóa sau').fill('15');
  await page.getByLabel('Thư mục sao lưu thứ hai').fill('');
  await page.getByText('Hai mặt', { exact: true }).click();
  expect(await opened.made('office.saveSettings')).toEqual([]);
  await page.keyboard.press('F9');
  await see(page.getByText('Đã lưu. Áp dụng ngay trên máy này.')).toBeVisible();
  expect(await opened.made('office.saveSettings')).toEqual([
    { ...kept, slipPrinter: 'Brother-HL', idleLockMinutes: 15, backupFolder: null, layout: 'a5-duplex' },
  ]);
  await page.keyboard.press('Escape');
  await see(page.locator('.mc-settings')).toHaveCount(0);
});

test('a test page goes to the printer that is chosen, saved or not, and is followed until the system lets go of it', async () => {
  await using opened = await open('screen=settings');
  const { page } = opened;
  await page.getByLabel('Máy in', { exact: true }).selectOption('Brother-HL');
  await page.keyboard.press('Control+P');
  await see(page.getByText('Trang thử nằm trong hàng đợi của máy in Brother-HL')).toBeVisible();
  await see(page.getByText('Máy in Brother-HL đã nhận xong trang thử.')).toBeVisible();
  await page.getByRole('button', { name: 'In thử máy cuộn' }).press('Enter');
  await see(page.getByText('Máy in Brother-HL đã nhận xong trang thử.')).toBeVisible();
  expect(await opened.made('paper.test')).toEqual([
    { commandId: expect.any(String), printer: 'Brother-HL', layout: 'a5' },
    { commandId: expect.any(String), printer: 'Brother-HL', layout: 'roll80' },
  ]);
  expect(await opened.made('office.saveSettings')).toEqual([]);
  await using silent = await open('screen=settings&failing=1&role=receptionist');
  await silent.page.getByRole('button', { name: 'In thử', exact: true }).click();
  await see(silent.page.getByText('Máy in Canon-LBP không trả lời.')).toBeVisible();
});

test('unsaved settings are asked about by Esc and by a tab: stay, discard, save', async () => {
  await using opened = await open('screen=settings');
  const { page } = opened;
  const question = page.getByText('Có thay đổi chưa lưu');
  await page.getByLabel('Nhịp máy quét').fill('50');
  await page.keyboard.press('Escape');
  await see(page.getByRole('button', { name: 'Ở lại', exact: true })).toBeFocused();
  await page.keyboard.press('Escape');
  await see(question).toHaveCount(0);
  await see(page.getByLabel('Nhịp máy quét')).toHaveValue('50');
  await page.keyboard.press('Alt+Digit2');
  await see(question).toBeVisible();
  await page.keyboard.press('F9');
  await see(page.locator('.mc-settings')).toHaveCount(0);
  expect(await opened.made('office.saveSettings')).toEqual([{ ...kept, scannerGapMs: 50 }]);
  await using another = await open('screen=settings');
  await another.page.getByLabel('Nhịp máy quét').fill('50');
  await another.page.keyboard.press('F3');
  await another.page.getByRole('button', { name: 'Bỏ thay đổi' }).click();
  await see(another.page.locator('.mc-settings')).toHaveCount(0);
  expect(await another.made('office.saveSettings')).toEqual([]);
});

test('who may not change the settings sees them dim, without a verb', async () => {
  await using opened = await open('screen=settings&role=specialist');
  await see(opened.page.getByText('Chỉ trưởng bộ phận hoặc quản trị đổi được cài đặt; người khác xem.')).toBeVisible();
  await see(opened.page.getByLabel('Tự khóa sau')).toBeDisabled();
  await see(opened.page.getByLabel('Máy in', { exact: true })).toHaveValue('Canon-LBP');
  await see(opened.page.locator('.mc-f9')).toHaveCount(0);
  await opened.page.keyboard.press('F9');
  expect(await opened.made('office.saveSettings')).toEqual([]);
});

test('somebody new comes by the keyboard: gaps first, then one command', async () => {
  await using opened = await open('screen=people');
  const { page } = opened;
  await see(page.locator('.mc-choose')).toBeFocused();
  await page.getByRole('button', { name: 'Thêm người' }).first().click();
  await see(page.getByLabel('Họ và tên')).toBeFocused();
  await page.getByLabel('Họ và tên').fill('Hồ Thị Mai');
  await page.keyboard.press('Enter');
  await see(page.getByLabel('Chức danh')).toBeFocused();
  await page.keyboard.press('F9');
  await see(page.getByLabel('Mã PIN', { exact: true })).toBeFocused();
  await type(page, '4826');
  await page.keyboard.press('Enter');
  await type(page, '4827');
  await page.keyboard.press('F9');
  await see(page.getByText('Hai lần gõ PIN khác nhau.')).toBeVisible();
  expect(await opened.made('person.add')).toEqual([]);
  await page.getByLabel('Gõ lại PIN').fill('4826');
  await page.keyboard.press('F9');
  await see(page.getByText('Đã thêm Hồ Thị Mai.')).toBeVisible();
  await see(page.getByRole('option', { selected: true })).toContainText('Hồ Thị Mai');
  expect(await opened.made('person.add')).toEqual([
    { commandId: expect.any(String), fullName: 'Hồ Thị Mai', roles: ['receptionist'], title: null, pin: '4826' },
  ]);
});

test('roles change by F9; a locked person gets a new PIN; who leaves is asked the reason and may be taken back', async () => {
  await using opened = await open('screen=people');
  const { page } = opened;
  await page.keyboard.press('ArrowDown');
  await see(page.getByText('Bị khóa; cần đặt PIN mới.')).toBeVisible();
  await page.getByLabel('Chuyên môn').press('Space');
  await page.locator('.mc-choose').focus();
  await page.keyboard.press('ArrowDown');
  await see(page.getByText('Có thay đổi chưa lưu')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('F9');
  await see(page.getByText('Đã lưu Nguyễn Hoàng Phúc.')).toBeVisible();
  expect(await opened.made('person.change')).toEqual([
    {
      commandId: expect.any(String),
      personId: people.phuc,
      fullName: 'Nguyễn Hoàng Phúc',
      roles: ['receptionist', 'specialist'],
      title: null,
    },
  ]);
  await page.getByRole('button', { name: 'Đặt PIN mới' }).first().click();
  await type(page, '7391');
  await page.getByLabel('Gõ lại PIN').fill('7391');
  await page.keyboard.press('F9');
  await see(page.getByText('Đã đặt PIN mới.')).toBeVisible();
  expect(await opened.made('keys.setPin')).toEqual([{ personId: people.phuc, pin: '7391' }]);
  await page.getByRole('button', { name: 'Ghi thôi làm ở quầy' }).click();
  await see(page.getByText('Người này bị đăng xuất ngay ở mọi cửa sổ và không đăng nhập được nữa.')).toBeVisible();
  await page.keyboard.press('F9');
  await see(page.getByText('Chưa ghi lý do.')).toBeVisible();
  await page.keyboard.press('Escape');
  await see(page.getByLabel('Họ và tên')).toBeVisible();
  await page.getByRole('button', { name: 'Ghi thôi làm ở quầy' }).click();
  await see(page.getByLabel('Lý do')).toBeFocused();
  await page.getByLabel('Lý do').fill('Chuyển công tác');
  expect(await opened.made('person.dismiss')).toEqual([]);
  await page.keyboard.press('F9');
  await see(page.getByRole('option', { selected: true })).toContainText('Đã thôi làm');
  expect(await opened.made('person.dismiss')).toEqual([
    { commandId: expect.any(String), personId: people.phuc, reason: 'Chuyển công tác' },
  ]);
  await see(page.locator('.mc-f9 > span')).toHaveText('Nhận lại người này');
  await page.keyboard.press('F9');
  await see(page.getByText('Đã nhận lại Nguyễn Hoàng Phúc.')).toBeVisible();
});

test('the register book: arrows choose, F9 prints with real counts, then it is a reprint', async () => {
  await using opened = await open('screen=registerBook');
  const { page } = opened;
  await see(page.locator('.mc-choose')).toBeFocused();
  await see(page.locator('.mc-f9 > span')).toHaveText('In sổ');
  await page.keyboard.press('ArrowDown');
  await see(page.locator('.mc-f9 > span')).toHaveText('In lại cả quyển');
  await page.keyboard.press('ArrowUp');
  await page.evaluate(() => {
    const told = new Set<string>();
    new MutationObserver(() => {
      const count = document.querySelector<HTMLElement>('.mc-register-count');
      if (count !== null) told.add(count.innerText.replaceAll(/\s+/gu, ' '));
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
    Object.assign(globalThis, { told });
  });
  await page.keyboard.press('F9');
  await see(page.getByText('Máy in đã nhận 516 trang, 8.214 dòng.')).toBeVisible();
  await see(page.locator('.mc-f9 > span')).toHaveText('In lại cả quyển');
  const told = await page.evaluate(() => [...(globalThis as unknown as { told: Set<string> }).told]);
  expect(told).toEqual(
    expect.arrayContaining([
      '172 trang đã lưu · 172 trang đã gửi sang máy in 2.738 / 8.214 dòng',
      '344 trang đã lưu · 344 trang đã gửi sang máy in 5.476 / 8.214 dòng',
    ]),
  );
  await page.getByLabel('Máy in').selectOption('Brother-HL');
  await page.keyboard.press('F9');
  await see(page.locator('.mc-register-progress')).toBeVisible();
  const printed = (await opened.made('registerBook.print')) as { commandId: string }[];
  expect(printed).toEqual([
    { commandId: expect.any(String), year: 2025, volume: '02', printer: null },
    { commandId: expect.any(String), year: 2025, volume: '02', printer: 'Brother-HL' },
  ]);
  expect(new Set(printed.map(({ commandId }) => commandId)).size).toBe(2);
});

test('a printer that is silent is told, and what is kept; Esc stops and says what was sent; the same command goes on', async () => {
  await using opened = await open('screen=registerBook&failing=1');
  await opened.page.keyboard.press('F9');
  await see(opened.page.getByText('Cả 516 trang đã được lưu, máy in mới nhận 172 trang.')).toBeVisible();
  await see(opened.page.locator('.mc-error-bar')).toContainText('Máy in không trả lời.');
  await see(opened.page.locator('.mc-f9 > span')).toHaveText('In tiếp sổ');
  await opened.page.keyboard.press('F9');
  await see(opened.page.locator('.mc-register-progress')).toBeVisible();
  const commands = (await opened.made('registerBook.print')) as { commandId: string }[];
  expect(commands).toHaveLength(2);
  expect(commands[1]).toEqual(commands[0]);
  await using stopped = await open('screen=registerBook&million=1');
  await stopped.page.keyboard.press('F9');
  await see(stopped.page.getByText('Đang đọc sổ: 4.000 hồ sơ')).toBeVisible();
  await stopped.page.keyboard.press('Escape');
  await see(stopped.page.getByText('Đã dừng ở 0 / 8.214 dòng. Máy in đã nhận 0 trang.')).toBeVisible();
  await stopped.page.keyboard.press('ArrowDown');
  await stopped.page.keyboard.press('ArrowUp');
  await see(stopped.page.getByText('Trang 172–343 đang gửi thì chương trình bị ngắt')).toBeVisible();
  expect(await barriers(stopped.page)).toEqual([]);
  await stopped.page.getByRole('button', { name: 'In lại từ số đầu' }).click();
  const [first, anew] = (await stopped.made('registerBook.print')) as { commandId: string }[];
  expect(anew!.commandId).not.toBe(first!.commandId);
  await using reader = await open('screen=registerBook&role=administrator');
  await see(reader.page.getByText('Vai trò của người đang đăng nhập không in được sổ.')).toBeVisible();
  await see(reader.page.locator('.mc-f9')).toHaveCount(0);
  await reader.page.keyboard.press('F9');
  expect(await reader.made('registerBook.print')).toEqual([]);
});

test('a torn page of a printed book comes out by its number, once for two presses; printers that cannot be named are told', async () => {
  await using opened = await open('screen=registerBook&broken=paper.printers');
  const { page } = opened;
  await see(page.locator('.mc-register-volume').getByRole('alert')).toContainText('Việc vừa rồi chưa làm xong.');
  await page.keyboard.press('ArrowDown');
  await page.getByLabel('Từ trang').fill('1508');
  await page.getByRole('button', { name: 'In các trang này' }).click();
  await see(page.getByText('Nhập số trang từ 0 đến 1.507')).toBeVisible();
  await page.getByLabel('Từ trang').fill('57');
  await page.getByLabel('đến trang').fill('58');
  await page.keyboard.press('Tab');
  await page.locator(':focus').evaluate((button: HTMLButtonElement) => {
    button.click();
    button.click();
  });
  await see(page.getByText('Trang 57–58 đã gửi sang máy in.')).toBeVisible();
  expect(await barriers(page)).toEqual([]);
  expect(await opened.made('registerBook.printPages')).toEqual([
    { commandId: expect.any(String), year: 2024, volume: '02', printer: null, from: 57, to: 58 },
  ]);
});

test('the escrow key is pasted, compared, sealed for; another one takes its place only with a tick; a file that cannot be read is told', async () => {
  await using opened = await open('screen=keys');
  const { page } = opened;
  await page.getByRole('button', { name: 'Đặt khóa dự phòng' }).click();
  await page.keyboard.press('F9');
  await see(page.getByLabel('Khóa công khai (age1…)')).toBeFocused();
  await page.keyboard.insertText('age1first');
  await see(page.getByText('Dấu của khóa: A1B2 C3D4 E5F6 0718')).toBeVisible();
  await page.keyboard.press('F9');
  await see(page.getByText('Khóa dữ liệu được niêm phong cho khóa có dấu A1B2 C3D4 E5F6 0718.')).toBeVisible();
  await page.getByRole('button', { name: 'Đổi hoặc niêm phong lại' }).click();
  const file = { name: 'khoa.pub', mimeType: 'text/plain', buffer: Buffer.from('age1second') };
  // As when the stick is pulled out first.
  await page.evaluate(() => {
    const { text } = Blob.prototype;
    Blob.prototype.text = () => {
      Blob.prototype.text = text;
      return Promise.reject(new DOMException('gone', 'NotReadableError'));
    };
  });
  await page.locator('input[type=file]').setInputFiles(file);
  await see(page.locator('.mc-error-bar')).toContainText('Việc vừa rồi chưa làm xong.');
  await page.locator('input[type=file]').setInputFiles(file);
  await see(page.getByText('Dữ liệu đang được niêm phong cho khóa khác, dấu A1B2 C3D4 E5F6 0718.')).toBeVisible();
  await see(page.locator('.mc-f9 > span')).toHaveText('Thay khóa cũ');
  await page.keyboard.press('F9');
  await see(page.getByRole('checkbox')).toBeFocused();
  expect(await opened.made('keys.setEscrow')).toHaveLength(1);
  await page.keyboard.press('Space');
  await page.keyboard.press('F9');
  await see(page.getByText('9988 7766 5544 33FF')).toBeVisible();
  expect(await opened.made('keys.setEscrow')).toEqual([
    { recipient: 'age1first', replaces: null },
    { recipient: 'age1second', replaces: 'age1first' },
  ]);
});

test('keys: what cannot be read says so in its place; somebody gets a new PIN, once for two presses', async () => {
  await using opened = await open('screen=keys&broken=keys.status&broken=keys.escrow');
  const { page } = opened;
  await see(page.getByRole('alert')).toHaveCount(2);
  const set = page.getByRole('button', { name: 'Đặt PIN mới' });
  await set.click();
  await see(page.locator('.mc-field-error').last()).toBeVisible();
  await page.getByLabel('Mã PIN', { exact: true }).fill('4826');
  await page.getByLabel('Gõ lại PIN').fill('4826');
  await set.evaluate((button: HTMLButtonElement) => {
    button.click();
    button.click();
  });
  await see(page.getByText('Đã đặt PIN mới cho Nguyễn Hoàng Phúc.')).toBeVisible();
  expect(await opened.made('keys.setPin')).toEqual([{ personId: people.phuc, pin: '4826' }]);
});

test('the gap ledger: what has to be looked for on paper comes first, a voided one leads to its dossier', async () => {
  await using opened = await open('screen=numbers');
  const { page } = opened;
  await see(page.getByText('Đã xem 8.214 hồ sơ của quầy này: 5 chỗ có số bỏ trống hoặc đã hủy.')).toBeVisible();
  await see(page.locator('.mc-ledger tbody tr').first()).toContainText(
    'Mã hồ sơ ngày 22/04/20252003 – 2009 (7 số)Đã lên giấy trước khi khôi phục',
  );
  await see(page.locator('.mc-ledger tbody tr').last()).toContainText('Nguyễn Phước Hoàng Thị Tôn Nữ Diễm Phương hủy lúc');
  await see(page.locator('.mc-f9')).toHaveCount(0);
  await page.getByLabel('Năm', { exact: true }).selectOption('2024');
  await see(page.getByText('Mọi số của quầy này đều có hồ sơ.')).toBeVisible();
  expect(await opened.made('numbers.gaps')).toEqual([{ year: 2025 }, { year: 2024 }]);
  await page.getByLabel('Năm', { exact: true }).selectOption('2025');
  await page.getByRole('button', { name: '250424-2017' }).press('Enter');
  await see.poll(() => opened.made('dossier.get')).toHaveLength(1);
});

test('after a restore every screen reminds of the last code; it is typed, or the reserve is taken', async () => {
  await using opened = await open('screen=settings&restored=1');
  const { page } = opened;
  await see(page.getByText('Mã khôi phục đã được dùng và chưa thay.')).toBeVisible();
  await page.getByRole('button', { name: 'Trả lời' }).press('Enter');
  await see(page.getByLabel('Mã hồ sơ cuối cùng trên giấy')).toBeFocused();
  await page.keyboard.press('F9');
  expect(await opened.made('backup.tellLastCode')).toEqual([]);
  await type(page, '2031');
  await page.keyboard.press('F9');
  await see(page.getByText('Đã ghi. Số mới tiếp sau mã vừa gõ.')).toBeVisible();
  expect(await opened.made('backup.tellLastCode')).toEqual([{ lastCode: '2031' }]);
  await see(page.locator('.mc-f9')).toHaveCount(0);
  await using another = await open('screen=numbers&restored=1');
  await another.page.getByLabel('Không chắc mã nào là cuối cùng').press('Space');
  await see(another.page.locator('.mc-f9 > span')).toHaveText('Dùng dải dự phòng');
  await another.page.keyboard.press('F9');
  await see(another.page.getByText('Đã ghi. Số mới lấy từ dải dự phòng.')).toBeVisible();
  expect(await another.made('backup.takeReserve')).toHaveLength(1);
});

test.each([
  ['settings', 'vi'],
  ['settings', 'en'],
  ['people', 'vi'],
  ['people', 'en'],
  ['registerBook', 'vi'],
  ['registerBook', 'en'],
])('%s (%s): every word is there, and nothing is cut off at any of the four sizes', async (screen, language) => {
  await using opened = await open(`screen=${screen}`, { language });
  const { page } = opened;
  expect(await bareKeys(page, areas)).toEqual([]);
  // The longest name.
  if (screen === 'people') for (const _ of [1, 2, 3]) await page.keyboard.press('ArrowDown');
  for (const [width, height] of windows) {
    await page.setViewportSize({ width, height });
    await page.evaluate(() => document.fonts.ready);
    const spills = () =>
      page.evaluate(() =>
        [
          ...document.querySelectorAll<HTMLElement>(
            '.mc-panel, .mc-f9 > span, .mc-settings, .mc-person-panel, .mc-panel button, .mc-seg-label',
          ),
        ]
          .filter(
            (one) =>
              one.getBoundingClientRect().right > innerWidth + 1 ||
              one.scrollWidth > one.clientWidth + 1 ||
              (one.matches('.mc-settings, .mc-person-panel') && one.scrollHeight > one.clientHeight + 1),
          )
          .map((one) => `${one.className}: ${one.innerText.slice(0, 40)}`),
      );
    // The page hears of its new size a moment later.
    await expect.poll(async () => [width, height, await spills()]).toEqual([width, height, []]);
  }
});

test('the gap ledger goes to the printer by Ctrl+P and to a file by Ctrl+E; who may not print hears why', async () => {
  await using opened = await open('screen=numbers');
  const { page } = opened;
  await see(page.locator('.mc-ledger tbody tr')).toHaveCount(5);
  await page.keyboard.press('Control+P');
  await see(page.getByText('Danh sách năm 2025, bản in lần 1, đã gửi sang máy in và lưu trên máy này.')).toBeVisible();
  const saved = page.waitForEvent('download');
  await page.keyboard.press('Control+E');
  expect((await saved).suggestedFilename()).toBe('so-bo-trong-2025-quay-2.xlsx');
  await see(page.getByText('Đã lưu tệp so-bo-trong-2025-quay-2.xlsx')).toBeVisible();
  const asCsv = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Lưu CSV' }).press('Enter');
  expect((await asCsv).suggestedFilename()).toBe('so-bo-trong-2025-quay-2.csv');
  expect(await barriers(page)).toEqual([]);
  expect(await opened.made('numbers.print')).toEqual([{ commandId: expect.any(String), year: 2025 }]);
  await using reader = await open('screen=numbers&role=administrator');
  await see(reader.page.locator('.mc-ledger tbody tr')).toHaveCount(5);
  await reader.page.keyboard.press('Control+P');
  await see(reader.page.getByText('Vai trò của người đang đăng nhập không in được danh sách.')).toBeVisible();
  expect(await reader.made('numbers.print')).toEqual([]);
  await using silent = await open('screen=numbers&failing=1');
  await see(silent.page.locator('.mc-ledger tbody tr')).toHaveCount(5);
  await silent.page.keyboard.press('Control+P');
  await see(silent.page.locator('.mc-error-bar')).toContainText('Máy in không trả lời.');
});
