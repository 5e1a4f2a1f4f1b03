/** The day at the counter before it is sent: figures, money by person, what is still open. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { slipsOf } from '../../../electron/app/service/day-kept.ts';
import { commandId, draft, type Office, openOffice, reception, refusal } from '../../helpers/desk.ts';

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => {
  office.close();
});

const accept = (who: Parameters<Office['as']>[0], number: number, changes: Parameters<typeof reception>[0] = {}) =>
  office.as(who).reception.accept({ commandId: commandId(number), draftId: null, reception: reception(changes), settledAtDesk: false });

test('an empty day has nothing to count and nothing open', async () => {
  const { acts, openSince, ...review } = await office.as('Lê Thị Hạnh').dayEnd.review();
  expect(review).toEqual({
    date: '2026-06-08',
    now: '2026-06-08T09:15:00.000+07:00',
    figures: {
      accepted: { total: 0, inPerson: 0, online: 0, postal: 0 },
      resolved: { total: 0, early: 0, onTime: 0, late: 0 },
      returned: 0,
      supplements: 0,
      notAccepted: 0,
      printed: { total: 0, reprints: 0 },
      imported: 0,
    },
    cash: [],
    outages: [],
    unsentBytes: 0,
    problems: [],
    closed: null,
  });
  // Set-up itself: the journal, the office and its people.
  expect({ acts, openSince }).toEqual({ acts: 8, openSince: null });
});

test('counts today only, and the money of each person who took some', async () => {
  await accept('Lê Thị Hạnh', 1);
  office.clock.now = '2026-06-09T08:00:00.000+07:00';
  await accept('Lê Thị Hạnh', 2, {
    channel: 'postal',
    fee: { amountVnd: 30_000, state: 'paid', exemptionReason: null, fiscalReceipt: null },
  });
  await accept('Nguyễn Hoàng Phúc', 3, { fee: { amountVnd: 8000, state: 'paid', exemptionReason: null, fiscalReceipt: null } });
  const { dossierId } = await accept('Nguyễn Hoàng Phúc', 4, {
    fee: { amountVnd: 5000, state: 'unpaid', exemptionReason: null, fiscalReceipt: null },
  });
  const ngan = office.as('Võ Thị Kim Ngân');
  await ngan.dossier.act({
    commandId: commandId(5),
    dossierId,
    basedOn: commandId(4),
    kind: 'dossier.takenOver',
    payload: { fromPersonId: null, note: null },
  });
  await ngan.dossier.act({
    commandId: commandId(6),
    dossierId,
    basedOn: commandId(5),
    kind: 'dossier.resolved',
    payload: { result: 'granted', resultNo: null, reason: null },
  });
  const { figures, cash, acts } = await office.as('Lê Thị Hạnh').dayEnd.review();
  expect({ figures, cash, acts }).toEqual({
    acts: 5,
    figures: {
      accepted: { total: 3, inPerson: 2, online: 0, postal: 1 },
      resolved: { total: 1, early: 1, onTime: 0, late: 0 },
      returned: 0,
      supplements: 0,
      notAccepted: 0,
      printed: { total: 0, reprints: 0 },
      imported: 0,
    },
    cash: [
      { personId: office.personId('Lê Thị Hạnh'), fullName: 'Lê Thị Hạnh', takenVnd: 30_000, refundedVnd: 0, countedVnd: null },
      { personId: office.personId('Nguyễn Hoàng Phúc'), fullName: 'Nguyễn Hoàng Phúc', takenVnd: 8000, refundedVnd: 0, countedVnd: null },
    ],
  });
});

test('the till: a voided acceptance gives its fee back, a correction the difference, each on the day and by the person it is done', async () => {
  const paid = (amountVnd: number) => ({ amountVnd, state: 'paid' as const, exemptionReason: null, fiscalReceipt: null });
  const hanh = office.as('Lê Thị Hạnh');
  const phuc = office.as('Nguyễn Hoàng Phúc');
  const personId = {
    hanh: office.personId('Lê Thị Hạnh'),
    phuc: office.personId('Nguyễn Hoàng Phúc'),
    tam: office.personId('Trần Minh Tâm'),
  };
  const cash = async () => (await hanh.dayEnd.review()).cash.map((one) => [one.personId, one.takenVnd, one.refundedVnd] as const);
  const voids = (who: typeof hanh, number: number, dossierId: string, basedOn: string) =>
    who.dossier.act({ commandId: commandId(number), dossierId, basedOn, kind: 'dossier.voided', payload: { reason: 'Nhập hai lần' } });
  const twice = await accept('Lê Thị Hạnh', 1, { fee: paid(8000) });
  const copies = await accept('Lê Thị Hạnh', 2, { fee: paid(300_000) });
  const kept = await accept('Nguyễn Hoàng Phúc', 3, { fee: paid(5000) });
  await voids(hanh, 4, twice.dossierId, commandId(1));
  const { now } = await phuc.correction.form({ dossierId: copies.dossierId });
  await phuc.correction.make({
    commandId: commandId(5),
    dossierId: copies.dossierId,
    basedOn: commandId(2),
    correction: { ...now, fee: paid(30_000) },
    reason: 'Gõ thừa một số 0',
    shownDueAt: null,
  });
  expect(await cash()).toEqual([
    [personId.hanh, 300_000, 8000],
    [personId.phuc, -265_000, 270_000],
  ]);
  office.clock.now = '2026-06-09T09:00:00.000+07:00';
  await voids(office.as('Trần Minh Tâm'), 6, kept.dossierId, commandId(3));
  expect(await cash()).toEqual([[personId.tam, -5000, 5000]]);
});

test('money counted and the closing are kept for the day, and gone from the next', async () => {
  await accept('Lê Thị Hạnh', 1);
  const hanh = office.as('Lê Thị Hạnh');
  const personId = office.personId('Lê Thị Hạnh');
  await hanh.dayEnd.count({ personId, countedVnd: 5000 });
  await hanh.dayEnd.count({ personId, countedVnd: 8000 });
  office.clock.now = '2026-06-08T17:40:00.000+07:00';
  const closed = { date: '2026-06-08', closedAt: '2026-06-08T17:40:00.000+07:00', personId, fullName: 'Lê Thị Hạnh', acts: 9 };
  expect(await hanh.dayEnd.close()).toEqual(closed);
  expect(await hanh.dayEnd.review()).toMatchObject({ closed, cash: [{ personId, takenVnd: 8000, countedVnd: 8000 }] });
  office.clock.now = '2026-06-09T07:30:00.000+07:00';
  expect(await hanh.dayEnd.review()).toMatchObject({ date: '2026-06-09', closed: null, cash: [], acts: 0 });
});

test('names papers nobody has answered for and drafts that are not finished', async () => {
  const hanh = office.as('Lê Thị Hạnh');
  const { dossierId, dossierCode } = await accept('Lê Thị Hạnh', 1);
  const { printActId } = await hanh.paper.print({
    commandId: commandId(2),
    dossierId,
    form: 'receiptSlip',
    layout: null,
    reason: null,
    printer: null,
  });
  await hanh.draft.save({ draftId: commandId(50), data: draft({ fullName: 'Trần Thị Bê' }) });
  await office.as('Nguyễn Hoàng Phúc').draft.save({ draftId: commandId(51), data: draft({ fullName: 'Nguyễn Văn Tám' }) });
  const named = { dossierId, dossierCode, applicantName: 'Đặng Thị Hòa' };
  const { problems, figures, unsentBytes } = await hanh.dayEnd.review();
  expect(problems).toEqual([
    { kind: 'paperUnanswered', ...named, procedureName: expect.any(String), printedAt: '2026-06-08T09:15:00.000+07:00' },
    { kind: 'drafts', ownerName: 'Lê Thị Hạnh', mine: true, count: 1, names: ['Trần Thị Bê'] },
    { kind: 'drafts', ownerName: 'Nguyễn Hoàng Phúc', mine: false, count: 1, names: [] },
  ]);
  expect(figures.printed).toEqual({ total: 1, reprints: 0 });
  expect(unsentBytes).toBeGreaterThan(1000);
  await hanh.paper.cameOut({ commandId: commandId(3), printActId, ok: true });
  expect((await hanh.dayEnd.review()).problems.map(({ kind }) => kind)).toEqual(['drafts', 'drafts']);
});

test('who receives closes the day; who only settles dossiers does not', async () => {
  expect(await refusal(office.as('Võ Thị Kim Ngân').dayEnd.close())).toEqual({ code: 'not-permitted', data: { needs: 'dossier.accept' } });
  expect(await office.as('Võ Thị Kim Ngân').dayEnd.review()).toMatchObject({ date: '2026-06-08' });
});

test('watching sync tells where it stands, at once and without beginning anything', async () => {
  const stop = new AbortController();
  const watched = await office.as('Lê Thị Hạnh').sync.watch(undefined, { signal: stop.signal });
  const { value } = await watched.next();
  expect(value).toMatchObject({ phase: 'idle', fault: null });
  stop.abort();
  expect((await watched.next()).done).toBe(true);
});

test('the slip is shown before, printed only of a closed day, archived, and each further one is a reprint', async () => {
  await accept('Lê Thị Hạnh', 1);
  const hanh = office.as('Lê Thị Hạnh');
  const shown = await hanh.dayEnd.slip({ layout: 'slip80' });
  expect([shown.pages.length, shown.copyNo]).toEqual([1, 1]);
  expect(await refusal(hanh.dayEnd.print({ commandId: commandId(60), layout: 'a5' }))).toEqual({ code: 'paper-unknown', data: {} });
  await hanh.dayEnd.close();
  const admin = office.as('Phạm Công Quản');
  await admin.office.saveSettings({ ...(await admin.office.settings()), printer: 'Quay-2', slipPrinter: 'Cuon-80' });
  const both = await Promise.all([
    hanh.dayEnd.print({ commandId: commandId(61), layout: 'a5' }),
    hanh.dayEnd.print({ commandId: commandId(61), layout: 'a5' }),
  ]);
  expect(both).toEqual([
    { copyNo: 1, queued: true, queueFault: null },
    { copyNo: 1, queued: true, queueFault: null },
  ]);
  expect(await hanh.dayEnd.print({ commandId: commandId(62), layout: 'slip80' })).toEqual({ copyNo: 2, queued: true, queueFault: null });
  expect(office.queue.papers.map(({ options: { paper, printer } }) => [paper, printer])).toEqual([
    ['a5', 'Quay-2'],
    ['roll80', 'Cuon-80'],
  ]);
  // Two windows at the same moment: two papers, two numbers.
  const atOnce = await Promise.all([63, 64].map((n) => hanh.dayEnd.print({ commandId: commandId(n), layout: 'a5' })));
  expect(atOnce.map(({ copyNo }) => copyNo).sort()).toEqual([3, 4]);
  const [first] = slipsOf(office.store(), '2026-06-08');
  expect(office.store().blobs.get(first?.sha256 ?? '')).toEqual(Buffer.from(office.queue.papers[0]!.pdf));
  expect(await hanh.sync.status()).toMatchObject({ unsent: { acts: 9 } });
});
