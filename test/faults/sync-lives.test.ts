/** Other lives of a store or of the server: set back, cloned, restored twice, a disk that died. Real stores, real sockets, the real server; each story counts and checks both sides. */
import { cpSync, rmSync, statSync, truncateSync } from 'node:fs';
import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { ActBody } from '#shared/journal/act.ts';
import { nextOrderNumber } from '../../electron/app/service/next-number.ts';
import { tellLastCode } from '../../electron/app/service/numbers-told.ts';
import { makeBackup } from '../../electron/backup/make-backup.ts';
import { restoreCounter } from '../../electron/backup/restore.ts';
import { backupFolderOf } from '../../electron/store/paths.ts';
import { rescue } from '../../electron/store/rescue.ts';
import { syncStatus } from '../../electron/sync/status.ts';
import { expectPromisesKept, serverDirOf } from '../helpers/promises.ts';
import { randomFrom } from '../helpers/random.ts';
import { accepted, agencyCode, id, printed, testKey } from '../helpers/store.ts';
import { shuffled } from '../helpers/sync-stories.ts';
import { acceptedAt, newSyncWorld, stepOn, type SyncWorld } from '../helpers/sync-world.ts';

const seed = Number(process.env['SEED'] ?? randomInt(2 ** 31));
const random = randomFrom(seed);
const below = (n: number): number => Math.floor(random() * n);
let world: SyncWorld;
let confirmed: string[];
let acts = 0;
beforeAll(async () => {
  world = await newSyncWorld();
});
beforeEach(() => {
  confirmed = [];
});
afterAll(async () => {
  await world.remove();
});

function commit(name: string, ...bodies: readonly ActBody[]): void {
  world.store(name).commit(bodies);
  confirmed.push(...bodies.map(({ id }) => id));
}
const at = (day: string, time: string): string => `2026-06-${day}T${time}:00.000+07:00`;
let restoreIds = 0;
const newRestoreId = (): string => id((restoreIds += 1), 8);
const note = (n: number): ActBody => stepOn.note((acts += 1), n);
/** Steps on dossiers everybody has, and one of its own. */
function work(name: string, counterNo: number, own: number, shared: readonly number[], steps: number): void {
  commit(name, acceptedAt(counterNo, own));
  for (let step = 0; step < steps; step += 1) {
    const n = shared[below(shared.length)]!;
    commit(name, [note, (on: number) => stepOn.takeOver((acts += 1), on)][below(2)]!(n));
  }
}
const checked = async (story: string, ...names: readonly string[]): Promise<void> => {
  const counted = await expectPromisesKept({
    serverDir: serverDirOf(world.upstream),
    agencyCode,
    counters: names.map((name) => ({ name, store: world.store(name), dataDir: world.at(name) })),
    confirmed,
  });
  console.log(JSON.stringify({ story, seed, ...counted }));
};

test('a disk cloned twice: three machines work on and all sync', { timeout: 120_000 }, async () => {
  await world.counter('first', 2);
  await world.counter('b', 3);
  commit('first', acceptedAt(2, 1), acceptedAt(2, 2));
  await world.settle('first', 'b', 'first');
  // By the first word with the server one has more on the journal than is there, the other less.
  const steps = { first: 4, longer: 6, shorter: 2, b: 3 };
  const names = ['first', 'longer', 'shorter', 'b'] as const;
  for (const name of ['longer', 'shorter']) {
    world.copy('first', name);
    world.open('first');
    world.open(name);
  }
  for (let round = 0; round < 3; round += 1) {
    for (const [index, name] of names.entries()) work(name, name === 'b' ? 3 : 2, 10 + round * 4 + index, [1, 2], steps[name]);
    const order = round === 0 ? names : shuffled(names, random);
    // Found out, a clone goes on by itself; it never holds anybody up.
    for (const name of order) expect([name, (await world.sync(name)).fault]).toEqual([name, null]);
  }
  await world.settle(...names, ...names);
  expect(new Set(names.map((name) => world.store(name).identity.journalId)).size).toBe(names.length);
  await checked('cloned-disk', ...names);
});

test('restored twice from one backup, each time after work the server had and work it had not', { timeout: 120_000 }, async () => {
  await world.counter('twice', 4);
  await world.counter('c', 5);
  commit('twice', acceptedAt(4, 101));
  await world.settle('twice', 'c');
  world.copy('twice', 'backup');
  world.open('twice');
  const live = async (life: number): Promise<void> => {
    commit('twice', note(101), accepted(110 + life, { number: 4700 + life }));
    await world.settle('twice', 'c');
  };
  const setBack = (): void => {
    world.copy('backup', 'twice');
    world.open('twice');
  };
  await live(1);
  setBack();
  await world.settle('twice');
  const journals = world.store('twice').sync.journals();
  expect(
    journals.map((journal) => journal.live),
    'at once, so that the clerk’s next act stands on no link the server knows another for',
  ).toEqual([false, true]);
  await live(2);
  setBack();
  // The third life is worked in before the server says that there were two others.
  await live(3);
  expect(world.store('twice').sync.journals().length).toBeGreaterThan(1);
  await world.settle('twice', 'c');
  await checked('restored-twice', 'twice', 'c');
});

test(
  'restored on another machine while the first works on: no number is given by both once they have heard of each other',
  { timeout: 120_000 },
  async () => {
    await world.counter('here', 9);
    commit('here', acceptedAt(9, 801));
    await world.settle('here');
    makeBackup({ dataDir: world.at('here'), key: testKey, reason: 'command', appVersion: '0', madeAt: at('08', '11:00') });
    commit('here', acceptedAt(9, 802));
    restoreCounter({
      dataDir: world.at('there'),
      folders: [backupFolderOf(world.at('here'))],
      key: testKey,
      lastCode: `${agencyCode}-260608-9803`,
      actorId: 'head',
      at: at('08', '12:00'),
      newId: newRestoreId,
    });
    world.open('there');
    const next = (name: string, date: string): number => {
      const number = nextOrderNumber(world.store(name), date);
      if (!number.ok) throw new Error(number.reason);
      return number.number;
    };
    const accept = (name: string, n: number, date: string): number => {
      const number = next(name, date);
      commit(name, accepted(n, { number, date }));
      return number;
    };
    expect(await world.sync('there')).toMatchObject({ complete: true });
    expect(await world.sync('here')).toMatchObject({ complete: true });
    expect(
      world
        .store('here')
        .sync.notices()
        .map(({ kind }) => kind),
    ).toEqual(['store-copied']);
    for (const [day, date] of ['2026-06-08', '2026-06-09', '2026-06-10'].entries()) {
      const here = [accept('here', 810 + day * 10, date), accept('here', 811 + day * 10, date)];
      const there = [accept('there', 812 + day * 10, date), accept('there', 813 + day * 10, date)];
      expect({ date, twice: here.filter((number) => there.includes(number)), isReserve: here.every((number) => number >= 9900) }).toEqual({
        date,
        twice: [],
        isReserve: true,
      });
    }
    await world.settle('there', 'here', 'there');
    expect(world.store('here').sync.notices()).toHaveLength(1);
    // The other machine was put away, and somebody read its last paper.
    tellLastCode(world.store('here'), `${agencyCode}-260610-9002`, at('10', '17:00'));
    expect(next('here', '2026-06-11')).toBe(9001);
    await checked('restored-beside', 'here', 'there');
  },
);

test('the tail of a dead disk', { timeout: 120_000 }, async () => {
  await world.counter('died', 6);
  await world.counter('d', 7);
  commit('died', acceptedAt(6, 201));
  await world.settle('died', 'd');
  world.copy('died', 'died-backup');
  world.open('died');
  commit('died', note(201), acceptedAt(6, 202));
  await world.settle('died', 'd');
  const pdf = Buffer.from(`%PDF-1.7 ${String(seed)}`);
  commit('died', note(202), acceptedAt(6, 203), printed((acts += 1), 203, world.store('died').blobs.put('2026-06', pdf), pdf.length));
  world.close('died');
  cpSync(world.at('died'), world.at('dead'), { recursive: true });
  // Power went in the middle of a frame nobody was told of; of the store file nothing can be read.
  const log = join(world.at('dead'), 'journal.log');
  truncateSync(log, statSync(log).size);
  rmSync(join(world.at('dead'), 'store.db'));
  world.copy('died-backup', 'died');
  const live = world.open('died');
  commit('died', accepted(204, { number: 6650 }), note(201));
  const rescued = rescue(live, world.at('dead'), testKey);
  expect(rescued).toMatchObject({ added: 5, differing: [], blobs: 1, blobsMissing: 0, damagedAt: null });
  expect(rescue(live, world.at('dead'), testKey)).toMatchObject({ added: 0, already: rescued.found, blobs: 0 });
  await world.settle('died', 'd', 'died');
  expect(rescue(world.store('died'), world.at('dead'), testKey)).toMatchObject({ added: 0, already: rescued.found });
  await world.settle('died', 'd');
  await checked('dead-disk', 'died', 'd');
});

test('a dead log that ends in half a frame, one of another key, one that is not there', async () => {
  await world.counter('torn', 8);
  for (let n = 301; n <= 306; n += 1) commit('torn', acceptedAt(8, n));
  world.copy('torn', 'dead-torn');
  const log = join(world.at('dead-torn'), 'journal.log');
  const live = world.open('torn');
  truncateSync(log, statSync(log).size - 40);
  expect(rescue(live, world.at('dead-torn'), testKey)).toMatchObject({ found: 6, added: 0, already: 6, damagedAt: null });
  expect(rescue(live, world.at('dead-torn'), testKey).tornBytes).toBeGreaterThan(0);
  expect(() => rescue(live, world.at('dead-torn'), testKey.toReversed())).toThrow('journal-log-damaged');
  expect(() => rescue(live, world.at('nowhere'), testKey)).toThrow('journal-log-missing');
  await world.settle('torn');
});

test('yesterday’s backup of the server, and one counter gone for good', { timeout: 120_000 }, async () => {
  for (const [name, counterNo] of [
    ['e', 8],
    ['f', 9],
    ['gone', 1],
  ] as const)
    await world.counter(name, counterNo);
  commit('e', acceptedAt(8, 401));
  commit('gone', acceptedAt(1, 402));
  await world.settle('e', 'f', 'gone', 'e');
  await world.upstream.backUp('yesterday');
  for (const [name, counterNo] of [
    ['gone', 1],
    ['e', 8],
    ['f', 9],
  ] as const)
    work(name, counterNo, 410 + counterNo, [401, 402], 8);
  // What the lost counter had sent was pulled by one of the two others only.
  await world.settle('gone', 'e');
  const broken = world.sync('f', {
    between: (step) => {
      if (step === 'pushed') throw new Error('the day ended');
    },
  });
  await expect(broken).rejects.toThrow('the day ended');
  world.close('gone');
  rmSync(world.at('gone'), { recursive: true });
  await world.upstream.restore('yesterday');
  for (const name of ['f', 'e']) {
    expect((await world.sync(name)).fault).toMatchObject({ code: 'server-awaits-counters' });
    // Nobody is told that all is sent, and the desk works on.
    expect(syncStatus(world.store(name))).toMatchObject({ allSent: false, last: { error: 'server-awaits-counters' } });
    commit(name, note(401));
  }
  await world.upstream.goOn();
  await world.settle('f', 'e', 'f');
  await checked('restored-server', 'e', 'f');
});
