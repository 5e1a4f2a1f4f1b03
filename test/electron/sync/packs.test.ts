/** Packs of the district at the counter: believed by the root's word alone, versions only rise, valid by their days, administrators by a local yes. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Pack } from '#shared/contract/upstream/values.ts';
import { shippedCatalogue } from '#shared/domain/catalogue/shipped.ts';
import { shippedCalendar } from '#shared/domain/deadline/calendar.ts';
import { statementBytes } from '#shared/sync/statement.ts';
import { readOfficeData } from '../../../electron/app/service/office-data.ts';
import type { Http } from '../../../electron/sync/http.ts';
import { signWith } from '../../../server/auth/ed25519.ts';
import { publishPack } from '../../../server/set-up.ts';
import { newestPacks } from '../../../server/store/packs.ts';
import { commandId, type Office, openOffice, reception, refusal } from '../../helpers/desk.ts';
import { engineOf, enrolStore, newUpstream, syncPorts, type TestUpstream } from '../../helpers/upstream.ts';

let upstream: TestUpstream;
let office: Office;
beforeAll(async () => {
  upstream = await newUpstream();
  office = await openOffice();
  await enrolStore(office.store(), upstream);
}, 120_000);
afterAll(async () => {
  await office.desk.open().sync.stop();
  office.close();
  await upstream.remove();
});

const agencyCode = '000.05.24.H11';
const today = '2026-06-08';
const publish = (name: string, content: unknown, validFrom = today, validTo: string | null = null) =>
  upstream.command((ports) => publishPack(ports, { name, validFrom, validTo, content: JSON.stringify(content) }));
const send = async () => expect((await office.as('Lê Thị Hạnh').sync.retry({ dossierId: null })).fault).toBeNull();
const notices = async () => (await office.as('Lê Thị Hạnh').sync.notices()).map(({ kind, details }) => ({ kind, ...details }));
const readAll = async () => {
  const call = office.as('Lê Thị Hạnh');
  for (const { no } of await call.sync.notices()) await call.sync.noticeSeen({ no });
};
const clear = shippedCatalogue.procedures.find(({ code }) => code === '1.001022')!;
const gone = shippedCatalogue.procedures.find(({ code }) => code !== '1.001022')!;
const catalogue = (name: string) => ({
  ...shippedCatalogue,
  version: 2,
  procedures: shippedCatalogue.procedures
    .filter((one) => one !== gone)
    .map((one) => (one === clear ? { ...one, name, procedureVersionId: '1.001022@2' } : one)),
});

/** What the server answers to `packs`, changed on its way. */
const tampered =
  (change: (packs: Pack[]) => Pack[]) =>
  (server: string, signal: AbortSignal): Http => {
    const http = syncPorts(office.store()).http(server, signal);
    return async (request) => {
      const answer = await http(request);
      if (request.path !== 'packs') return answer;
      const { packs } = JSON.parse(Buffer.from(answer.bytes).toString('utf8')) as { packs: Pack[] };
      return { ...answer, bytes: Buffer.from(JSON.stringify({ packs: change(packs) })) };
    };
  };
const flyWith = (change: (packs: Pack[]) => Pack[]) =>
  engineOf(office.store(), { http: tampered(change) }).run({
    close: false,
    author: () => ({ actorId: 'x', recordedAt: office.clock.now }),
  });

test('a pack of procedures holds from its first day, for what is accepted from then on', { timeout: 120_000 }, async () => {
  const call = office.as('Lê Thị Hạnh');
  const accept = (number: number) =>
    call.reception.accept({ commandId: commandId(number), draftId: null, reception: reception(), settledAtDesk: false });
  const before = await accept(1);
  expect(await call.packs.list()).toEqual(
    ['procedures', 'calendar', 'forms'].map((kind) => ({
      kind,
      version: 0,
      state: 'shipped',
      validFrom: null,
      validTo: null,
      takenAt: null,
      needsYes: false,
      agreedAt: null,
      agreedBy: null,
    })),
  );
  await publish('procedures', catalogue('Tên mới từ ngày mai'), '2026-06-09');
  await send();
  expect((await call.packs.list()).slice(0, 2)).toMatchObject([
    { kind: 'procedures', version: 1, state: 'later', validFrom: '2026-06-09', takenAt: office.clock.now },
    { kind: 'procedures', version: 0, state: 'shipped' },
  ]);
  expect(await call.packs.difference({ kind: 'procedures', version: 1 })).toEqual({
    against: 0,
    added: [],
    changed: [{ code: '1.001022', name: 'Tên mới từ ngày mai' }],
    removed: [{ code: gone.code, name: gone.name }],
    administrators: [],
  });
  expect(await refusal(call.packs.difference({ kind: 'procedures', version: 9 }))).toMatchObject({ code: 'pack-unknown' });
  expect(await notices()).toEqual([{ kind: 'pack-taken', name: 'procedures', version: 1, validFrom: '2026-06-09' }]);
  const stillOld = await accept(2);
  office.clock.now = '2026-06-09T08:00:00.000+07:00';
  const fresh = await accept(3);
  const versions = [before, stillOld, fresh].map(({ dossierId }) => office.store().dossiers.findState(dossierId)?.procedureVersionId);
  expect(versions).toEqual([clear.procedureVersionId, clear.procedureVersionId, '1.001022@2']);
  expect((await call.packs.list()).slice(0, 2).map(({ state }) => state)).toEqual(['holds', 'replaced']);
  office.clock.now = `${today}T09:15:00.000+07:00`;
  await readAll();
  expect(await notices()).toEqual([]);
});

test('after its last day the one before it holds again', { timeout: 120_000 }, async () => {
  await publish('calendar', { ...shippedCalendar, version: 'tet-2026' }, today, '2026-06-10');
  await send();
  const version = (on: string) => readOfficeData(office.store(), on).calendar.version;
  expect(['2026-06-07', today, '2026-06-10', '2026-06-11'].map(version)).toEqual([
    shippedCalendar.version,
    'tet-2026',
    'tet-2026',
    shippedCalendar.version,
  ]);
  await readAll();
});

test('what the root does not vouch for, or is not as it was signed, is not taken', { timeout: 120_000 }, async () => {
  await publish('calendar', { ...shippedCalendar, version: 'thật' });
  const { stranger } = await upstream.keys();
  const before = office.store().signedPacks.versions();
  const changes: ((pack: Pack) => Pack)[] = [
    (pack) => ({ ...pack, content: pack.content.replace('thật', 'giả') }),
    (pack) => ({ ...pack, statement: { ...pack.statement, version: 7 } }),
    (pack) => ({ ...pack, signature: signWith(stranger.privateKey)(statementBytes('pack', pack.statement)) }),
    (pack) => ({ ...pack, keyId: '0123456789abcdef' }),
  ];
  for (const change of changes) expect((await flyWith((packs) => packs.map(change))).fault).toBeNull();
  expect(office.store().signedPacks.versions()).toEqual(before);
  expect(await notices()).toEqual([
    { kind: 'pack-refused', name: 'calendar', version: 2, why: 'content' },
    { kind: 'pack-refused', name: 'calendar', version: 7, why: 'signature' },
    { kind: 'pack-refused', name: 'calendar', version: 2, why: 'signature' },
    { kind: 'pack-refused', name: 'calendar', version: 2, why: 'key' },
  ]);
  await send();
  expect(readOfficeData(office.store(), today).calendar.version).toBe('thật');
  await readAll();
});

test('versions only rise', { timeout: 120_000 }, async () => {
  const calendar = (version: string) => ({ ...shippedCalendar, version });
  await publish('calendar', calendar('ba'));
  const overtaken = (await upstream.command(({ db }) => newestPacks(db))).find(({ statement }) => statement.name === 'calendar')!;
  await publish('calendar', calendar('bốn'));
  await send();
  await readAll();
  await flyWith(() => [overtaken]);
  expect(
    office
      .store()
      .signedPacks.all()
      .flatMap(({ statement: { name, version } }) => (name === 'calendar' ? [version] : [])),
  ).toEqual([4, 2, 1]);
  expect(await notices()).toEqual([{ kind: 'pack-refused', name: 'calendar', version: 3, why: 'version' }]);
  expect(readOfficeData(office.store(), today).calendar.version).toBe('bốn');
  await readAll();
});

test('what this app cannot read is not taken, and asked for again', { timeout: 120_000 }, async () => {
  await publish('forms', [{ id: 'TT99_2030' }]);
  await send();
  expect(await notices()).toEqual([{ kind: 'pack-refused', name: 'forms', version: 1, why: 'unreadable' }]);
  await readAll();
  await send();
  expect([await notices(), office.store().signedPacks.find('forms', 1)]).toEqual([[], undefined]);
});

test('people take effect at once, administrators by a local yes, and each version once', { timeout: 120_000 }, async () => {
  const [newcomer, boss] = ['019eb200-0000-7000-8000-000000000001', '019eb200-0000-7000-8000-000000000002'];
  const hanh = office.personId('Lê Thị Hạnh');
  const people = [
    { personId: newcomer, fullName: 'Phan Thị Lụa', roles: ['receptionist'], title: null, active: true },
    { personId: boss, fullName: 'Hồ Văn Quân', roles: ['administrator'], title: null, active: true },
    { personId: hanh, fullName: 'Lê Thị Hạnh', roles: ['receptionist', 'administrator'], title: null, active: true },
    { personId: office.personId('Nguyễn Hoàng Phúc'), fullName: 'Nguyễn Hoàng Phúc', roles: ['receptionist'], title: null, active: false },
  ];
  await publish(`people:${agencyCode}`, { kind: 'people', agencyCode, people });
  await publish('people:000.06.24.H11', { kind: 'people', agencyCode: '000.06.24.H11', people: [] });
  await send();
  // Another office's people are not even told.
  expect((await upstream.command(({ db }) => newestPacks(db))).map(({ statement }) => statement.name)).toContain('people:000.06.24.H11');
  expect(
    office
      .store()
      .signedPacks.versions()
      .flatMap(({ name }) => (name.startsWith('people:') ? [name] : [])),
  ).toEqual([`people:${agencyCode}`]);
  const named = (personId: string) => {
    const { fullName, roles, active } = office.store().persons.find(personId) ?? {};
    return [fullName, roles, active];
  };
  expect([named(newcomer), named(boss), named(office.personId('Nguyễn Hoàng Phúc'))]).toEqual([
    ['Phan Thị Lụa', ['receptionist'], true],
    [undefined, undefined, undefined],
    ['Nguyễn Hoàng Phúc', ['receptionist'], false],
  ]);
  expect(office.store().persons.find(hanh)?.roles).not.toContain('administrator');
  const head = office.as('Trần Minh Tâm');
  expect(await refusal(office.as('Lê Thị Hạnh').packs.agree({ kind: 'people', version: 1 }))).toMatchObject({ code: 'not-permitted' });
  expect((await head.packs.list()).at(-1)).toMatchObject({ kind: 'people', version: 1, state: 'holds', needsYes: true, agreedAt: null });
  expect(
    (await head.packs.difference({ kind: 'people', version: 1 })).administrators.map(({ name, becoming }) => [name, becoming]),
  ).toEqual([
    ['Hồ Văn Quân', 'becomes'],
    ['Lê Thị Hạnh', 'becomes'],
  ]);
  // Sending again gives nobody more than the first time.
  await send();
  expect(named(boss)).toEqual([undefined, undefined, undefined]);
  expect(await refusal(head.packs.agree({ kind: 'people', version: 1 }))).toEqual({ code: 'administrators-only', data: {} });
  expect(named(boss)).toEqual([undefined, undefined, undefined]);
  expect(await office.as('Phạm Công Quản').packs.agree({ kind: 'people', version: 1 })).toEqual({ acts: 2 });
  expect([named(boss), office.store().persons.find(hanh)?.roles]).toEqual([
    ['Hồ Văn Quân', ['administrator'], true],
    ['receptionist', 'administrator'],
  ]);
  expect((await head.packs.list()).at(-1)).toMatchObject({ needsYes: false, agreedAt: office.clock.now, agreedBy: 'Phạm Công Quản' });
  expect(await head.packs.agree({ kind: 'people', version: 1 })).toEqual({ acts: 0 });
  const quan = office.personId('Phạm Công Quản');
  const then = [
    { personId: boss, fullName: 'Hồ Văn Quân', roles: ['receptionist'], title: null, active: true },
    { personId: hanh, fullName: 'Lê Thị Hạnh', roles: ['receptionist', 'administrator'], title: null, active: false },
    { personId: quan, fullName: 'Phạm Công Quản', roles: ['administrator'], title: 'Quản trị cũ', active: true },
  ];
  await publish(`people:${agencyCode}`, { kind: 'people', agencyCode, people: then });
  await send();
  const { administrators } = await head.packs.difference({ kind: 'people', version: 2 });
  expect(Object.fromEntries(administrators.map(({ name, becoming: after }) => [name, after]))).toEqual({
    'Hồ Văn Quân': 'loses',
    'Lê Thị Hạnh': 'leaves',
    'Phạm Công Quản': 'stays',
  });
});
