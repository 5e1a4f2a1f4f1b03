/** The office's clock inside the app: one act an answer, the server's word, and nothing of the app dated by the machine alone. */
import { randomUUID } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { commandId, type Office, openOffice, pin, reception, refusal } from '../../helpers/desk.ts';

let office: Office;
afterEach(() => {
  office.close();
});

/** 09:15 on a machine where an hour of the even clock is as long as one of the wall's, until `set`. */
async function signedIn() {
  const shown = { now: Date.parse('2026-06-08T09:15:00+07:00'), even: 0 };
  const machine = { now: () => new Date(shown.now + 7 * 3_600_000).toISOString().replace('Z', '+07:00'), elapsedMs: () => shown.even };
  office = await openOffice({ clock: machine });
  const { call } = office.window();
  await call.office.signIn({ personId: office.personId('Lê Thị Hạnh'), pin });
  const pass = (minutes: number): void => {
    shown.now += minutes * 60_000;
    shown.even += minutes * 60_000;
  };
  return { call, shown, pass };
}

const confirmations = () => office.store().acts.ofKind('clock.confirmed', 10);

test('an answer is one act, by whoever gave it, also when its command is repeated or another window answers too', async () => {
  const { call } = await signedIn();
  const answer = { commandId: commandId(1), trueAt: '2026-06-08T09:47' };
  const state = await call.clock.confirm(answer);
  expect(state).toEqual({
    now: '2026-06-08T09:47:00.000+07:00',
    machineNow: '2026-06-08T09:15:00.000+07:00',
    differenceSeconds: 32 * 60,
    question: null,
  });
  expect(await call.clock.confirm(answer)).toEqual(state);
  expect(await call.clock.confirm({ commandId: commandId(2), trueAt: null })).toEqual(state);
  expect(confirmations().map(({ body }) => body)).toMatchObject([
    {
      actorId: office.personId('Lê Thị Hạnh'),
      occurredAt: '2026-06-08T09:47:00.000+07:00',
      recordedAt: '2026-06-08T09:15:00.000+07:00',
      payload: { shownAt: '2026-06-08T09:15:00.000+07:00', trueAt: '2026-06-08T09:47:00.000+07:00', differenceSeconds: 1920 },
    },
  ]);
});

test('the minute that is shown, typed, keeps its seconds', async () => {
  const { call, shown, pass } = await signedIn();
  shown.now += 25_000;
  await call.clock.confirm({ commandId: commandId(1), trueAt: '2026-06-08T09:15' });
  pass(1);
  expect((await call.clock.state()).differenceSeconds).toBe(0);
});

test('a machine put right after its difference was kept: the even clock tells, and the difference goes', async () => {
  const { call, shown } = await signedIn();
  await call.clock.confirm({ commandId: commandId(1), trueAt: '2026-06-08T09:47' });
  shown.now += 32 * 60_000;
  const { question } = await call.clock.state();
  expect(question).toMatchObject({ reason: 'jumped-forward', byMinutes: 32, suggestedAt: '2026-06-08T09:47:00.000+07:00' });
  expect((await call.clock.confirm({ commandId: commandId(2), trueAt: null })).differenceSeconds).toBe(0);
});

test('small steps in one direction are a jump when they add up', async () => {
  const { call, shown } = await signedIn();
  await call.clock.confirm({ commandId: commandId(1), trueAt: null });
  shown.now += 4 * 60_000;
  expect((await call.clock.state()).question).toBeNull();
  shown.now += 4 * 60_000;
  expect((await call.clock.state()).question).toMatchObject({ reason: 'jumped-forward', byMinutes: 8 });
  shown.now -= 8 * 60_000;
  expect((await call.clock.state()).question).toBeNull();
});

test('the server’s time is suggested while its word is fresh, and not after a person has spoken', async () => {
  const { call } = await signedIn();
  const heard = (reachedAt: string): void => {
    office.store().sync.keepLast({ at: reachedAt, error: null, details: {}, reachedAt, clockOffSeconds: 1200, waitingFor: [] });
  };
  heard('2026-06-07T09:00:00.000+07:00');
  expect((await call.clock.state()).question?.suggestedAt).toBe('2026-06-08T09:15:00.000+07:00');
  heard('2026-06-08T08:00:00.000+07:00');
  expect((await call.clock.state()).question?.suggestedAt).toBe('2026-06-08T09:35:00.000+07:00');
  await call.clock.confirm({ commandId: commandId(1), trueAt: '2026-06-08T09:15' });
  expect((await call.clock.state()).differenceSeconds).toBe(0);
});

test('what was accepted before is answered again while the clock is asked about; a new dossier is not accepted', async () => {
  const { call, shown } = await signedIn();
  await call.clock.confirm({ commandId: commandId(1), trueAt: null });
  const command = { commandId: commandId(2), draftId: null, reception: reception(), settledAtDesk: false };
  const accepted = await call.reception.accept(command);
  shown.now += 60 * 60_000;
  expect(await call.reception.accept(command)).toEqual(accepted);
  expect(await refusal(call.reception.accept({ ...command, commandId: randomUUID() }))).toEqual({ code: 'clock-unconfirmed', data: {} });
});

test('a full disk keeps no jump, and still the page is told what is asked', async () => {
  const { call, shown } = await signedIn();
  await call.clock.confirm({ commandId: commandId(1), trueAt: null });
  const store = office.store();
  const { writeLocal } = store;
  Object.assign(store, {
    writeLocal: () => {
      throw new Error('no room');
    },
  });
  shown.now += 60 * 60_000;
  expect((await call.clock.state()).question?.reason).toBe('jumped-forward');
  expect(store.settings.get('clock-jump')).toBeUndefined();
  Object.assign(store, { writeLocal });
  await call.clock.state();
  expect(store.settings.get('clock-jump')).toBe(60 * 60_000);
});

test('no source dates an act by the machine alone', async () => {
  office = await openOffice();
  const root = join(import.meta.dirname, '../../../electron');
  const dated = globSync('**/*.ts', { cwd: root }).filter((file) =>
    /occurredAt: (?:author|by|someone)\.recordedAt/u.test(readFileSync(join(root, file), 'utf8')),
  );
  expect(dated).toEqual([]);
});

test('no command reads the machine’s clock once a store can tell the office’s', () => {
  const root = join(import.meta.dirname, '../../../electron/app/cli');
  const reads = globSync('*.ts', { cwd: root }).filter((file) => readFileSync(join(root, file), 'utf8').includes('systemClock'));
  // A card may be read without a counter; the others add what their store remembers of its clock.
  expect(reads.sort()).toEqual(['id-card.ts', 'keys.ts', 'open.ts', 'restore.ts', 'triage.ts']);
});
