/** Counters that were apart, one with a clock of its own, one with a newer app, one revoked while it sends: real stores, real sockets, the real server. */
import { randomInt } from 'node:crypto';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ActBody } from '#shared/journal/act.ts';
import { orderActs } from '#shared/journal/order.ts';
import { syncStatus } from '../../electron/sync/status.ts';
import { openServer } from '../../server/main.ts';
import { setDeviceState } from '../../server/store/devices.ts';
import { serverDirOf } from '../helpers/promises.ts';
import { randomFrom } from '../helpers/random.ts';
import { furtherAct, id, printed } from '../helpers/store.ts';
import { expectKept, workApart } from '../helpers/sync-stories.ts';
import { acceptedAt, newSyncWorld, stepOn, type SyncWorld } from '../helpers/sync-world.ts';

const seed = Number(process.env['SEED'] ?? randomInt(2 ** 31));
const random = randomFrom(seed);
let world: SyncWorld;
beforeAll(async () => {
  world = await newSyncWorld();
  for (const [name, counterNo] of Object.entries({ a: 2, b: 3 })) await world.counter(name, counterNo);
});
afterAll(async () => {
  await world.remove();
});

/** The office is shared: every story's acts stay, and are checked again after the next. */
const confirmed: string[] = [];
function commit(name: string, ...bodies: readonly ActBody[]): void {
  world.store(name).commit(bodies);
  confirmed.push(...bodies.map(({ id: actId }) => actId));
}
const kept = async (story: string, ...names: readonly string[]): Promise<number> => {
  const counted = await expectKept(world, names, confirmed);
  console.log(JSON.stringify({ story, seed, ...counted }));
  return counted.needsDecision;
};

test('two counters, sixty dossiers', { timeout: 120_000 }, async () => {
  const desks = [
    { name: 'a', counterNo: 2 },
    { name: 'b', counterNo: 3 },
  ];
  confirmed.push(...(await workApart(world, { desks, dossiers: 60, first: 1, random })));
  expect(await kept('two-apart', 'a', 'b')).toBeGreaterThan(0);
});

describe('clocks', () => {
  const clocks = [
    { name: 'ahead', counterNo: 8, now: '2026-06-15T17:00:00.000+07:00', at: '2026-06-15T10:00:00+07:00' },
    { name: 'behind', counterNo: 9, now: '2025-05-01T17:00:00.000+07:00', at: '2025-05-01T10:00:00+07:00' },
    { name: 'west', counterNo: 1, now: '2026-06-08T23:00:00.000-11:00', at: '2026-06-08T15:00:00-11:00' },
    { name: 'east', counterNo: 7, now: '2026-06-10T00:00:00.000+14:00', at: '2026-06-09T14:59:00+14:00' },
  ];

  test('days ahead, a year behind, eleven hours west, fourteen east: the order is the server’s', { timeout: 120_000 }, async () => {
    const names = clocks.map(({ name }) => name);
    for (const { name, counterNo } of clocks) await world.counter(name, counterNo);
    commit('a', acceptedAt(2, 880));
    await world.settle('a', ...names);
    const order = ['west', 'ahead', 'behind', 'east'];
    for (const [index, name] of order.entries()) {
      const { at, now } = clocks.find((one) => one.name === name)!;
      commit(name, { ...furtherAct(70_000 + index, 880, id(880, 1), 'dossier.noted', { text: name }, at), recordedAt: now });
    }
    for (const name of order) {
      const { now } = clocks.find((one) => one.name === name)!;
      expect(await world.sync(name, { now: () => now })).toMatchObject({ complete: true, fault: null });
      const off = syncStatus(world.store(name)).last?.clockOffSeconds ?? 0;
      expect(Math.abs(off - (Date.now() - Date.parse(now)) / 1000)).toBeLessThan(60);
    }
    await world.settle(...names, 'a', 'b');
    for (const name of [...names, 'a', 'b']) {
      const { applied } = orderActs(world.store(name).acts.ofDossier(id(880, 2)), world.store(name).sync.epochs());
      expect([name, applied.map(({ body }) => body.id)]).toEqual([name, [id(880, 1), ...order.map((_, index) => id(70_000 + index, 3))]]);
    }
    await kept('clocks', 'a', 'b', ...names);
  });
});
test(
  'revoked in mid-sync: what it had sent counts, what it had not is named, and an administrator lets it in',
  { timeout: 120_000 },
  async () => {
    const device = await world.counter('revoked', 6);
    const { deviceId } = device.identity;
    commit('revoked', ...Array.from({ length: 40 }, (_, k) => acceptedAt(6, 1001 + k)));
    const pdf = Buffer.from('%PDF-1.7 revoked');
    commit(
      'revoked',
      ...Array.from({ length: 40 }, (_, k) => stepOn.note(80_000 + k, 1001 + k)),
      printed(80_900, 1001, device.blobs.put('2026-06', pdf), pdf.length),
    );
    let batches = 0;
    const outcome = await world.sync('revoked', {
      between: async (step) => {
        if (step === 'pushed' && (batches += 1) === 1) await world.upstream.revoke(deviceId);
      },
    });
    expect(outcome).toMatchObject({
      complete: false,
      fault: { code: 'device-revoked' },
      unsent: { acts: 82, blobs: 1, uncountersigned: 82 },
    });
    commit('revoked', ...Array.from({ length: 20 }, (_, k) => stepOn.note(81_000 + k, 1001 + k)));
    expect(syncStatus(device)).toMatchObject({ allSent: false, last: { error: 'device-revoked' } });
    await world.settle('a', 'b');
    const arrived = (name: string): number => confirmed.filter((actId) => world.store(name).acts.find(actId) !== undefined).length;
    expect([arrived('a'), arrived('b')]).toEqual([confirmed.length - 20, confirmed.length - 20]);
    expect((await world.sync('revoked')).fault?.code).toBe('device-revoked');
    const { ports, close } = await openServer({ dataDir: serverDirOf(world.upstream), secure: false, log: pino({ level: 'silent' }) });
    await setDeviceState(ports.db, deviceId, 'admitted', new Date());
    await close();
    await world.settle('revoked', 'a', 'b', 'revoked');
    const contested = world
      .store('a')
      .acts.ofKind('act.contested', 1000)
      .concat(
        world
          .store('a')
          .acts.ofDossier(id(1001, 2))
          .filter(({ body }) => body.kind === 'act.contested'),
      );
    expect(contested.length).toBeGreaterThan(0);
    await kept('revoked', 'a', 'b', 'revoked');
  },
);

test('an act of a newer app among five hundred holds back its own dossier alone', { timeout: 120_000 }, async () => {
  const newer = await world.counter('newer', 8);
  const acts = Array.from({ length: 250 }, (_, k) => acceptedAt(8, 601 + k));
  const unreadable = {
    ...stepOn.note(60_001, 700),
    kind: 'dossier.teleported',
    v: 3,
    payload: { whither: 'Phường Phan Thiết' },
  } as unknown as ActBody;
  const notes = Array.from({ length: 249 }, (_, k) => stepOn.note(60_010 + k, 601 + k));
  commit('newer', ...acts, unreadable, ...notes);
  const later = { ...stepOn.note(60_500, 701), v: 99 } as ActBody;
  commit('newer', later);
  await world.settle('newer', 'a', 'b', 'newer');
  const states = [700, 701, 702].map((n) => world.store('a').dossiers.findState(id(n, 2)));
  expect(states.map((state) => state?.readOnly !== null)).toEqual([true, true, false]);
  expect(newer.acts.find(unreadable.id)?.placement).toEqual(world.store('b').acts.find(unreadable.id)?.placement);
  commit('a', stepOn.takeOver(60_600, 702));
  await world.settle('a', 'newer', 'b');
  await kept('unreadable', 'a', 'b', 'newer');
});
test('six counters, three hundred dossiers each touched by two of them', { timeout: 240_000 }, async () => {
  const desks = ['a', 'b', 'sixth-4', 'sixth-5', 'sixth-6', 'sixth-7'].map((name, index) => ({ name, counterNo: 2 + index }));
  for (const { name, counterNo } of desks.slice(2)) await world.counter(name, counterNo);
  confirmed.push(...(await workApart(world, { desks, dossiers: 300, first: 101, random })));
  expect(await kept('six-apart', ...desks.map(({ name }) => name))).toBeGreaterThan(0);
});
