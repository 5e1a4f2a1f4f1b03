import { afterAll, beforeAll, expect, test } from 'vitest';
import { cliFolder, type CliFolder } from '../../helpers/cli.ts';
import { agencyCode } from '../../helpers/store.ts';
import { newUpstream, type TestUpstream } from '../../helpers/upstream.ts';

let upstream: TestUpstream;
const desks: CliFolder[] = [];
beforeAll(async () => {
  upstream = await newUpstream();
});
afterAll(async () => {
  for (const desk of desks) desk.remove();
  await upstream.remove();
});

async function desk(counterNo: number): Promise<CliFolder> {
  const made = cliFolder();
  desks.push(made);
  expect((await made.run(['init', '--data', made.data, '--agency', agencyCode, '--counter', String(counterNo)])).exitCode).toBe(0);
  return made;
}
const lines = (...values: readonly object[]): string => values.map((value) => JSON.stringify(value)).join('\n');
const acceptLine = (commandId: string) => ({
  commandId,
  procedureCode: '1.001022',
  applicant: { fullName: 'Đặng Thị Hòa' },
  documents: ['Tờ khai'],
  occurredAt: '2026-06-08T09:15',
});

test('enrol, sync, sync-status: exit 0 only when everything is confirmed and countersigned', { timeout: 120_000 }, async () => {
  const a = await desk(2);
  const on = ['--data', a.data];
  expect(await a.run(['sync', ...on])).toMatchObject({
    exitCode: 1,
    err: [{ error: 'not-enrolled' }],
    out: [{ enrolled: null, allSent: false }],
  });
  const code = await upstream.code(2);
  expect(
    await a.run(['enrol', ...on, '--server', upstream.url(), '--code', code.replace(/.$/u, (digit) => (digit === '0' ? '1' : '0'))]),
  ).toMatchObject({ exitCode: 1, err: [{ error: 'enrolment-code-mistyped' }] });
  expect(await a.run(['enrol', ...on, '--server', 'http://192.0.2.1', '--code', code])).toMatchObject({
    exitCode: 1,
    err: [{ error: 'server-address-unsafe' }],
  });
  const given = { 1: ['--code', code.toLowerCase()], 2: ['--code-file', a.write('enrolment-code.txt', `${code}\n`)] };
  for (const again of [1, 2] as const) {
    expect([again, await a.run(['enrol', ...on, '--server', upstream.url(), ...given[again]])]).toMatchObject([
      again,
      { exitCode: 0, out: [{ server: upstream.url(), upstreamName: 'UBND huyện Tánh Linh', agencyCode, counterNo: 2 }] },
    ]);
  }
  expect(await a.run(['accept', ...on], lines(acceptLine('một'), acceptLine('hai')))).toMatchObject({ exitCode: 0 });
  expect(await a.run(['sync-status', ...on])).toMatchObject({ exitCode: 1, out: [{ unsent: { acts: 4, blobs: 0, uncountersigned: 4 } }] });
  expect(await a.run(['sync', ...on])).toMatchObject({
    exitCode: 0,
    err: [],
    out: [{ allSent: true, unsent: { acts: 0, blobs: 0, uncountersigned: 0 }, lastCountersigned: { fromSeq: 1, toSeq: 4, acts: 4 } }],
  });
  expect(await a.run(['sync-status', ...on])).toMatchObject({ exitCode: 0, out: [{ allSent: true, needsDecision: 0 }] });
  expect(await a.run(['verify', ...on])).toMatchObject({ exitCode: 0 });

  const b = await desk(3);
  expect(await b.run(['enrol', '--data', b.data, '--server', upstream.url(), '--code', await upstream.code(3)])).toMatchObject({
    exitCode: 0,
  });
  const [found] = (await a.run(['search', ...on, 'hoa'])).out as { dossierCode: string }[];
  expect(await b.run(['sync', '--data', b.data])).toMatchObject({ exitCode: 0 });
  const dossierCode = JSON.stringify(found).match(/000\.05\.24\.H11-260608-\d{4}/u)?.[0] ?? '';
  expect((await b.run(['show', '--data', b.data, dossierCode])).outText).toBe((await a.run(['show', ...on, dossierCode])).outText);
});

test('act takes a dossier through its course and counts the dates it sets', { timeout: 120_000 }, async () => {
  const a = await desk(4);
  const on = ['--data', a.data];
  const [{ dossierCode }] = (await a.run(['accept', ...on], lines(acceptLine('x')))).out as [{ dossierCode: string }];
  const step = (kind: string, payload: object, occurredAt: string) => ({
    commandId: `${kind}-${occurredAt}`,
    dossierCode,
    kind,
    payload,
    occurredAt,
  });
  const course = [
    step('dossier.takenOver', { fromPersonId: null, note: null }, '2026-06-08T10:00:00+07:00'),
    step('dossier.paymentRequested', { reason: 'Thông báo thuế', amountVnd: 120_000 }, '2026-06-08T14:00:00+07:00'),
    step('dossier.paymentConfirmed', { proof: 'GNT 15' }, '2026-06-12T09:00:00+07:00'),
    step(
      'dossier.supplementRequested',
      {
        phase: 'appraisal',
        items: ['Giấy chứng sinh'],
        reason: 'Thiếu',
        secondTimeReason: null,
        noticeNo: null,
        applicant: null,
        procedureCode: null,
        procedureName: null,
      },
      '2026-06-12T10:00:00+07:00',
    ),
    step('dossier.supplementCompleted', { documents: [] }, '2026-06-15T09:00:00+07:00'),
    step('dossier.resolved', { result: 'granted', resultNo: '15/2026', reason: null }, '2026-06-16T09:00:00+07:00'),
    step('dossier.resultRecalled', { reason: 'Sai họ tên', documentNo: '3/CV' }, '2026-06-17T09:00:00+07:00'),
  ];
  const once = await a.run(['act', ...on], lines(...course));
  expect([once.exitCode, once.err]).toEqual([0, []]);
  expect(once.out).toMatchObject(
    ['inProgress', 'awaitingPayment', 'inProgress', 'awaitingSupplement', 'inProgress', 'resolved', 'inProgress'].map((status) => ({
      status,
    })),
  );
  expect((await a.run(['act', ...on], lines(...course))).out.map((line) => (line as { actId: string }).actId)).toEqual(
    once.out.map((line) => (line as { actId: string }).actId),
  );
  const [state] = (await a.run(['show', ...on, dossierCode])).out as [
    { clockCycles: { startedAt: string; dueAt: string; steps: { cycle: number; start?: string }[] }[]; dueAt: string },
  ];
  // Three working days from 8 June; none was used when the clock stopped on the day it began; then the whole limit twice again.
  expect(state.clockCycles.map(({ dueAt }) => dueAt.slice(0, 10))).toEqual(['2026-06-17', '2026-06-18', '2026-06-22']);
  expect(state.clockCycles.map(({ steps }) => steps.map(({ start }) => start).filter((start) => start !== undefined))).toEqual([
    ['received', 'resumed'],
    ['received', 'resumed', 'restarted'],
    ['received', 'resumed', 'restarted', 'restarted'],
  ]);
  expect(
    await a.run(
      ['act', ...on],
      lines(
        step(
          'dossier.returned',
          { collector: 'applicant', collectorName: null, authorisation: null, trackingNo: null, lostReceiptReason: null },
          '2026-06-18T09:00:00+07:00',
        ),
        { ...step('dossier.noted', { text: 'x' }, '2026-06-18T09:00:00+07:00'), dossierCode: 'nowhere' },
      ),
    ),
  ).toMatchObject({ exitCode: 1, out: [], err: [{ error: 'act-not-lawful', why: 'not-from-this-status' }, { error: 'dossier-unknown' }] });
});

test('act on a slip alone waits for the dossier', { timeout: 120_000 }, async () => {
  const a = await desk(5);
  const dossierId = '019eb000-0000-7000-8000-0000000000d0';
  const none = { collector: 'applicant', collectorName: null, authorisation: null, trackingNo: null, lostReceiptReason: null };
  const slip = lines(
    { commandId: '1', dossierId, kind: 'dossier.takenOver', payload: { fromPersonId: null, note: null } },
    { commandId: '2', dossierId, kind: 'dossier.resolved', payload: { result: 'granted', resultNo: null, reason: null } },
    { commandId: '3', dossierId, kind: 'dossier.returned', payload: none },
  );
  expect(await a.run(['act', '--data', a.data], slip)).toMatchObject({
    exitCode: 0,
    err: [],
    out: [{ dossierId, status: null }, { status: null }, { status: null }],
  });
  expect(await a.run(['verify', '--data', a.data])).toMatchObject({ exitCode: 0 });
});
