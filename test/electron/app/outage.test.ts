/** The outage log at the desk: days, the dossiers a day touched, and the certificate of it. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { commandId, type Office, openOffice, reception, refusal } from '../../helpers/desk.ts';

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => {
  office.close();
});

const at = (time: string, date = '2026-06-08'): string => `${date}T${time}:00.000+07:00`;
const down = (beganAt: string, endedAt: string, why: 'app-ended' | 'machine-restarted'): void => {
  office.store().writeLocal(() => {
    office.store().outages.noteInterruption({ beganAt, endedAt, why, clockMoved: false });
  });
};
const accept = (number: number) =>
  office.as('Lê Thị Hạnh').reception.accept({ commandId: commandId(number), draftId: null, reception: reception(), settledAtDesk: false });

/** 8 June 2026 is a Monday. */
function badDay(): void {
  down(at('16:00', '2026-06-07'), at('07:45'), 'machine-restarted');
  down(at('09:10'), at('09:20'), 'app-ended');
  office.store().sync.noteOutage(at('10:00'));
}

test('a quiet office has no days, and no certificate of one', async () => {
  const hanh = office.as('Lê Thị Hạnh');
  expect(await hanh.outage.days()).toEqual([]);
  expect(await hanh.outage.day({ date: '2026-06-08' })).toEqual({
    date: '2026-06-08',
    now: '2026-06-08T09:15:00.000+07:00',
    outages: [],
    seconds: 0,
    officeSeconds: 0,
    dossiers: [],
    printed: [],
  });
  expect(await refusal(hanh.outage.preview({ date: '2026-06-08', reason: null }))).toEqual({ code: 'paper-unknown', data: {} });
  expect(await refusal(hanh.outage.day({ date: '2026-06-31' }))).toMatchObject({ code: 'time-not-real' });
});

test('each interval with its cause and its part of the day and of office hours; the dossier received in it', async () => {
  const { dossierId, dossierCode } = await accept(1);
  badDay();
  office.clock.now = at('11:00');
  const hanh = office.as('Lê Thị Hạnh');
  expect(await hanh.outage.days()).toEqual([
    { date: '2026-06-08', outages: 3, seconds: (7 * 60 + 45 + 10 + 60) * 60, ours: true, printed: 0 },
    { date: '2026-06-07', outages: 1, seconds: 8 * 3600, ours: false, printed: 0 },
  ]);
  const day = await hanh.outage.day({ date: '2026-06-08' });
  expect(day.outages).toEqual([
    {
      from: '2026-06-07T16:00:00+07:00',
      to: '2026-06-08T07:45:00+07:00',
      cause: 'machine',
      clockMoved: false,
      seconds: 27_900,
      officeSeconds: 900,
    },
    {
      from: '2026-06-08T09:10:00+07:00',
      to: '2026-06-08T09:20:00+07:00',
      cause: 'software',
      clockMoved: false,
      seconds: 600,
      officeSeconds: 600,
    },
    { from: '2026-06-08T10:00:00+07:00', to: null, cause: 'server', clockMoved: false, seconds: 3600, officeSeconds: 3600 },
  ]);
  expect(day.dossiers).toEqual([
    {
      dossierId,
      dossierCode,
      procedureCode: expect.any(String),
      procedureName: expect.any(String),
      receivedAt: '2026-06-08T09:15:00.000+07:00',
      dueAt: expect.any(String),
      promisedAt: null,
      by: ['received'],
      outages: [1],
    },
  ]);
  expect((await hanh.dossier.get({ dossierId })).outages).toEqual([
    { from: '2026-06-08T09:10:00+07:00', to: '2026-06-08T09:20:00+07:00', cause: 'software', by: ['received'] },
  ]);
  expect((await hanh.dayEnd.review()).outages).toEqual([
    { from: at('16:00', '2026-06-07'), to: at('07:45'), cause: 'machine' },
    { from: at('09:10'), to: at('09:20'), cause: 'software' },
    { from: at('10:00'), to: null, cause: 'server' },
  ]);
  expect(await hanh.sync.status()).toMatchObject({ outageSince: at('10:00') });
});

test('an outage of our own does not hide that the server cannot be reached', async () => {
  office.store().sync.noteOutage(at('10:00'));
  down(at('10:05'), at('10:06'), 'app-ended');
  expect(await office.as('Lê Thị Hạnh').sync.status()).toMatchObject({ outageSince: at('10:00') });
});

test('the certificate is archived before it is printed; a further copy needs a reason, and the command repeated is one paper', async () => {
  badDay();
  const hanh = office.as('Lê Thị Hạnh');
  const date = '2026-06-08';
  expect(await hanh.outage.preview({ date, reason: null })).toMatchObject({ copyNo: 1, pages: [expect.stringContaining('<svg')] });
  const first = { commandId: commandId(70), date, reason: null };
  const printed = { copyNo: 1, queued: true, queueFault: null };
  expect(await Promise.all([hanh.outage.print(first), hanh.outage.print(first)])).toEqual([printed, printed]);
  expect(await refusal(hanh.outage.print({ commandId: commandId(71), date, reason: ' ' }))).toEqual({
    code: 'reason-missing',
    data: { field: 'reason' },
  });
  office.queue.fault = new Error('off');
  const again = { commandId: commandId(72), date, reason: 'Bản trước bị ướt' };
  expect(await hanh.outage.print(again)).toEqual({ copyNo: 2, queued: false, queueFault: 'printer-silent' });
  const kept = office.store().outages.certificates(date);
  const printedAt = office.clock.now;
  expect((await hanh.outage.day({ date })).printed).toEqual([
    { copyNo: 1, printedAt, fullName: 'Lê Thị Hạnh', reason: null },
    { copyNo: 2, printedAt, fullName: 'Lê Thị Hạnh', reason: 'Bản trước bị ướt' },
  ]);
  expect(office.queue.papers.map(({ options }) => options.paper)).toEqual(['a4']);
  expect(office.store().blobs.get(kept[0]?.sha256 ?? '')).toEqual(Buffer.from(office.queue.papers[0]!.pdf));
  expect(office.store().blobs.get(kept[1]?.sha256 ?? '')).toBeDefined();
  expect((await hanh.outage.days())[0]).toMatchObject({ date, printed: 2 });
});

test('two windows printing at once take two numbers', async () => {
  badDay();
  const date = '2026-06-08';
  const copies = await Promise.all([
    office.as('Lê Thị Hạnh').outage.print({ commandId: commandId(80), date, reason: 'Hai bản' }),
    office.as('Nguyễn Hoàng Phúc').outage.print({ commandId: commandId(81), date, reason: 'Hai bản' }),
  ]);
  expect(copies.map(({ copyNo }) => copyNo).sort()).toEqual([1, 2]);
});
