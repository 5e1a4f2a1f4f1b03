/**
 * Promise 8 on a counter that was used and then killed: a clerk signs in at a real Chromium, types, searches, looks at a paper; a dossier is accepted and printed by
 * CUPS, registers are imported as .csv and .xlsx; then shell and browser get kill -9. No planted word may be readable in what is left on the disk.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createORPCClient } from '@orpc/client';
import { chromium, type Page } from '@playwright/test';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import writeXlsxFile from 'write-excel-file/node';
import { writeKeyFile } from '../../electron/keys/key-file.ts';
import { browserArguments, browserEnvironment, findBrowser } from '../../electron/shell/loopback/browser.ts';
import type { CounterApi } from '../../renderer/bridge/api.ts';
import { sendFile } from '../../renderer/counter/import/chunks.ts';
import { startCupsPdf, type CupsPdf, whyNoQueue } from '../helpers/cups.ts';
import { newOffice, plan, reception } from '../helpers/desk.ts';
import { openSocket, socketLink } from '../helpers/loopback-client.ts';
import { randomFrom } from '../helpers/random.ts';
import { procedure } from '../e2e/harness/accepting.ts';
import { typed } from '../e2e/harness/typing.ts';
import { shortTmpdir } from '../e2e/harness/chromium.ts';
import { deskOn } from '../e2e/harness/desk.ts';
import { type CounterProcess, startCounterProcess } from './traces/counter-process.ts';
import { filesBelow, readableKinds, tracesIn } from './traces/traces.ts';

const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
const random = randomFrom(seed);
const digits = (count: number): string => Array.from({ length: count }, () => Math.floor(random() * 10)).join('');
const letters = (count: number): string =>
  Array.from({ length: count }, () => 'bcdghklmnprstvx'.charAt(Math.floor(random() * 15))).join('');
const word = letters(5);
/** Words nobody has written before: a hit is ours. */
const planted = {
  clerk: `Lê Thị Hạnh${word}`,
  applicant: `Nguyễn Ẩn Đỗ${word}`,
  address: `Thôn Bãi Đá${word}, xã Thử`,
  personalId: `060185${digits(6)}`,
  phone: `0912${digits(6)}`,
  note: `Mất sổ hộ khẩu${word}`,
  typedName: `Trần Gõ Ướt${word}`,
  unmarked: `Đặng Quên Ý${word}`,
  searched: `Tìm Ông Ộc${word}`,
  fromCsv: `Võ Từ Csv Ấy${word}`,
  fromXlsx: `Phạm Từ Bảng Ễnh${word}`,
  pin: `7${digits(9)}`,
};

const home = mkdtempSync(join(shortTmpdir(), 'mc-traces-'));
const at = (name: string): string => join(home, name);
const counter = { dataDir: at('data'), pageDir: at('page'), keyFile: at('keys/data.key'), stateDir: at('state'), demo: false };
/** Whatever a program keeps for itself lies below `home` too. */
const own = {
  HOME: at('home'),
  TMPDIR: at('tmp'),
  XDG_CONFIG_HOME: at('config'),
  XDG_CACHE_HOME: at('home/cache'),
  XDG_STATE_HOME: at('home/state'),
};
let cups: CupsPdf;
let shell: CounterProcess | undefined;
let browser: ReturnType<typeof spawn> | undefined;
let recoveryCode = '';
let key = new Uint8Array();

beforeAll(async () => {
  if (whyNoQueue !== undefined) return;
  console.log(JSON.stringify({ seed }));
  for (const name of ['home', 'tmp']) mkdirSync(at(name), { mode: 0o700 });
  const office = newOffice({ dataDir: counter.dataDir });
  const person = { fullName: planted.clerk, roles: ['receptionist' as const, 'unitHead' as const], title: null, pin: planted.pin };
  recoveryCode = await office.desk.setUpWith({ ...plan(), people: [person] });
  key = Uint8Array.from(office.keptKeys[0]!);
  writeKeyFile(counter.keyFile, key);
  office.close();
  cups = startCupsPdf();
  shell = await startCounterProcess(counter, { ...process.env, ...own, LPDEST: cups.printer });
}, 120_000);
afterAll(async () => {
  browser?.kill('SIGKILL');
  await shell?.kill();
  if (whyNoQueue === undefined) cups.stop();
  rmSync(home, { recursive: true, force: true, maxRetries: 5 });
});

/** The app window as `npm start` opens it; the debugging port is the test's only addition. */
async function openWindow(): Promise<Page> {
  const run = readdirSync(counter.stateDir).find((name) => name.startsWith('run-')) ?? '';
  const profile = join(counter.stateDir, run, 'profile');
  const args = browserArguments(join(counter.stateDir, run, 'open.html'), profile, process.getuid?.() === 0);
  browser = spawn(findBrowser()!, [...args, '--headless=new', '--remote-debugging-port=0'], {
    stdio: 'ignore',
    detached: true,
    env: browserEnvironment(join(counter.stateDir, run, 'no-dumps'), { ...process.env, ...own }),
  });
  const portFile = join(profile, 'DevToolsActivePort');
  await vi.waitUntil(() => existsSync(portFile) && readFileSync(portFile, 'utf8').includes('\n'), { timeout: 60_000, interval: 50 });
  const [port, path] = readFileSync(portFile, 'utf8').split('\n');
  const driver = await chromium.connectOverCDP(`ws://127.0.0.1:${port ?? ''}${path ?? ''}`);
  const pages = () => driver.contexts().flatMap((context) => context.pages());
  return vi.waitUntil(() => pages().find((page) => page.url() === shell?.url), { timeout: 60_000, interval: 50 });
}

async function openLine(page: Page): Promise<CounterApi> {
  const url = shell?.url ?? '';
  // Of the page itself: the driver's own list is that of the ordinary windows.
  const session = await page.context().newCDPSession(page);
  const { cookies } = await session.send('Network.getCookies');
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  return createORPCClient(socketLink(await openSocket(url, { cookie, origin: url.slice(0, -1) })));
}

async function signIn(api: CounterApi): Promise<void> {
  const state = await api.office.state();
  if (state.phase !== 'sign-in') throw new Error(state.phase);
  await api.office.signIn({ personId: state.people[0]!.personId, pin: planted.pin });
  const { question } = await api.clock.state();
  if (question !== null) await api.clock.confirm({ commandId: crypto.randomUUID(), trueAt: null });
}

async function acceptAndPrint(api: CounterApi): Promise<string> {
  const base = reception({ note: planted.note });
  const applicant = {
    ...base.applicant,
    fullName: planted.applicant,
    address: planted.address,
    personalId: planted.personalId,
    phone: planted.phone,
  };
  const { dossierId } = await api.reception.accept({
    commandId: crypto.randomUUID(),
    draftId: null,
    settledAtDesk: false,
    reception: { ...base, applicant },
  });
  const printed = await api.paper.print({
    commandId: crypto.randomUUID(),
    dossierId,
    form: 'receiptSlip',
    layout: null,
    reason: null,
    printer: cups.printer,
  });
  expect(printed).toMatchObject({ queued: true });
  return dossierId;
}

/** The register's own columns and its first row, of another person with another code. */
function table(name: string, number: string): string[][] {
  const [head = '', row = ''] = readFileSync(join(import.meta.dirname, '../fixtures/lac-tanh-2023-q1.csv'), 'utf8').split(/\r?\n/u);
  const titles = head.replace(/^\uFEFF/u, '').split(',');
  const cells = (row.match(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/gu) ?? []).map((cell) => cell.replace(/,$/u, '').replaceAll('"', ''));
  const place = titles.indexOf('Tên cá nhân/tổ chức');
  return [titles, titles.map((_title, index) => (index === place ? name : (cells[index] ?? '').replace(/-0001$/u, number)))];
}

async function importFiles(api: CounterApi): Promise<void> {
  const csv = Buffer.from(
    table(planted.fromCsv, '-0901')
      .map((line) => line.map((cell) => `"${cell}"`).join(','))
      .join('\n'),
  );
  const xlsx = await writeXlsxFile(
    table(planted.fromXlsx, '-0902').map((line) => line.map((value) => ({ value, type: String }))),
  ).toBuffer();
  for (const [name, bytes] of [
    ['so.csv', csv],
    ['so.xlsx', xlsx],
  ] as const) {
    const file = new File([Uint8Array.from(bytes)], name);
    const importId = await sendFile(api.register, file, () => undefined, new AbortController().signal);
    const preview = await api.register.preview({ importId });
    expect(JSON.stringify(preview)).toContain(name === 'so.csv' ? planted.fromCsv : planted.fromXlsx);
    for await (const step of await api.register.run({ importId })) expect(step.total).toBe(1);
  }
}

/** What a clerk's hands leave in a page: fields, one of them not marked as private, a search, a paper on screen. */
async function useWindow(page: Page, api: CounterApi): Promise<void> {
  const desk = deskOn(page);
  await desk.signIn.shown();
  await desk.signIn.choose(planted.clerk);
  // As a hand types: ten digits at once would be a scanner's.
  await typed(page, planted.pin);
  await page.keyboard.press('Enter');
  await page.getByRole('banner').getByRole('button', { name: planted.clerk }).waitFor();
  await page.evaluate((text) => {
    const field = document.createElement('textarea');
    field.name = 'forgotten';
    document.body.append(field);
    field.value = text;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  }, planted.unmarked);
  await page.keyboard.press('F2');
  await desk.reception.pick(procedure.part, procedure.name);
  await desk.reception.field('fullName').fill(planted.typedName);
  await desk.reception.field('address').fill(planted.address);
  await desk.reception.field('phone').fill(planted.phone);
  await vi.waitUntil(async () => JSON.stringify(await api.draft.list()).includes(planted.typedName), { timeout: 60_000, interval: 100 });
  await desk.reception.paper.first().waitFor();
  await page.keyboard.press('F3');
  await typed(page, planted.searched);
  await page.keyboard.press('F3');
}

/** The page's process ends as by a fault of its own; a dump of its memory is written before it is gone. */
async function crashPage(page: Page): Promise<void> {
  const crashed = page.waitForEvent('crash');
  const session = await page.context().newCDPSession(page);
  // Who would answer is gone.
  void session.send('Page.crash').catch(() => undefined);
  await crashed;
}

/** What of their memory the app and its paper process would leave in a core dump. */
function dumpFilters(pid: number): readonly string[] {
  const threads = readdirSync(`/proc/${String(pid)}/task`);
  const children = threads.flatMap((thread) => readFileSync(`/proc/${String(pid)}/task/${thread}/children`, 'utf8').match(/\d+/gu) ?? []);
  return [String(pid), ...children].map((one) => readFileSync(`/proc/${one}/coredump_filter`, 'utf8').trim());
}

async function killAll(): Promise<void> {
  await shell?.kill();
  const gone = new Promise((done) => browser?.once('exit', done));
  if (browser?.pid !== undefined) process.kill(-browser.pid, 'SIGKILL');
  await gone;
}

test('the search itself finds a word in every form', () => {
  const file = at('control');
  const text = planted.applicant;
  const forms = [
    Buffer.from(text),
    Buffer.from(text, 'utf16le'),
    Buffer.from(text.normalize('NFD')),
    Buffer.from(JSON.stringify({ a: encodeURIComponent(text) })),
  ];
  const coded = ['', 'x', 'xy'].map((before) => Buffer.from(Buffer.from(`${before}${text}zzz`).toString('base64')));
  for (const content of [...forms, ...coded, Buffer.from(text.toLowerCase())]) {
    writeFileSync(file, Buffer.concat([Buffer.from('…'), content, Buffer.from('…')]));
    expect(tracesIn([file], { applicant: text }).map(({ what }) => what)).toContain('applicant');
  }
  writeFileSync(file, '%PDF-1.7');
  expect(readableKinds([file])).toEqual([file]);
  rmSync(file);
});

test('nothing personal is readable on the disk after a day that ends with kill -9', { timeout: 300_000 }, async ({ skip }) => {
  if (whyNoQueue !== undefined) skip(whyNoQueue);
  const page = await openWindow();
  const api = await openLine(page);
  await signIn(api);
  await useWindow(page, api);
  await acceptAndPrint(api);
  await importFiles(api);
  const find = (text: string) => api.dossier.find({ text, tab: 'all', offset: 0, limit: 5 });
  expect((await find(planted.applicant)).rows.map(({ applicantName }) => applicantName)).toEqual([planted.applicant]);
  const spool = '/var/spool/cups';
  await vi.waitUntil(() => !readdirSync(join(counter.dataDir, 'print')).some((name) => name.endsWith('.job')), {
    timeout: 60_000,
    interval: 100,
  });
  await crashPage(page);
  const filters = dumpFilters(shell?.pid ?? 0);
  expect(filters.length).toBeGreaterThan(1);
  expect(new Set(filters)).toEqual(new Set(['00000000']));
  await killAll();
  expect(filesBelow(home).filter((file) => file.endsWith('.dmp'))).toEqual([]);

  const secrets = { ...planted, recoveryCode, key: Buffer.from(key).toString('latin1') };
  const ours = filesBelow(home).filter((file) => file !== counter.keyFile);
  const systems = [...filesBelow(spool), ...(existsSync('/var/log/cups') ? filesBelow('/var/log/cups') : [])];
  expect(ours.filter((file) => file.startsWith(counter.stateDir)).length).toBeGreaterThan(10);
  expect(tracesIn([...ours, ...systems], secrets)).toEqual([]);
  expect(
    readableKinds(ours.filter((file) => [counter.dataDir, at('tmp'), at('home'), at('config')].some((folder) => file.startsWith(folder)))),
  ).toEqual([]);
});
