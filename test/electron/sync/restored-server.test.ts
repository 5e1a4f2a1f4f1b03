import { afterEach, beforeEach, expect, test } from 'vitest';
import { syncStatus } from '../../../electron/sync/status.ts';
import { id } from '../../helpers/store.ts';
import { acceptedAt, newSyncWorld, statesOf, stepOn, type SyncWorld } from '../../helpers/sync-world.ts';

let world: SyncWorld;
beforeEach(async () => {
  world = await newSyncWorld();
});
afterEach(async () => {
  await world.remove();
});

const actIds = (name: string) =>
  world
    .store(name)
    .acts.ofDossier(id(1, 2))
    .map(({ body }) => body.id)
    .sort();

test('a server set back a day gets everything back, and its places', { timeout: 120_000 }, async () => {
  const [a, b] = [await world.counter('a', 2), await world.counter('b', 3)];
  a.commit([acceptedAt(2, 1)]);
  await world.settle('a', 'b');
  await world.upstream.backUp('yesterday');
  a.commit([stepOn.takeOver(1, 1), acceptedAt(2, 2)]);
  b.commit([stepOn.note(2, 1), acceptedAt(3, 3)]);
  await world.settle('a', 'b', 'a');
  const places = [a, b].map((store) => [1, 2].map((n) => store.acts.find(id(n, 3))?.placement));
  const states = statesOf(a);
  a.commit([stepOn.note(4, 1)]);

  await world.upstream.restore('yesterday');
  expect(await world.sync('a')).toMatchObject({
    complete: false,
    fault: { code: 'server-awaits-counters', details: { waitingFor: [{ counterNo: 3 }] } },
  });
  expect(a.sync.notices().map(({ kind }) => kind)).toEqual(['server-restored']);
  expect(syncStatus(a)).toMatchObject({
    allSent: false,
    unsent: { acts: 1 },
    last: { error: 'server-awaits-counters', waitingFor: [{ counterNo: 3, deviceId: b.identity.deviceId }] },
  });
  await world.settle('b', 'a', 'b');
  world.expectAlike('a', 'b');
  expect([a, b].map((store) => [1, 2].map((n) => store.acts.find(id(n, 3))?.placement))).toEqual(places);
  expect(Object.keys(statesOf(a))).toEqual(Object.keys(states));
  expect(actIds('b')).toEqual([id(1, 1), id(1, 3), id(2, 3), id(4, 3)].sort());
  expect(a.sync.epochs()).toHaveLength(2);
});

test('what only a counter that is gone had sent comes back from those who had pulled it', { timeout: 120_000 }, async () => {
  const [a, b] = [await world.counter('a', 2), await world.counter('b', 3)];
  a.commit([acceptedAt(2, 1)]);
  await world.settle('a', 'b');
  await world.upstream.backUp('yesterday');
  a.commit([stepOn.takeOver(1, 1)]);
  await world.settle('a', 'b');
  await world.upstream.restore('yesterday');
  world.close('a');
  expect((await world.sync('b')).fault?.code).toBe('server-awaits-counters');
  await world.upstream.goOn();
  await world.settle('b');
  const late = await world.counter('c', 4);
  await world.settle('c');
  expect(late.dossiers.findState(id(1, 2))).toEqual(b.dossiers.findState(id(1, 2)));
  expect(actIds('c')).toEqual([id(1, 1), id(1, 3)].sort());
});

test('a counter that comes when the others have gone on takes new places, and loses nothing', { timeout: 120_000 }, async () => {
  const [a, b] = [await world.counter('a', 2), await world.counter('b', 3)];
  a.commit([acceptedAt(2, 1)]);
  await world.settle('a', 'b');
  await world.upstream.backUp('yesterday');
  a.commit([stepOn.takeOver(1, 1), acceptedAt(2, 2)]);
  await world.settle('a');
  const before = a.acts.find(id(1, 3))?.placement;
  await world.upstream.restore('yesterday');
  await world.sync('b');
  await world.upstream.goOn();
  b.commit([stepOn.note(2, 1), acceptedAt(3, 3), acceptedAt(3, 4)]);
  await world.settle('b');
  await world.settle('a', 'b', 'a');
  world.expectAlike('a', 'b');
  expect(a.acts.find(id(1, 3))?.placement).not.toEqual(before);
  expect(actIds('b')).toEqual([id(1, 1), id(1, 3), id(2, 3)].sort());
});

test('set back twice', { timeout: 120_000 }, async () => {
  const [a, b] = [await world.counter('a', 2), await world.counter('b', 3)];
  a.commit([acceptedAt(2, 1)]);
  await world.settle('a', 'b');
  await world.upstream.backUp('monday');
  b.commit([stepOn.note(1, 1)]);
  await world.settle('b', 'a');
  await world.upstream.backUp('tuesday');
  for (const [round, day] of (['tuesday', 'monday', 'monday'] as const).entries()) {
    await world.upstream.restore(day);
    a.commit([stepOn.note(10 + round, 1)]);
    await world.sync('a');
    await world.settle('b', 'a', 'b');
    world.expectAlike('a', 'b');
  }
  expect(actIds('b')).toEqual([id(1, 1), id(1, 3), id(10, 3), id(11, 3), id(12, 3)].sort());
});
