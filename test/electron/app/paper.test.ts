import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fail } from '#shared/errors.ts';
import type { TestPageLayout } from '#shared/forms/test-page.ts';
import type { PaperPort } from '../../../electron/paper/port.ts';
import { type Client, commandId, type Office, openOffice, reception, refusal } from '../../helpers/desk.ts';
import { pdfText } from '../../helpers/pdf.ts';

let office: Office;
let hanh: Client;
let dossierId: string;
beforeEach(async () => {
  office = await openOffice();
  await begin();
});
afterEach(() => {
  office.close();
});

async function begin(): Promise<void> {
  hanh = office.as('Lê Thị Hạnh');
  ({ dossierId } = await hanh.reception.accept({ commandId: commandId(1), draftId: null, reception: reception(), settledAtDesk: false }));
}

const print = (number: number, reason: string | null = null) =>
  hanh.paper.print({ commandId: commandId(number), dossierId, form: 'receiptSlip', layout: null, reason });
const archived = () => office.store().prints.ofDossier(dossierId);
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

test('archives the paper byte for byte with template, copy and layout, and hands those bytes to the printer', async () => {
  expect(await print(2)).toEqual({ printActId: commandId(2), reprintNo: 0, pageCount: 2, queued: true, queueFault: null });
  const [paper] = office.queue.papers;
  expect(paper?.options).toEqual({ printer: null, copies: 1, paper: 'a5', duplex: 'oneSided' });
  expect(archived()).toEqual([
    {
      actId: commandId(2),
      dossierId,
      form: 'receiptSlip',
      formSet: 'TT03_2025',
      formNo: '01',
      templateVersion: expect.stringMatching(/^[0-9a-f]{64}$/u),
      copies: [1, 2],
      layout: 'a5',
      reprintNo: 0,
      reason: null,
      blobSha256: sha256(paper!.pdf),
      byteLength: paper!.pdf.byteLength,
      pageCount: 2,
      printedAt: office.clock.now,
    },
  ]);
  expect(Buffer.from(office.store().blobs.get(sha256(paper!.pdf))!).equals(Buffer.from(paper!.pdf))).toBe(true);
});

test('what the printer got is this dossier’s receipt', async () => {
  await print(2);
  const text = pdfText(office.queue.papers[0]!.pdf);
  for (const words of ['000.05.24.H11-260608-2001', 'Đặng Thị Hòa', 'Lê Thị Hạnh', 'UBND THỊ TRẤN LẠC TÁNH'])
    expect(text.toLocaleUpperCase('vi')).toContain(words.toLocaleUpperCase('vi'));
});

test.each([
  ['is silent', fail('printer-silent', { printer: 'Quay-2' }), 'printer-silent'],
  ['is not there', fail('printer-missing', { printer: 'Quay-2' }), 'printer-missing'],
  ['breaks in a way of its own', new Error('EPIPE'), 'printer-silent'],
])('a printer that %s loses nothing: the paper is archived, and can be asked for again', async (_, fault, queueFault) => {
  office.queue.fault = fault;
  expect(await print(2)).toEqual({ printActId: commandId(2), reprintNo: 0, pageCount: 2, queued: false, queueFault });
  const [row] = archived();
  expect([row?.actId, office.store().blobs.has(row!.blobSha256), office.queue.papers]).toEqual([commandId(2), true, []]);
  office.queue.fault = null;
  expect(await print(2)).toEqual({ printActId: commandId(2), reprintNo: 0, pageCount: 2, queued: true, queueFault: null });
  expect([archived(), office.queue.papers.map(({ pdf }) => sha256(pdf))]).toEqual([[row], [row!.blobSha256]]);
});

test('sent twice, also both at once, archives once and brings one paper out', async () => {
  const [first, second] = await Promise.all([print(2), print(2)]);
  expect([second, await print(2)]).toEqual([first, first]);
  expect([archived().length, office.queue.papers.length]).toEqual([1, 1]);
});

test('a reprint needs its reason, counts n and says so on the paper', async () => {
  await print(2);
  for (const reason of [null, '  ']) expect(await refusal(print(3, reason))).toEqual({ code: 'reason-missing', data: { field: 'reason' } });
  expect(await print(3, 'Người dân làm mất')).toMatchObject({ reprintNo: 1 });
  expect(await print(4, 'Kẹt giấy')).toMatchObject({ reprintNo: 2 });
  expect(archived().map(({ reprintNo, reason }) => [reprintNo, reason])).toEqual([
    [0, null],
    [1, 'Người dân làm mất'],
    [2, 'Kẹt giấy'],
  ]);
  expect(pdfText(office.queue.papers[2]!.pdf).toLocaleUpperCase('vi')).toContain('BẢN IN LẠI LẦN 2');
  expect(office.store().acts.find(commandId(4))?.body.payload).toMatchObject({ replaces: commandId(3), stateActId: commandId(1) });
});

test('of two windows that print for the first time at once one is first; the other is a reprint, or is asked for its reason', async () => {
  const both = await Promise.allSettled([print(2), print(3)]);
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect(archived().map(({ reprintNo }) => reprintNo)).toEqual([0]);
  const reasons = await Promise.all([print(4, 'Mờ'), print(5, 'Mờ')]);
  expect(reasons.map(({ reprintNo }) => reprintNo).toSorted()).toEqual([1, 2]);
});

test('is refused without its permission, for an unknown dossier, and for an id that printed another', async () => {
  expect(
    await refusal(
      office.as('Phạm Công Quản').paper.print({ commandId: commandId(2), dossierId, form: 'receiptSlip', layout: null, reason: null }),
    ),
  ).toEqual({ code: 'not-permitted', data: { needs: 'paper.print' } });
  expect(
    await refusal(hanh.paper.print({ commandId: commandId(2), dossierId: commandId(99), form: 'receiptSlip', layout: null, reason: null })),
  ).toMatchObject({ code: 'dossier-unknown' });
  await print(2);
  const other = await hanh.reception.accept({ commandId: commandId(5), draftId: null, reception: reception(), settledAtDesk: false });
  expect(
    await refusal(
      hanh.paper.print({ commandId: commandId(2), dossierId: other.dossierId, form: 'receiptSlip', layout: null, reason: null }),
    ),
  ).toEqual({ code: 'command-reused', data: {} });
  expect(await refusal(hanh.paper.print({ commandId: commandId(1), dossierId, form: 'receiptSlip', layout: null, reason: 'Mờ' }))).toEqual({
    code: 'command-reused',
    data: {},
  });
  expect(office.queue.papers).toHaveLength(1);
});

test('takes printer and layout of the settings, unless told', async () => {
  await office
    .as('Trần Minh Tâm')
    .office.saveSettings({ printer: 'Quay-2', layout: 'a4-two-duplex', idleLockMinutes: 10, scannerGapMs: 35 });
  await print(2);
  await hanh.paper.print({
    commandId: commandId(3),
    dossierId,
    form: 'receiptSlip',
    layout: 'a5-duplex',
    reason: 'Mờ',
    printer: 'Phòng họp',
  });
  expect(office.queue.papers.map(({ options }) => options)).toEqual([
    { printer: 'Quay-2', copies: 1, paper: 'a4', duplex: 'shortEdge' },
    { printer: 'Phòng họp', copies: 1, paper: 'a5', duplex: 'longEdge' },
  ]);
  expect(await hanh.paper.printers()).toEqual([{ name: 'Quay-2', isDefault: true }]);
});

test('the preview shows what would be printed and keeps nothing', async () => {
  const preview = () => hanh.paper.preview({ dossierId, form: 'receiptSlip', layout: 'a5', reason: 'Mờ' });
  expect(await preview()).toEqual({ pages: [expect.stringContaining('<svg'), expect.stringContaining('<svg')], reprintNo: 0 });
  expect(archived()).toEqual([]);
  await print(2);
  expect(await preview()).toMatchObject({ reprintNo: 1 });
});

test('whether paper came out is an act: once, also when told twice', async () => {
  await print(2);
  const told = { commandId: commandId(3), printActId: commandId(2), ok: true };
  expect([await hanh.paper.cameOut(told), await hanh.paper.cameOut(told)]).toEqual([{}, {}]);
  expect(
    office
      .store()
      .acts.ofDossier(dossierId)
      .map(({ body }) => body.kind),
  ).toEqual(['dossier.accepted', 'paper.printed', 'paper.cameOut']);
  expect(office.store().dossiers.findState(dossierId)?.slips).toMatchObject([{ actId: commandId(2), cameOut: true }]);
  expect(await refusal(hanh.paper.cameOut({ ...told, commandId: commandId(4), printActId: commandId(1) }))).toEqual({
    code: 'paper-unknown',
    data: {},
  });
  expect(await refusal(office.as('Phạm Công Quản').paper.cameOut({ ...told, commandId: commandId(4) }))).toEqual({
    code: 'not-permitted',
    data: { needs: 'paper.print' },
  });
});

test('when paper cannot be made nothing is archived, and the repeated command prints', async () => {
  let broken = true;
  const { paper } = office.ports;
  const fragile: PaperPort = {
    ...paper,
    renderPdf: (job) => (broken ? Promise.reject(fail('paper-process-died', {})) : paper.renderPdf(job)),
  };
  office.close();
  office = await openOffice({ paper: fragile });
  await begin();
  expect(await refusal(print(2))).toEqual({ code: 'paper-process-died', data: {} });
  expect(archived()).toEqual([]);
  broken = false;
  expect(await print(2)).toMatchObject({ reprintNo: 0, queued: true });
});

describe('a test page', () => {
  const testPage = (number: number, printer: string | null = null, layout: TestPageLayout = 'a5') =>
    hanh.paper.test({ commandId: commandId(number), printer, layout });

  test('names the printer the system takes by itself, holds letters, ruler and code, is made once and archived nowhere', async () => {
    const acts = office.store().acts.unsentCount();
    expect(await testPage(5)).toEqual({ printer: 'Quay-2', queueFault: null });
    expect(await testPage(5)).toEqual({ printer: 'Quay-2', queueFault: null });
    expect(office.queue.papers.map(({ options }) => options)).toEqual([{ printer: 'Quay-2', copies: 1, paper: 'a5', duplex: 'oneSided' }]);
    const text = pdfText(office.queue.papers[0]!.pdf);
    for (const words of ['TRANG IN THỬ', 'Quay-2', 'A5 đứng', '09 giờ 15 phút, ngày 08 tháng 6 năm 2026', 'Đặng Quốc Ưởng', 'ằẳẵắặ', '100'])
      expect(text.normalize('NFC').replaceAll(/\s+/gu, ' ')).toContain(words);
    expect([office.store().acts.unsentCount(), office.store().blobs.has(sha256(office.queue.papers[0]!.pdf))]).toEqual([acts, false]);
    expect(await hanh.paper.testState({ commandId: commandId(5) })).toEqual({ state: 'ended' });
  });

  test('comes on the paper that is chosen: A4 on both sides, the 80 mm roll', async () => {
    await testPage(6, 'Brother-HL', 'a4-duplex');
    await testPage(7, 'Xprinter', 'roll80');
    expect(office.queue.papers.map(({ options }) => options)).toEqual([
      { printer: 'Brother-HL', copies: 1, paper: 'a4', duplex: 'longEdge' },
      { printer: 'Xprinter', copies: 1, paper: 'roll80', duplex: 'oneSided' },
    ]);
    expect(pdfText(office.queue.papers[0]!.pdf)).toContain('MẶT SAU');
  });

  test.each([
    ['is silent', fail('printer-silent', { printer: 'Quay-2' }), 'printer-silent'],
    ['is not there', fail('printer-missing', { printer: 'Quay-2' }), 'printer-missing'],
    ['breaks in a way of its own', new Error('EPIPE'), 'printer-silent'],
  ])('a printer that %s is told, and the page may be printed again with the same command', async (_, fault, queueFault) => {
    office.queue.fault = fault;
    expect(await testPage(8)).toEqual({ printer: 'Quay-2', queueFault });
    expect(await refusal(hanh.paper.testState({ commandId: commandId(8) }))).toEqual({ code: 'paper-unknown', data: {} });
    office.queue.fault = null;
    expect(await testPage(8)).toEqual({ printer: 'Quay-2', queueFault: null });
  });

  test('without a default printer nothing is made; behind a stopped one the page waits', async () => {
    const { list } = office.queue;
    Object.assign(office.queue, { list: () => Promise.resolve([]) });
    expect(await testPage(9)).toEqual({ printer: null, queueFault: 'printer-missing' });
    Object.assign(office.queue, { list, status: () => Promise.resolve('waiting') });
    await testPage(9);
    expect(await hanh.paper.testState({ commandId: commandId(9) })).toEqual({ state: 'waiting' });
  });
});
