/** A wrong receipt put right: what changes is told first, the old paper is void, the new one says why; what was pressed by mistake is taken back. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { CorrectionInput } from '#shared/contract/correction.ts';
import { type Client, commandId, draft, type Office, openOffice, reception, refusal } from '../../helpers/desk.ts';
import { pdfWords } from '../../helpers/pdf.ts';

let office: Office;
let hanh: Client;
let phuc: Client;
let ngan: Client;
let tam: Client;
let dossierId: string;
let code: string;
let tests = 0;
/** Ids of the present test's commands. */
const id = (number: number): string => commandId(tests * 1000 + number);

const start = '2026-06-08T09:15:00.000+07:00';
const open = async (): Promise<void> => {
  office = await openOffice();
  [hanh, phuc, ngan, tam] = [
    office.as('Lê Thị Hạnh'),
    office.as('Nguyễn Hoàng Phúc'),
    office.as('Võ Thị Kim Ngân'),
    office.as('Trần Minh Tâm'),
  ];
};
beforeAll(open, 120_000);
afterAll(() => {
  office.close();
});
beforeEach(async () => {
  tests += 1;
  // No clock goes back: after a test that moved it, another office opens.
  if (office.clock.now !== start) {
    office.close();
    await open();
  }
  office.queue.fault = null;
  ({ dossierId, dossierCode: code } = await accept(1));
}, 120_000);

const accept = (number: number, changes: Parameters<typeof reception>[0] = {}) =>
  hanh.reception.accept({ commandId: id(number), draftId: null, reception: reception(changes), settledAtDesk: false });
const reason = 'Ghi nhầm tên và số điện thoại';
const print = (number: number, why: string | null = null, who = hanh) =>
  who.paper.print({ commandId: id(number), dossierId, form: 'receiptSlip', layout: null, reason: why });
const form = async () => (await hanh.correction.form({ dossierId })).now;
const make = (number: number, correction: CorrectionInput, more: { reason?: string; shownDueAt?: string | null; basedOn?: string } = {}) =>
  hanh.correction.make({
    commandId: id(number),
    dossierId,
    basedOn: more.basedOn ?? office.store().dossiers.findState(dossierId)!.lastActId!,
    correction,
    reason: more.reason ?? reason,
    shownDueAt: more.shownDueAt ?? null,
  });
const step = (who: Client, number: number, basedOn: number, kind: string, payload: Record<string, unknown>) =>
  who.dossier.act({ commandId: id(number), dossierId, basedOn: id(basedOn), kind, payload });
const isThis = (one: { readonly dossierId: string }): boolean => one.dossierId === dossierId;
const state = () => office.store().dossiers.findState(dossierId)!;
const kinds = () =>
  office
    .store()
    .acts.ofDossier(dossierId)
    .map(({ body }) => body.kind);
const renamed = async (): Promise<CorrectionInput> => {
  const now = await form();
  return { ...now, applicant: { ...now.applicant, fullName: 'Đặng Thị Hòa Bình', phone: '0911222333' } };
};

test('the form holds what was accepted, without the numbers', async () => {
  expect(await hanh.correction.form({ dossierId })).toEqual({
    dossierId,
    basedOn: id(1),
    now: {
      applicant: {
        kind: 'person',
        fullName: 'Đặng Thị Hòa',
        taxCode: null,
        dateOfBirth: '1985-03-02',
        sex: 'female',
        address: 'Tổ 3, thị trấn Lạc Tánh',
        email: null,
      },
      submitter: null,
      channel: 'inPerson',
      documents: reception().documents,
      dossierCount: 1,
      fee: { amountVnd: 8000, state: 'paid', exemptionReason: null, fiscalReceipt: null },
      resultDelivery: { mode: 'counter', address: null },
      note: null,
    },
    masked: { personalId: '060*****0123', phone: '090****001', submitterPersonalId: null, submitterPhone: null },
    variants: [],
    variant: -1,
  });
});

test('a corrected receipt: the difference first, the old paper void, the new one printed in its place with the reason', async () => {
  const first = await print(2);
  await hanh.paper.cameOut({ commandId: id(3), printActId: first.printActId, ok: true });
  const correction = await renamed();
  const shown = await hanh.correction.preview({ dossierId, correction, reason });
  expect({ ...shown, pages: shown.pages.length }).toEqual({
    changes: [
      { field: 'applicant.fullName', from: 'Đặng Thị Hòa', to: 'Đặng Thị Hòa Bình' },
      { field: 'applicant.phone', from: '090****001', to: '091****333' },
    ],
    due: null,
    voids: 1,
    pages: 2,
  });
  expect(kinds()).toEqual(['dossier.accepted', 'paper.printed', 'paper.cameOut']);
  office.clock.now = '2026-06-08T10:05:00.000+07:00';
  expect(await make(4, correction)).toEqual({ actId: id(4), receiptDue: true });
  expect(await make(4, correction)).toEqual({ actId: id(4), receiptDue: true });
  expect(state()).toMatchObject({
    applicant: { fullName: 'Đặng Thị Hòa Bình', personalId: '060185000123', phone: '0911222333' },
    dueAt: '2026-06-11T17:30:00+07:00',
    slips: [{ actId: first.printActId, void: true, voidedBy: id(4) }],
  });

  expect(await print(5)).toMatchObject({ reprintNo: 0, queued: true });
  expect(office.store().acts.find(id(5))?.body.payload).toMatchObject({ replaces: first.printActId, reprintNo: 0, reason });
  const words = pdfWords(office.queue.papers.at(-1)!.pdf);
  expect(words).toContain('Đặng Thị Hòa Bình');
  expect(words).toContain('BẢN ĐÍNH CHÍNH');
  expect(words).toContain('09 giờ 15 phút');
  expect(words).toContain(reason);
  expect(state().slips.map(({ void: isVoid }) => isVoid)).toEqual([true, false]);

  const { timeline } = await ngan.dossier.get({ dossierId });
  expect(timeline.find(({ kind }) => kind === 'dossier.corrected')).toMatchObject({
    actorName: 'Lê Thị Hạnh',
    details: { reason },
    changes: shown.changes,
  });
});

test('no correction without a reason, without a difference, from an old page, by who does not receive, or with a paper outside the list unexplained', async () => {
  const correction = await renamed();
  expect(await refusal(make(2, correction, { reason: '  ' }))).toEqual({ code: 'reason-missing', data: { field: 'reason' } });
  expect(await refusal(make(2, await form()))).toEqual({ code: 'nothing-corrected', data: {} });
  const extra = { name: 'Đơn xin xác nhận', form: 'original', copies: 1, pages: null, presentOnly: false, extraReason: ' ' } as const;
  expect(await refusal(make(2, { ...correction, documents: [extra] }))).toEqual({ code: 'reason-missing', data: { field: 'documents' } });
  const call = { commandId: id(2), dossierId, basedOn: id(1), correction, reason, shownDueAt: null };
  expect(await refusal(ngan.correction.make(call))).toEqual({ code: 'not-permitted', data: { needs: 'dossier.accept' } });
  await make(2, correction);
  const other = { ...correction, applicant: { ...correction.applicant, fullName: 'Đặng Thị Hoa' } };
  expect(await refusal(make(3, other, { basedOn: id(1) }))).toEqual({ code: 'act-not-lawful', data: { why: 'change-not-seen' } });
  expect(kinds()).toEqual(['dossier.accepted', 'dossier.corrected']);
});

test('the date moves with the limit alone, and only to the one that was shown', async () => {
  ({ dossierId } = await accept(10, { procedureCode: '1.013979' }));
  const before = state().dueAt;
  expect(before).toBe('2026-06-22T17:30:00+07:00');
  expect((await hanh.correction.form({ dossierId })).variants).toEqual([{ index: 0, when: expect.any(String) }]);
  const correction = { ...(await form()), variant: 0 };
  const { due, changes } = await hanh.correction.preview({ dossierId, correction, reason: '' });
  expect(due).toMatchObject({ before: '2026-06-22T17:30', after: { receivedAt: '2026-06-08T09:15', dueAt: '2026-07-06T17:30' } });
  expect(changes.map(({ field }) => field)).toEqual(['limit.value', 'variant', 'dueAt']);
  expect(await refusal(make(2, correction))).toEqual({ code: 'due-not-seen', data: { dueAt: '2026-07-06T17:30' } });
  expect(await refusal(make(2, correction, { shownDueAt: '2026-06-20T17:30' }))).toMatchObject({ code: 'due-not-seen' });
  expect(state().dueAt).toBe(before);
  await make(2, correction, { shownDueAt: '2026-07-06T17:30' });
  expect(state()).toMatchObject({ dueAt: '2026-07-06T17:30:00+07:00', firstDueAt: before, clockCycle: 1, variant: expect.any(String) });
  await make(3, { ...(await form()), variant: -1 }, { shownDueAt: '2026-06-22T17:30' });
  expect(state()).toMatchObject({ dueAt: before, variant: null });
});

test('the date of a clock that has ended is nobody’s to move; the name still is', async () => {
  ({ dossierId } = await accept(10, { procedureCode: '1.013979' }));
  await step(ngan, 11, 10, 'dossier.takenOver', { fromPersonId: null, note: null });
  await step(ngan, 12, 11, 'dossier.resolved', { result: 'granted', resultNo: null, reason: null });
  expect((await hanh.correction.form({ dossierId })).variants).toEqual([]);
  expect(await refusal(make(13, { ...(await form()), variant: 0 }, { shownDueAt: '2026-07-06T17:30' }))).toEqual({
    code: 'act-not-lawful',
    data: { why: 'not-from-this-status' },
  });
  await make(13, await renamed());
  expect(state()).toMatchObject({ status: 'resolved', applicant: { fullName: 'Đặng Thị Hòa Bình' } });
});

test('a voided dossier has no receipt: none is archived, none reaches the printer, the old one is void', async () => {
  await print(2);
  const papers = office.queue.papers.length;
  const counted = async () => (await hanh.dayEnd.review()).figures.accepted;
  const before = await counted();
  await hanh.dossier.act({
    commandId: id(3),
    dossierId,
    basedOn: state().lastActId!,
    kind: 'dossier.voided',
    payload: { reason: 'Nhập hai lần' },
  });
  expect(await refusal(print(4, 'Xin thêm bản'))).toEqual({
    code: 'receipt-of-voided',
    data: { dossierCode: code },
  });
  expect(office.queue.papers).toHaveLength(papers);
  expect(state().slips).toMatchObject([{ void: true, voidedBy: id(3) }]);
  expect(await refusal(hanh.correction.form({ dossierId }))).toEqual({ code: 'act-not-lawful', data: { why: 'dossier-closed' } });
  expect(await counted()).toEqual({ ...before, total: before.total - 1, inPerson: before.inPerson - 1 });
  const { papers: owed, voided } = await hanh.correction.explained();
  expect({ owed: owed.filter(isThis), voided: voided.filter(isThis) }).toEqual({
    owed: [],
    voided: [
      {
        dossierId,
        dossierCode: code,
        applicantName: 'Đặng Thị Hòa',
        receivedAt: '2026-06-08T09:15:00.000+07:00',
        voidedAt: '2026-06-08T09:15:00.000+07:00',
        voidedBy: 'Lê Thị Hạnh',
        reason: 'Nhập hai lần',
      },
    ],
  });
});

test('no voiding without a reason; a button is offered only to whom and while the law allows', async () => {
  const voidIt = (who: Client, number: number, why: string) =>
    who.dossier.act({ commandId: id(number), dossierId, basedOn: id(1), kind: 'dossier.voided', payload: { reason: why } });
  expect(await refusal(voidIt(hanh, 2, ' '))).toEqual({ code: 'reason-missing', data: { field: 'reason' } });
  const offered = async (who: Client) => (await who.dossier.get({ dossierId })).next.find(({ kind }) => kind === 'dossier.voided');
  expect(await offered(hanh)).toEqual({ kind: 'dossier.voided', allowed: true, why: null });
  expect(await offered(ngan)).toEqual({ kind: 'dossier.voided', allowed: false, why: 'not-permitted' });
  const accepted = dossierId;
  ({ dossierId } = await accept(10));
  await step(hanh, 11, 10, 'dossier.handedOver', { toPersonId: null, toUnit: 'Tư pháp', note: null });
  expect(await offered(hanh)).toEqual({ kind: 'dossier.voided', allowed: false, why: 'handed-over-already' });
  expect(await offered(tam)).toEqual({ kind: 'dossier.voided', allowed: true, why: null });
  dossierId = accepted;
  office.clock.now = '2026-06-09T08:00:00.000+07:00';
  expect(await offered(hanh)).toEqual({ kind: 'dossier.voided', allowed: false, why: 'not-the-same-day' });
  expect(await offered(tam)).toEqual({ kind: 'dossier.voided', allowed: true, why: null });
});

const undo = (who: Client, number: number, actId: string, back = false) =>
  who.correction.undo({
    commandId: id(number),
    dossierId,
    actId,
    draft: back ? { draftId: id(900), data: draft({ fullName: 'Đặng Thị Hòa' }) } : null,
  });

test('an acceptance pressed by mistake is voided with the standard reason, and its form is a draft again, in one go', async () => {
  office.queue.fault = new Error('off');
  await print(2);
  expect(await undo(hanh, 3, id(1), true)).toEqual({ actId: id(3) });
  expect(await undo(hanh, 3, id(1), true)).toEqual({ actId: id(3) });
  expect(state()).toMatchObject({ status: 'voided', closing: { reason: 'Bấm nhầm, hoàn tác ngay' } });
  expect((await hanh.draft.list()).map(({ draftId, data }) => [draftId, data?.fullName])).toEqual([[id(900), 'Đặng Thị Hòa']]);
  const again = await hanh.reception.accept({
    commandId: id(900),
    draftId: id(900),
    reception: reception(),
    settledAtDesk: false,
  });
  expect([again.dossierCode > code, again.dossierId === dossierId]).toEqual([true, false]);
});

test.each([
  ['by another', () => undo(phuc, 3, id(1)), 'of-another'],
  ['by who may not void', () => undo(ngan, 3, id(1)), 'of-another'],
  ['of what has no way back', () => undo(hanh, 3, id(2)), 'no-way-back'],
])('nothing is undone %s', async (_, call, why) => {
  await hanh.dossier.act({
    commandId: id(2),
    dossierId,
    basedOn: id(1),
    kind: 'dossier.noted',
    payload: { text: 'Gọi lại' },
  });
  expect(await refusal(call())).toEqual({ code: 'undo-not-possible', data: { why } });
  expect(state().status).toBe('accepted');
});

test('nothing is undone once the paper is out, once taken over, or minutes later', async () => {
  const { printActId } = await print(4);
  await hanh.paper.cameOut({ commandId: id(5), printActId, ok: true });
  expect(await refusal(undo(hanh, 6, id(1)))).toEqual({ code: 'undo-not-possible', data: { why: 'paper-out' } });
  await hanh.paper.cameOut({ commandId: id(7), printActId, ok: false });
  await step(ngan, 8, 1, 'dossier.takenOver', { fromPersonId: null, note: null });
  expect(await refusal(undo(hanh, 9, id(1)))).toMatchObject({ code: 'act-not-lawful' });
  office.clock.now = '2026-06-08T09:18:00.000+07:00';
  expect(await refusal(undo(hanh, 3, id(1)))).toEqual({ code: 'undo-not-possible', data: { why: 'too-late' } });
  expect(state().status).toBe('inProgress');
});

test('a result recorded by mistake is recalled, and the date given to the citizen stays', async () => {
  const { dueAt } = state();
  await ngan.dossier.act({
    commandId: id(2),
    dossierId,
    basedOn: id(1),
    kind: 'dossier.takenOver',
    payload: { fromPersonId: null, note: null },
  });
  await ngan.dossier.act({
    commandId: id(3),
    dossierId,
    basedOn: id(2),
    kind: 'dossier.resolved',
    payload: { result: 'granted', resultNo: '15', reason: null },
  });
  await undo(ngan, 4, id(3));
  expect(state()).toMatchObject({ status: 'inProgress', resolvedAt: null, result: null, dueAt });
});

test('receipts nobody has in hand are listed until one came out', async () => {
  const owed = async () => (await ngan.correction.explained()).papers.filter(isThis).map(({ why }) => why);
  expect(await owed()).toEqual(['neverPrinted']);
  const { printActId } = await print(2);
  expect(await owed()).toEqual(['unanswered']);
  await hanh.paper.cameOut({ commandId: id(3), printActId, ok: false });
  expect(await owed()).toEqual(['notOut']);
  await make(4, await renamed());
  expect(await owed()).toEqual(['corrected']);
  const second = await print(5);
  await hanh.paper.cameOut({ commandId: id(6), printActId: second.printActId, ok: true });
  expect(await owed()).toEqual([]);
});
