/** The register of dossiers (Mẫu 06) as a book: numbers in order, notes the law wants, archived before it goes to the printer. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { RegisterPrinting } from '#shared/contract/register-book.ts';
import { registerRowsAPart } from '#shared/forms/dossier-register.ts';
import { registerParts } from '../../../electron/app/service/dossier-register.ts';
import { registerRows } from '../../../electron/app/service/register-rows.ts';
import { keptRegisterParts } from '../../../electron/app/service/register-kept.ts';
import { commandId, type Office, openOffice, reception } from '../../helpers/desk.ts';
import { pdfPageSizes, pdfWords } from '../../helpers/pdf.ts';

let office: Office;
beforeEach(async () => {
  office = await openOffice();
}, 60_000);
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
  expect(await hanh.registerBook.volumes()).toEqual([{ year: 2026, volume: '02', last: 4, printedAt: null }]);
  const told = await all(hanh.registerBook.print({ commandId: commandId(60), year: 2026, volume: '02' }));
  expect(told.at(-1)).toEqual({ phase: 'done', done: 1, total: 1, rows: 4, pages: 2, queueFault: null });
  const [paper] = office.queue.papers;
  expect(paper!.options).toEqual({ printer: null, copies: 1, paper: 'a4', duplex: 'shortEdge' });
  expect(pdfPageSizes(paper!.pdf)).toEqual(['297×210', '297×210']);
  const words = pdfWords(paper!.pdf);
  expect(words).toContain('SỔ THEO DÕI HỒ SƠ Năm: 2026 Quyển số: 02');
  for (const part of ['Người Thử 1', 'Người Thử 4', 'Hủy do tiếp', '08/06/2026', 'Nhập bù', 'Quyển số 02, năm 2026', 'Trang 1'])
    expect(words).toContain(part);
  const [kept] = keptRegisterParts(office.store());
  expect(Buffer.from(office.store().blobs.get(kept!.sha256)!).equals(Buffer.from(paper!.pdf))).toBe(true);
  expect(await hanh.registerBook.volumes()).toMatchObject([{ printedAt: '2026-06-08T09:15:00.000+07:00' }]);
});

test('the printer is off: the book is archived all the same, and the answer says so', async () => {
  await accept(1);
  office.queue.fault = new Error('no paper');
  const told = await all(office.as('Lê Thị Hạnh').registerBook.print({ commandId: commandId(2), year: 2026, volume: '02' }));
  expect(told.at(-1)).toMatchObject({ phase: 'done', queueFault: 'printer-silent' });
  expect(keptRegisterParts(office.store())).toHaveLength(1);
});

test('a long volume comes in parts whose pages are numbered through', async () => {
  await accept(1);
  const { store, office: data } = office.desk.open();
  const [row] = await registerRows(store, data(), { year: 2026, volume: '02' });
  const rows = Array.from({ length: registerRowsAPart + 30 }, (_, index) => ({ ...row!, registerNo: index + 1 }));
  const pages: number[] = [];
  let last = '';
  const parts = registerParts(office.ports.paper, data(), { year: 2026, volume: '02' }, rows, office.clock.now);
  for await (const { rendered } of parts) {
    pages.push(rendered.pageCount);
    last = pages.length === 2 ? pdfWords(rendered.bytes) : '';
  }
  expect(pages).toHaveLength(2);
  expect(last).toContain(`Trang ${String(pages[0])}`);
  expect(last).not.toContain('SỔ THEO DÕI');
  expect(last).toContain(`Trang ${String(pages[0]! + pages[1]! - 1)}`);
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
  const rows = await registerRows(withoutSecond, data(), { year: 2026, volume: '02' }, (count) => found.push(count));
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
  expect((await registerRows(closed, data(), { year: 2026, volume: '02' })).map(({ registerNo }) => registerNo)).toEqual([1, 2, 3]);
});
