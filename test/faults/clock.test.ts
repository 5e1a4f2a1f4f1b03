/**
 * Design §10: the clock of the machine may be wrong in every way there is; codes, dates and due dates stay the office's, and the clerk is asked once. The app's real worker runs on a
 * clock the test sets; the time zones are those of real processes.
 */
import { randomUUID } from 'node:crypto';
import { safe } from '@orpc/client';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import type { CounterApi } from '../../renderer/bridge/api.ts';
import { cliFolder } from '../helpers/cli.ts';
import { acceptance, loaders, type Machine, machineClock, newMachine, type Running } from './clock/machine.ts';

const timeout = 120_000;
const opened: { readonly machine: Machine; running: Running | undefined }[] = [];
afterEach(async () => {
  for (const { machine, running } of opened.splice(0)) {
    await running?.kill();
    machine.remove();
  }
});

/** The app on a machine that shows `at`. */
async function desk(at: string): Promise<Running & { readonly machine: Machine; readonly restart: () => Promise<Running> }> {
  const machine = await newMachine();
  machine.clock.set(at);
  const kept = { machine, running: undefined as Running | undefined };
  opened.push(kept);
  const start = async (): Promise<Running> => {
    await kept.running?.kill();
    kept.running = await machine.start();
    return kept.running;
  };
  return { ...(await start()), machine, restart: start };
}

const reasonOf = async (api: CounterApi): Promise<string | null> => (await api.clock.state()).question?.reason ?? null;
const confirm = (api: CounterApi, trueAt: string | null = null, again = false) =>
  api.clock.confirm({ commandId: randomUUID(), trueAt, again });
const refused = async (call: Promise<unknown>): Promise<unknown> => {
  const { error } = await safe(call);
  return error === null ? 'not refused' : 'code' in error ? error.code : error.message;
};

/** The code's date, the minute the act happened at, and the due date, as they stand in the store. */
async function accepted(api: CounterApi, procedureCode?: string): Promise<object> {
  const { dossierId, dossierCode, dueAt } = await api.reception.accept(acceptance(procedureCode));
  const { state, timeline } = await api.dossier.get({ dossierId });
  const [first] = timeline;
  return { code: dossierCode.slice(-11), receivedAt: state.receivedAt?.slice(0, 16), recordedAt: first?.recordedAt.slice(0, 16), dueAt };
}

test('wrong at sign-in: asked once, and everything is dated by what the clerk typed', { timeout }, async () => {
  const app = await desk('2026-06-08T08:10:00');
  const api = await app.signIn();
  expect(await reasonOf(api)).toBe('first-sign-in');
  expect(await refused(api.reception.accept(acceptance()))).toBe('clock-unconfirmed');
  await confirm(api, '2026-06-08T08:42');
  // 1.001022: three working days.
  expect(await accepted(api)).toEqual({
    code: '260608-2001',
    receivedAt: '2026-06-08T08:42',
    recordedAt: '2026-06-08T08:10',
    dueAt: '2026-06-11T17:30',
  });
  const again = await app.signIn();
  expect(await reasonOf(again)).toBeNull();
  const restarted = await (await app.restart()).signIn();
  expect(await reasonOf(restarted)).toBeNull();
  expect(await accepted(restarted)).toMatchObject({ code: '260608-2002', receivedAt: '2026-06-08T08:42' });
});

test('jumps: forward and back are asked about once each, also over a restart; a sleep is not', { timeout }, async () => {
  const app = await desk('2026-06-08T08:00:00');
  const { clock } = app.machine;
  const api = await app.signIn();
  await confirm(api);
  clock.pass(60);
  expect([await reasonOf(api), await accepted(api)]).toMatchObject([null, { receivedAt: '2026-06-08T09:00' }]);

  clock.move(24 * 60 + 40);
  expect([await reasonOf(api), await refused(api.reception.accept(acceptance()))]).toEqual(['jumped-forward', 'clock-unconfirmed']);
  const second = await (await app.restart()).signIn();
  expect((await second.clock.state()).question).toMatchObject({ reason: 'jumped-forward', byMinutes: 1480 });
  await confirm(second);
  expect([await reasonOf(second), await accepted(second)]).toEqual([
    null,
    { code: '260608-2002', receivedAt: '2026-06-08T09:00', recordedAt: '2026-06-09T09:40', dueAt: '2026-06-11T17:30' },
  ]);

  clock.move(-(24 * 60 + 40));
  expect([await reasonOf(second), await refused(second.reception.accept(acceptance()))]).toEqual(['jumped-back', 'clock-unconfirmed']);
  await confirm(second);
  expect([await reasonOf(second), await accepted(second)]).toEqual([
    null,
    { code: '260608-2003', receivedAt: '2026-06-08T09:00', recordedAt: '2026-06-08T09:00', dueAt: '2026-06-11T17:30' },
  ]);

  // The lid is shut over lunch: the even clock of some machines stands meanwhile.
  clock.move(90);
  opened.at(-1)?.running?.tell({ kind: 'resume' });
  // The shell's word and the page's call come over two lines, in any order.
  await vi.waitFor(async () => expect(await reasonOf(second)).toBeNull(), 60_000);
  expect(await accepted(second)).toMatchObject({ code: '260608-2004', receivedAt: '2026-06-08T10:30' });
});

test('behind the last act at a start, and a dead battery: nothing is accepted before the true time is known', { timeout }, async () => {
  const app = await desk('2026-06-08T08:42:00');
  const api = await app.signIn();
  await confirm(api);
  await accepted(api);

  app.machine.clock.move(-32);
  const behind = await (await app.restart()).signIn();
  expect((await behind.clock.state()).question).toMatchObject({ reason: 'behind-last-act', byMinutes: 32 });
  expect(await refused(confirm(behind))).toBe('clock-time-doubtful');
  await confirm(behind, '2026-06-08T08:43');
  expect([await reasonOf(behind), await accepted(behind)]).toMatchObject([null, { code: '260608-2002', receivedAt: '2026-06-08T08:43' }]);

  app.machine.clock.set('2000-01-01T00:03:00');
  const dead = await (await app.restart()).signIn();
  expect((await dead.clock.state()).question).toMatchObject({ reason: 'beyond-belief', suggestedAt: null });
  expect(await refused(dead.reception.accept(acceptance()))).toBe('clock-unconfirmed');
  expect(await refused(confirm(dead))).toBe('clock-time-needed');
  expect(await refused(confirm(dead, '2062-06-09T07:25', true))).toBe('clock-time-doubtful');
  await confirm(dead, '2026-06-09T07:25');
  expect([await reasonOf(dead), await accepted(dead)]).toEqual([
    null,
    { code: '260609-2001', receivedAt: '2026-06-09T07:25', recordedAt: '2000-01-01T00:03', dueAt: '2026-06-12T17:30' },
  ]);
  // The day is counted by the office's clock too, though what was recorded bears the machine's.
  const { date, figures } = await dead.dayEnd.review();
  expect([date, figures.accepted.total]).toEqual(['2026-06-09', 1]);
});

test('years back with the app open, where no calendar reaches: every window is asked, and searching goes on', { timeout }, async () => {
  const app = await desk('2026-06-08T08:10:00');
  const { clock } = app.machine;
  const api = await app.signIn();
  await confirm(api);
  await accepted(api);
  const told: { today: string; asks: boolean }[] = [];
  const watching = (async () => {
    for await (const { clock: now } of await api.office.watch()) told.push({ today: now.today, asks: now.asks });
  })().catch(() => undefined);
  for (const year of ['2016', '2041']) {
    clock.set(`${year}-06-08T08:20:00`);
    expect(await refused(api.reception.accept(acceptance()))).toBe('clock-unconfirmed');
    await vi.waitFor(() => expect(told.at(-1)).toEqual({ today: `${year}-06-08`, asks: true }), 60_000);
    const { rows } = await api.dossier.find({ tab: 'all', text: '', offset: 0, limit: 9 });
    expect(rows.map(({ dossierCode, badge }) => [dossierCode?.slice(-11), badge.kind])).toEqual([
      ['260608-2001', year === '2016' ? 'inTerm' : 'overdue'],
    ]);
    expect(await refused(api.dayEnd.review())).toBe('not refused');
    clock.set('2026-06-08T08:30:00');
    await confirm(api, '2026-06-08T08:30', true);
    await vi.waitFor(() => expect(told.at(-1)).toEqual({ today: '2026-06-08', asks: false }), 60_000);
  }
  expect(await accepted(api)).toMatchObject({ code: '260608-2002', receivedAt: '2026-06-08T08:30', dueAt: '2026-06-11T17:30' });
  await opened.at(-1)?.running?.kill();
  await watching;
});

test('midnight with the app open: day, list and codes change without a restart and without a question', { timeout }, async () => {
  const app = await desk('2026-06-11T16:00:00');
  const { clock } = app.machine;
  const api = await app.signIn();
  await confirm(api);
  // 2.000635: same day, so that it is overdue when the day is over.
  await accepted(api, '2.000635');
  clock.pass(7 * 60 + 59);
  expect((await api.dayEnd.review()).date).toBe('2026-06-11');
  const told: { today: string; asks: boolean; overdue: number }[] = [];
  const watching = (async () => {
    for await (const { clock: now, overdue } of await api.office.watch()) told.push({ today: now.today, asks: now.asks, overdue });
  })().catch(() => undefined);
  await vi.waitFor(() => expect(told.at(-1)).toEqual({ today: '2026-06-11', asks: false, overdue: 0 }), 60_000);
  clock.pass(24 * 60 + 1);
  await vi.waitFor(() => expect(told.at(-1)).toEqual({ today: '2026-06-13', asks: false, overdue: 1 }), 60_000);
  expect((await api.dossier.count({ text: '' })).tabs.overdue).toBe(1);
  expect((await api.dayEnd.review()).date).toBe('2026-06-13');
  expect([await reasonOf(api), await accepted(api)]).toMatchObject([null, { code: '260613-2001', receivedAt: '2026-06-13T00:00' }]);
  await opened.at(-1)?.running?.kill();
  await watching;
});

const folder = cliFolder();
afterAll(() => {
  folder.remove();
});

test('machines set to −11, 0 and +14 give the same codes and due dates, and warn of a clock that cannot be', { timeout }, async () => {
  const clock = machineClock(folder.path);
  const env = {
    ...folder.env,
    MOTCUA_TEST_CLOCK: clock.file,
    NODE_OPTIONS: `${folder.env['NODE_OPTIONS'] ?? ''} ${loaders.map((loader) => `--import ${loader}`).join(' ')}`,
  };
  clock.set('2026-06-05T08:00:00');
  expect((await folder.run(['init', '--data', folder.data], '', env)).exitCode).toBe(0);
  const accept = async (at: string, TZ: string, fields: object = {}) => {
    clock.set(at);
    const line = { commandId: `${at} ${TZ}`, procedureCode: '1.001022', applicant: { fullName: 'Người Thử' }, ...fields };
    const { out, err } = await folder.run(['accept', '--data', folder.data], JSON.stringify(line), { ...env, TZ });
    return { out, err };
  };
  const zones = ['Pacific/Pago_Pago', 'UTC', 'Pacific/Kiritimati'] as const;
  const answers: unknown[] = [];
  for (const at of ['2026-06-08T23:30:00', '2026-06-09T00:30:00']) for (const TZ of zones) answers.push(await accept(at, TZ));
  const answer = (code: string, dueAt: string): object => ({
    out: [expect.objectContaining({ dossierCode: `000.05.24.H11-${code}`, dueAt })],
    err: [],
  });
  expect(answers).toEqual([
    ...[1001, 1002, 1003].map((number) => answer(`260608-${String(number)}`, '2026-06-11T17:30')),
    ...[1001, 1002, 1003].map((number) => answer(`260609-${String(number)}`, '2026-06-12T17:30')),
  ]);
  const written = { occurredAt: '2026-06-09T09:00' };
  expect(await accept('1970-01-01T08:00:00', 'UTC', written)).toEqual({
    out: [expect.objectContaining({ dossierCode: expect.stringMatching(/-260609-1004$/u) as string, dueAt: '2026-06-12T17:30' })],
    err: [expect.objectContaining({ warning: 'clock-doubtful', reason: 'beyond-belief' })],
  });
});
