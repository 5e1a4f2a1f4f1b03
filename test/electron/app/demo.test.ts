import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { demoPin, setUpDemo } from '../../../electron/app/demo/demo.ts';
import { openLog } from '../../../electron/shell/log.ts';
import { commandId, draft, newOffice, type Office, openOffice, reception, refusal } from '../../helpers/desk.ts';

let office: Office;
afterEach(() => {
  office.close();
});

test('the demo commune has people of each role and a register whose last reception was yesterday', async () => {
  office = newOffice();
  expect(await setUpDemo(office.desk)).toMatch(/^(?:[0-9A-Z]{4}-){8}[0-9A-Z]{4}$/u);
  const { call } = office.window();
  const state = await call.office.state();
  if (state.phase !== 'sign-in') throw new Error(state.phase);
  expect(state.unit).toMatchObject({ agencyCode: '000.05.24.H11', counterNo: 2, agencyName: 'UBND thị trấn Lạc Tánh' });
  expect([...new Set(state.people.flatMap(({ roles }) => roles))].toSorted()).toEqual([
    'administrator',
    'approver',
    'receptionist',
    'specialist',
    'unitHead',
  ]);
  for (const { personId, fullName } of state.people)
    expect(await call.office.signIn({ personId, pin: demoPin })).toMatchObject({ fullName });
  const { rows } = office
    .store()
    .dossiers.list({ tab: 'all', text: '', offset: 0, limit: 1000, now: office.clock.now, dueSoonUntil: '2026-06-09' });
  expect(rows).toHaveLength(863);
  expect(
    rows
      .map(({ receivedAt }) => receivedAt!.slice(0, 10))
      .toSorted()
      .at(-1),
  ).toBe('2026-06-07');
  await call.clock.confirm({ commandId: commandId(50), trueAt: null });
  // The codes moved with their dates, and today's numbers are still to be given.
  expect(
    rows.filter(({ dossierCode, receivedAt }) => dossierCode!.slice(-11, -5) !== receivedAt!.slice(2, 10).replaceAll('-', '')),
  ).toEqual([]);
  expect(
    (await call.reception.accept({ commandId: commandId(1), draftId: null, reception: reception(), settledAtDesk: false })).dossierCode,
  ).toBe('000.05.24.H11-260608-2001');
});

test('nothing of a person reaches the log, whatever goes wrong', async () => {
  const planted = ['Trịnh Thị Bí Mật', '060185999888', '0987654321', 'Hẻm Kín 7', 'SAI-PIN', 'tam-tru-bi-mat'];
  const [name, personalId, phone, address] = planted as [string, string, string, string];
  const dir = join('logs', 'app');
  office = await openOffice({
    log: (event, details) => {
      openLog(join(office.dataDir, dir))(event, JSON.parse(JSON.stringify(details ?? {})) as Record<string, string>);
    },
  });
  const hanh = office.as('Lê Thị Hạnh');
  const applicant = { ...reception().applicant, fullName: name, personalId, phone, address };
  const accept = (number: number, changes: object) =>
    hanh.reception.accept({
      commandId: commandId(number),
      draftId: null,
      reception: { ...reception({ applicant }), ...changes },
      settledAtDesk: false,
    });
  await accept(1, {});
  await hanh.draft.save({ draftId: commandId(2), data: draft({ fullName: name, personalId, phone, address }) });
  for (const changes of [
    { note: `${name}\0` },
    { procedureCode: 'tam-tru-bi-mat' },
    { applicant: { ...applicant, dateOfBirth: '31/31/31' } },
    { channel: phone },
    { documents: name },
  ])
    await refusal(accept(3, changes));
  await refusal(hanh.dossier.find({ text: name, tab: 'all', offset: -1, limit: 50 }));
  await refusal(office.window().call.office.signIn({ personId: commandId(9), pin: 'SAI-PIN' }));
  // A fault nobody foresaw whose message quotes what was typed.
  office.queue.fault = new Error(`cannot print for ${name} ${personalId}`);
  await hanh.paper.print({
    commandId: commandId(4),
    dossierId: (await accept(1, {})).dossierId,
    form: 'receiptSlip',
    layout: null,
    reason: null,
  });
  Object.assign(office.desk.ports, {
    paper: { ...office.ports.paper, renderSvg: () => Promise.reject(new TypeError(`bad text ${name} ${phone}`)) },
  });
  expect(await refusal(hanh.reception.preview({ draft: draft({ fullName: name }), highlight: null }))).toEqual({
    code: 'INTERNAL_SERVER_ERROR',
    data: { reference: expect.stringMatching(/^[0-9a-f]{8}$/u) },
  });
  const text = readdirSync(join(office.dataDir, dir))
    .map((file) => readFileSync(join(office.dataDir, dir, file), 'utf8'))
    .join('');
  expect(text).toContain('call-failed');
  expect(text).toContain('print-queue-failed');
  expect(planted.filter((secret) => text.includes(secret))).toEqual([]);
  // Nor the files beside the log: all that holds people is encrypted.
  const files = readdirSync(office.dataDir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const open = files.filter((entry) => planted.some((secret) => readFileSync(join(entry.parentPath, entry.name)).includes(secret)));
  expect(open.map((entry) => entry.name)).toEqual([]);
});
