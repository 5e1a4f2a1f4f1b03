import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Client, commandId, type Office, openOffice, reception, refusal } from '../../helpers/desk.ts';

let office: Office;
let hanh: Client;
let ngan: Client;
let tam: Client;
let dossierId: string;
beforeEach(async () => {
  office = await openOffice();
  [hanh, ngan, tam] = [office.as('Lê Thị Hạnh'), office.as('Võ Thị Kim Ngân'), office.as('Trần Minh Tâm')];
  ({ dossierId } = await hanh.reception.accept({ commandId: commandId(1), draftId: null, reception: reception(), settledAtDesk: false }));
});
afterEach(() => {
  office.close();
});

const takenOver = { fromPersonId: null, note: null };
const resolved = { result: 'granted', resultNo: '15/2026', reason: null };
const returned = { collector: 'applicant', collectorName: null, authorisation: null, trackingNo: null, lostReceiptReason: null };
const voided = { reason: 'Nhập hai lần', byUnitHead: false };
const step = (who: Client, number: number, basedOn: number, kind: string, payload: Record<string, unknown>) =>
  who.dossier.act({ commandId: commandId(number), dossierId, basedOn: commandId(basedOn), kind, payload });
const notLawful = (why: string) => ({ code: 'act-not-lawful', data: { why } });
const kinds = () =>
  office
    .store()
    .acts.ofDossier(dossierId)
    .map(({ body }) => body.kind);

test('takes over, resolves and returns, each step by whose it is', async () => {
  expect(await step(ngan, 2, 1, 'dossier.takenOver', takenOver)).toEqual({ actId: commandId(2) });
  office.clock.now = '2026-06-10T10:00:00.000+07:00';
  await step(ngan, 3, 2, 'dossier.resolved', resolved);
  office.clock.now = '2026-06-11T08:00:00.000+07:00';
  await step(hanh, 4, 3, 'dossier.returned', returned);
  const { state, badge, timeline, next, names } = await hanh.dossier.get({ dossierId });
  expect(state).toMatchObject({
    status: 'returned',
    resolvedAt: '2026-06-10T10:00:00.000+07:00',
    returnedAt: '2026-06-11T08:00:00.000+07:00',
    needsDecision: [],
  });
  expect(badge).toEqual({ kind: 'returned', days: null, at: office.clock.now });
  expect(timeline.map(({ kind, actorName, effect }) => [kind, actorName, effect])).toEqual([
    ['dossier.accepted', 'Lê Thị Hạnh', 'applied'],
    ['dossier.takenOver', 'Võ Thị Kim Ngân', 'applied'],
    ['dossier.resolved', 'Võ Thị Kim Ngân', 'applied'],
    ['dossier.returned', 'Lê Thị Hạnh', 'applied'],
  ]);
  expect(names[office.personId('Võ Thị Kim Ngân')]).toBe('Võ Thị Kim Ngân');
  expect(next).toEqual([
    { kind: 'dossier.takenOver', allowed: false, why: 'dossier-closed' },
    { kind: 'dossier.resolved', allowed: false, why: 'not-permitted' },
    { kind: 'dossier.returned', allowed: false, why: 'dossier-closed' },
    { kind: 'dossier.handedOver', allowed: false, why: 'dossier-closed' },
    { kind: 'dossier.voided', allowed: false, why: 'dossier-closed' },
    { kind: 'dossier.corrected', allowed: false, why: 'dossier-closed' },
  ]);
});

test('sent twice, also both at once, is one act; the id of another is refused', async () => {
  const answers = await Promise.all([step(ngan, 2, 1, 'dossier.takenOver', takenOver), step(ngan, 2, 1, 'dossier.takenOver', takenOver)]);
  expect(answers).toEqual([{ actId: commandId(2) }, { actId: commandId(2) }]);
  expect(kinds()).toEqual(['dossier.accepted', 'dossier.takenOver']);
  expect(await refusal(step(ngan, 2, 2, 'dossier.resolved', resolved))).toEqual({ code: 'command-reused', data: {} });
});

test('an unlawful step is refused with its reason, and nothing is kept', async () => {
  expect(await refusal(step(ngan, 2, 1, 'dossier.resolved', resolved))).toEqual(notLawful('not-from-this-status'));
  expect(await refusal(step(hanh, 2, 1, 'dossier.returned', returned))).toEqual(notLawful('not-from-this-status'));
  expect(await refusal(step(hanh, 2, 1, 'dossier.accepted', {}))).toEqual(notLawful('unknown-kind'));
  expect(await refusal(step(hanh, 2, 1, 'nothing.known', {}))).toEqual(notLawful('unknown-kind'));
  expect(await refusal(step(ngan, 2, 1, 'dossier.takenOver', { note: 7 }))).toEqual(notLawful('payload-unreadable'));
  expect(
    await refusal(
      hanh.dossier.act({
        commandId: commandId(2),
        dossierId: commandId(99),
        basedOn: commandId(1),
        kind: 'dossier.noted',
        payload: { text: 'a' },
      }),
    ),
  ).toEqual({ code: 'dossier-unknown', data: { dossierCode: '' } });
  expect(kinds()).toEqual(['dossier.accepted']);
});

test('a step from a page that has not seen the last change is refused, not parked', async () => {
  await step(ngan, 2, 1, 'dossier.takenOver', takenOver);
  expect(await refusal(step(tam, 3, 1, 'dossier.resolved', resolved))).toEqual(notLawful('change-not-seen'));
  expect(await refusal(step(tam, 3, 77, 'dossier.resolved', resolved))).toEqual(notLawful('change-not-seen'));
  expect((await hanh.dossier.get({ dossierId })).state).toMatchObject({ status: 'inProgress', needsDecision: [] });
  await step(tam, 3, 2, 'dossier.resolved', resolved);
});

test('a note goes with any state, from any page', async () => {
  await step(ngan, 2, 1, 'dossier.takenOver', takenOver);
  await step(hanh, 3, 1, 'dossier.noted', { text: 'Gọi lại buổi chiều' });
  expect((await hanh.dossier.get({ dossierId })).timeline.at(-1)).toMatchObject({
    kind: 'dossier.noted',
    effect: 'applied',
    details: { text: 'Gọi lại buổi chiều' },
  });
});

test('texts of a step go through the door', async () => {
  expect(await refusal(step(hanh, 2, 1, 'dossier.noted', { text: 'Gọi\0lại' }))).toEqual({
    code: 'text-refused',
    data: { field: 'text', reason: 'nul' },
  });
  await step(hanh, 2, 1, 'dossier.noted', { text: 'Gọi lại'.normalize('NFD') });
  expect(office.store().acts.find(commandId(2))?.body.payload).toEqual({ text: 'Gọi lại'.normalize('NFC') });
});

test('voiding is the receptionist’s the same day before hand-over, then the unit head’s, whatever the page claims', async () => {
  office.clock.now = '2026-06-09T08:00:00.000+07:00';
  expect(await refusal(step(hanh, 2, 1, 'dossier.voided', { ...voided, byUnitHead: true }))).toEqual(notLawful('not-the-same-day'));
  expect(await refusal(step(ngan, 2, 1, 'dossier.voided', voided))).toEqual({ code: 'not-permitted', data: { needs: 'dossier.void' } });
  await step(tam, 2, 1, 'dossier.voided', voided);
  expect(office.store().acts.find(commandId(2))?.body.payload).toEqual({ reason: 'Nhập hai lần', byUnitHead: true });
  expect((await hanh.dossier.get({ dossierId })).state.status).toBe('voided');
});

test('numbers are masked on the page; one in full is given and recorded: who, when, which', async () => {
  expect((await hanh.dossier.get({ dossierId })).state.applicant).toMatchObject({
    personalId: '060*****0123',
    phone: expect.not.stringContaining('0900000001'),
  });
  const reveal = (what: 'personalId' | 'phone', number: number) => ngan.dossier.reveal({ dossierId, commandId: commandId(number), what });
  expect(await reveal('personalId', 2)).toEqual({ value: '060185000123' });
  expect(await reveal('personalId', 2)).toEqual({ value: '060185000123' });
  expect(await reveal('phone', 3)).toEqual({ value: '0900000001' });
  expect(
    office
      .store()
      .acts.ofDossier(dossierId)
      .slice(1)
      .map(({ body }) => [body.kind, body.actorId, body.payload]),
  ).toEqual([
    ['personalData.revealed', office.personId('Võ Thị Kim Ngân'), { what: 'personalId' }],
    ['personalData.revealed', office.personId('Võ Thị Kim Ngân'), { what: 'phone' }],
  ]);
  expect(await refusal(hanh.dossier.reveal({ dossierId: commandId(99), commandId: commandId(4), what: 'phone' }))).toMatchObject({
    code: 'dossier-unknown',
  });
});

test('the list finds, counts and opens', async () => {
  const row = {
    dossierId,
    dossierCode: '000.05.24.H11-260608-2001',
    applicantName: 'Đặng Thị Hòa',
    procedureName: 'Thủ tục đăng ký nhận cha, mẹ, con',
    badge: { kind: 'inTerm', days: 3, at: '2026-06-11T17:30:00+07:00' },
    receivedAt: '2026-06-08T09:15:00.000+07:00',
    dueAt: '2026-06-11T17:30:00+07:00',
    paused: false,
    finished: false,
    sent: 'unsent',
  };
  for (const text of ['', 'dang hoa', '0123', '0900000001', '260608-2001', '000.05.24.H11-260608-2001']) {
    expect({ text, ...(await hanh.dossier.find({ text, tab: 'all', offset: 0, limit: 50 })) }).toEqual({
      text,
      rows: [row],
      loosely: null,
    });
  }
  const tabs = { all: 1, inProcess: 1, dueSoon: 0, overdue: 0, paused: 0, awaitingReturn: 0, needsDecision: 0 };
  expect(await hanh.dossier.count({ text: '' })).toEqual({ tabs, dossiers: 1 });
  expect(await hanh.dossier.count({ text: 'khong co ai' })).toEqual({ tabs: { ...tabs, all: 0, inProcess: 0 }, dossiers: 1 });
  expect(await hanh.dossier.byCode({ dossierCode: row.dossierCode })).toEqual({ dossierId });
  expect(await hanh.dossier.byCode({ dossierCode: '000.05.24.H11-260608-2999' })).toBeNull();
  expect(await hanh.dossier.byPersonalId({ personalId: '060185000123' })).toEqual([row]);
  expect(await refusal(hanh.dossier.get({ dossierId: commandId(99) }))).toEqual({ code: 'dossier-unknown', data: { dossierCode: '' } });
});

test.each([
  ['2026-06-10T09:00:00.000+07:00', { kind: 'dueTomorrow', days: 1, at: '2026-06-11T17:30:00+07:00' }],
  ['2026-06-11T23:00:00.000+07:00', { kind: 'dueToday', days: 0, at: '2026-06-11T17:30:00+07:00' }],
  ['2026-06-13T09:00:00.000+07:00', { kind: 'overdue', days: 2, at: '2026-06-11T17:30:00+07:00' }],
])('at %s its line says so', async (now, badge) => {
  office.clock.now = now;
  expect((await hanh.dossier.find({ text: '', tab: 'all', offset: 0, limit: 50 })).rows).toMatchObject([{ badge }]);
});
