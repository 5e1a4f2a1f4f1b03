/** The register of dossiers (Mẫu 06) as a book: numbers in order, notes the law wants, archived before it goes to the printer, a command printed once. */
import { createHash } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { RegisterPrinting } from '#shared/contract/register-book.ts';
import { fail } from '#shared/errors.ts';
import { registerRowsAPart } from '#shared/forms/dossier-register.ts';
import { registerParts } from '../../../electron/app/service/dossier-register.ts';
import { booksOf, keepBook } from '../../../electron/app/service/register-kept.ts';
import { registerRows } from '../../../electron/app/service/register-rows.ts';
import type { BookJob, PaperPort, RenderedBook } from '../../../electron/paper/port.ts';
import { commandId, type Office, openOffice, reception } from '../../helpers/desk.ts';
import { pdfPageSizes, pdfWords } from '../../helpers/pdf.ts';

const volume = { year: 2026, volume: '02' };
let office: Office;
/** The office's own, its members to be replaced. */
let paper: PaperPort;
beforeEach(async () => {
  office = await openOffice();
  paper = { ...office.ports.paper };
  Object.assign(office.desk.ports, { paper });
}, 120_000);
afterEach(() => {
  office.close();
});

async function all(stream: Promise<AsyncIterable<RegisterPrinting>>): Promise<RegisterPrinting[]> {
  const told: RegisterPrinting[] = [];
  for await (const progress of await stream) told.push(progress);
  return told;
}

async function accept(n: number, change: Parameters<typeof reception>[0] = {}) {
  const applicant = { ...reception().applicant, fullName: `Người Thử ${String(n)}` };
  return office.as('Lê Thị Hạnh').reception.accept({
    commandId: commandId(n),
    draftId: null,
    reception: reception({ applicant, ...change }),
    settledAtDesk: false,
  });
}

test('a volume is printed with its numbers in order; a voided dossier keeps its number, a late entry says so', async () => {
  for (const n of [1, 2]) await accept(n);
  const { dossierId } = await accept(3);
  await accept(4, { occurredAt: '2026-06-05T08:30', backfill: { reason: 'Mất điện', paperPage: 'quyển 01, trang 3' } });
  await office.as('Nguyễn Hoàng Phúc').dossier.act({
    commandId: commandId(50),
    dossierId,
    basedOn: office.store().dossiers.findState(dossierId)!.lastActId!,
    kind: 'dossier.voided',
    payload: { reason: 'Nhập hai lần', byUnitHead: false },
  });
  const hanh = office.as('Lê Thị Hạnh');
  const blank = { year: 2026, volume: '02', last: 4, printedAt: null, lastPage: null, unfinished: null };
  expect(await hanh.registerBook.volumes()).toEqual([blank]);
  const told = await all(hanh.registerBook.print({ ...volume, commandId: commandId(60) }));
  expect(told.at(-1)).toEqual({ phase: 'done', done: 4, total: 4, pages: 2, sent: 2, unsure: [], queueFault: null });
  const [paper] = office.queue.papers;
  expect(paper!.options).toEqual({ printer: null, copies: 1, paper: 'a4', duplex: 'shortEdge' });
  expect(pdfPageSizes(paper!.pdf)).toEqual(['297×210', '297×210']);
  const words = pdfWords(paper!.pdf);
  expect(words).toContain('SỔ THEO DÕI HỒ SƠ Năm: 2026 Quyển số: 02');
  expect(words).toContain('Quyển số 02, năm 2026, in đến số 04: 4 hồ sơ, 1 trang đánh số từ 1 đến 1.');
  for (const part of ['Người Thử 1', 'Người Thử 4', 'Hủy do tiếp', '08/06/2026', 'Nhập bù', 'Quyển số 02, năm 2026', 'Trang 1'])
    expect(words).toContain(part);
  const [kept] = booksOf(office.store(), volume)[0]!.parts;
  expect(Buffer.from(office.store().blobs.get(kept!.sha256)!).equals(Buffer.from(paper!.pdf))).toBe(true);
  expect(await hanh.registerBook.volumes()).toEqual([{ ...blank, printedAt: '2026-06-08T09:15:00.000+07:00', lastPage: 1 }]);
});

/** Two rows a part, so that five dossiers are a book of three parts: pages 0 (the cover) and 1, page 2, page 3. */
async function fiveInThreeParts(): Promise<PaperPort> {
  for (const n of [1, 2, 3, 4, 5]) await accept(n);
  const { renderBook } = paper;
  const inTwos: PaperPort = {
    ...paper,
    renderBook: (job) => renderBook({ ...job, data: { ...job.data, rows: job.data.rows.slice(0, 2), isLast: job.data.rows.length <= 2 } }),
  };
  Object.assign(paper, inTwos);
  return inTwos;
}
const numbersOn = ({ pdf }: { pdf: Uint8Array }): string[] => [...pdfWords(pdf).matchAll(/Người Thử (\d)/gu)].map(([, n]) => n!);
const printed = () => office.queue.papers.map(numbersOn);

test('a printer that is off: the book is archived all the same, and the same command brings it out once, the same bytes', async () => {
  await fiveInThreeParts();
  const hanh = office.as('Lê Thị Hạnh');
  const command = { ...volume, commandId: commandId(60) };
  office.queue.fault = new Error('no paper');
  const off = await all(hanh.registerBook.print(command));
  expect(off.at(-1)).toEqual({ phase: 'done', done: 5, total: 5, pages: 4, sent: 0, unsure: [], queueFault: 'printer-silent' });
  const [book] = await hanh.registerBook.volumes();
  expect(book!.unfinished).toEqual({
    commandId: commandId(60),
    begunAt: '2026-06-08T09:15:00.000+07:00',
    rows: 5,
    of: 5,
    pages: 4,
    sent: 0,
    unsure: [],
  });
  office.queue.fault = null;
  await accept(6);
  const again = await all(hanh.registerBook.print(command));
  expect(again.at(-1)).toEqual({ phase: 'done', done: 5, total: 5, pages: 4, sent: 4, unsure: [], queueFault: null });
  expect(printed()).toEqual([['1', '2'], ['3', '4'], ['5']]);
  const kept = booksOf(office.store(), volume)[0]!.parts;
  expect(office.queue.papers.map(({ pdf }) => createHash('sha256').update(pdf).digest('hex'))).toEqual(kept.map(({ sha256 }) => sha256));
  await all(hanh.registerBook.print(command));
  expect(office.queue.papers).toHaveLength(3);
  expect(await hanh.registerBook.volumes()).toMatchObject([{ last: 6, unfinished: null }]);
  await expect(all(hanh.registerBook.print({ ...command, volume: '03' }))).rejects.toMatchObject({ code: 'command-reused' });
});

test('asked twice at once, one book comes out', async () => {
  await fiveInThreeParts();
  const hanh = office.as('Lê Thị Hạnh');
  const command = { ...volume, commandId: commandId(60) };
  const [one, other] = await Promise.all([all(hanh.registerBook.print(command)), all(hanh.registerBook.print(command))]);
  expect(printed()).toEqual([['1', '2'], ['3', '4'], ['5']]);
  expect(other.at(-1)).toEqual(one.at(-1));
});

test('a part that dies costs the parts before it nothing: the same command goes on with the next', async () => {
  const inTwos = await fiveInThreeParts();
  const hanh = office.as('Lê Thị Hạnh');
  const command = { ...volume, commandId: commandId(60) };
  let asked = 0;
  Object.assign(paper, {
    renderBook: (job: BookJob) => ((asked += 1) === 2 ? Promise.reject(fail('paper-process-died', {})) : inTwos.renderBook(job)),
  });
  await expect(all(hanh.registerBook.print(command))).rejects.toMatchObject({ code: 'paper-process-died' });
  expect((await hanh.registerBook.volumes())[0]!.unfinished).toMatchObject({ rows: 2, of: 5, pages: 2, sent: 2 });
  await all(hanh.registerBook.print(command));
  expect(printed()).toEqual([['1', '2'], ['3', '4'], ['5']]);
  expect(pdfWords(office.queue.papers[1]!.pdf)).toContain('Trang 2');
});

test('a part that was on its way to the printer when the app ended is told and not sent again', async () => {
  await fiveInThreeParts();
  const hanh = office.as('Lê Thị Hạnh');
  const command = { ...volume, commandId: commandId(60) };
  office.queue.fault = new Error('no paper');
  await all(hanh.registerBook.print(command));
  office.queue.fault = null;
  const book = booksOf(office.store(), volume)[0]!;
  keepBook(office.store(), volume, { ...book, parts: book.parts.map((part, n) => (n === 1 ? { ...part, handed: 'handing' } : part)) });
  expect((await hanh.registerBook.volumes())[0]!.unfinished).toMatchObject({ sent: 0, unsure: [{ from: 2, to: 2 }] });
  const told = await all(hanh.registerBook.print(command));
  expect(told.at(-1)).toMatchObject({ phase: 'done', pages: 4, sent: 3, unsure: [{ from: 2, to: 2 }] });
  expect(printed()).toEqual([['1', '2'], ['5']]);
  expect(await hanh.registerBook.volumes()).toMatchObject([{ unfinished: null }]);
});

test('stopped after the part under way, it says what was printed; the same command goes on', async () => {
  await fiveInThreeParts();
  const hanh = office.as('Lê Thị Hạnh');
  const command = { ...volume, commandId: commandId(60) };
  const told: RegisterPrinting[] = [];
  for await (const progress of await hanh.registerBook.print(command)) {
    told.push(progress);
    if (progress.sent > 0) await hanh.registerBook.stop({ commandId: commandId(60) });
  }
  expect(told.at(-1)).toEqual({ phase: 'stopped', done: 2, total: 5, pages: 2, sent: 2, unsure: [], queueFault: null });
  expect((await all(hanh.registerBook.print(command))).at(-1)).toMatchObject({ phase: 'done', sent: 4 });
  expect(printed()).toEqual([['1', '2'], ['3', '4'], ['5']]);
});

test('single pages are printed once more by their numbers, from the archived bytes', async () => {
  await fiveInThreeParts();
  const hanh = office.as('Lê Thị Hạnh');
  await all(hanh.registerBook.print({ ...volume, commandId: commandId(60) }));
  const papers = office.queue.papers.splice(0);
  const pages = { ...volume, commandId: commandId(61), from: 1, to: 2 };
  expect(await hanh.registerBook.printPages(pages)).toEqual({ pages: 2, queued: true, queueFault: null });
  expect(await hanh.registerBook.printPages(pages)).toEqual({ pages: 2, queued: true, queueFault: null });
  expect(
    office.queue.papers.map(({ pdf, options }) => [papers.findIndex((one) => Buffer.from(one.pdf).equals(pdf)), options.pages]),
  ).toEqual([
    [0, { first: 2, last: 2 }],
    [1, { first: 1, last: 1 }],
  ]);
  await expect(hanh.registerBook.printPages({ ...pages, to: 3 })).rejects.toMatchObject({ code: 'command-reused' });
  for (const [n, range] of [
    [62, { from: 3, to: 4 }],
    [63, { from: 2, to: 1 }],
  ] as const)
    await expect(hanh.registerBook.printPages({ ...volume, ...range, commandId: commandId(n) })).rejects.toMatchObject({
      code: 'paper-unknown',
    });
  office.queue.fault = new Error('no paper');
  const refused = { ...pages, commandId: commandId(64) };
  expect(await hanh.registerBook.printPages(refused)).toEqual({ pages: 2, queued: false, queueFault: 'printer-silent' });
  office.queue.fault = null;
  expect(await hanh.registerBook.printPages(refused)).toEqual({ pages: 2, queued: true, queueFault: null });
});

test('a long volume comes in parts of whole sheets whose rows and pages run on', async () => {
  await accept(1);
  const { store, office: data } = office.desk.open();
  const [row] = await registerRows(store, data(), volume);
  const rows = Array.from({ length: registerRowsAPart + 30 }, (_, index) => ({ ...row!, registerNo: index + 1 }));
  const parts: RenderedBook[] = [];
  for await (const part of registerParts(paper, data(), { volume, rows, now: office.clock.now })) parts.push(part);
  const [first, second] = parts;
  expect(parts).toHaveLength(2);
  // No blank side in the midst of the book, and no row twice or left out.
  expect(first!.pageCount % 2).toBe(0);
  expect(first!.rows).toBeLessThan(registerRowsAPart);
  expect(first!.rows + second!.rows).toBe(rows.length);
  const words = pdfWords(second!.bytes);
  expect(words).not.toContain('SỔ THEO DÕI');
  expect(words).toContain(`Trang ${String(first!.pageCount)}`);
  const last = first!.pageCount + second!.pageCount - 1;
  expect(words).toContain(`${String(rows.length)} hồ sơ, ${String(last)} trang đánh số từ 1 đến ${String(last)}.`);
  expect(/Trực tiếp (\d+) /u.exec(words)?.[1]).toBe(String(first!.rows + 1));
});

test('numbers that are not among the codes of the counter are looked for in the whole store', async () => {
  await accept(1);
  const { dossierId } = await accept(2);
  const { store, office: data } = office.desk.open();
  const withoutSecond = {
    ...store,
    dossiers: { ...store.dossiers, numberedBy: () => [[...store.dossiers.numberedBy(2, 2026)].flat().filter((id) => id !== dossierId)] },
  };
  const found: number[] = [];
  const rows = await registerRows(withoutSecond, data(), volume, (count) => found.push(count));
  expect(rows.map(({ registerNo }) => registerNo)).toEqual([1, 2]);
  expect(found).toEqual([1, 2]);
  expect(await registerRows(store, data(), { year: 2025, volume: '02' })).toEqual([]);
  expect(await registerRows(store, data(), { year: 2026, volume: '03' })).toEqual([]);
});

test('a volume whose numbers are all known is read without looking through the store', async () => {
  for (const n of [1, 2, 3]) await accept(n);
  const { store, office: data } = office.desk.open();
  const closed = {
    ...store,
    dossiers: {
      ...store.dossiers,
      receivedAt: () => {
        throw new Error('the whole store was asked');
      },
    },
  };
  expect((await registerRows(closed, data(), volume)).map(({ registerNo }) => registerNo)).toEqual([1, 2, 3]);
});
