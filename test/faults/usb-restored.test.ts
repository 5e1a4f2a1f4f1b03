/** A server set back to yesterday's backup, and an office that only ever has sticks to bring it back with. Server, counters and bundles are the real ones. */
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { exportBundle } from '../../server/bundles/export.ts';
import { importBundle as takeIn } from '../../server/bundles/import.ts';
import type { Imported } from '../../server/bundles/take-in.ts';
import type { Ports } from '../../server/ports.ts';
import { actsAfter } from '../../server/store/acts.ts';
import { syncStatus } from '../../electron/sync/status.ts';
import { importBundle } from '../../electron/sync/usb/import.ts';
import { exportForUpstream } from '../../electron/sync/usb/upstream.ts';
import { agencyCode, id } from '../helpers/store.ts';
import { acceptedAt, newSyncWorld, stepOn, type SyncWorld } from '../helpers/sync-world.ts';
import { author } from '../helpers/upstream.ts';

const timeout = 120_000;
let world: SyncWorld;
let minutes = 0;
beforeEach(async () => {
  world = await newSyncWorld();
}, timeout);
afterEach(() => world.remove());

const file = (name: string) => join(world.upstream.folder, name);
const later = () => `2026-06-09T17:${String((minutes += 1) % 60).padStart(2, '0')}:00.000+07:00`;

async function out(name: string): Promise<void> {
  await exportForUpstream(world.store(name), file(`${name}.mcb`), later());
}
const takenIn = (name: string): Promise<Imported> => world.upstream.command((ports) => takeIn(ports, file(`${name}.mcb`)));
const answer = (ports: Ports, name: string) =>
  exportBundle(ports, agencyCode, world.store(name).identity.counterNo, file(`${name}-back.mcb`));
const home = (name: string) => importBundle({ store: world.store(name), newId: () => id(1, 0xf3), author }, file(`${name}-back.mcb`));
async function carriedBack(name: string) {
  await world.upstream.command((ports) => answer(ports, name));
  return home(name);
}
/** A stick to the server and its answer home. */
async function trip(name: string): Promise<Imported> {
  await out(name);
  const taken = await world.upstream.command(async (ports) => {
    const imported = await takeIn(ports, file(`${name}.mcb`));
    await answer(ports, name);
    return imported;
  });
  await home(name);
  return taken;
}
/** Every place the server has given, with the act that stands there. */
const places = () =>
  world.upstream.command(async ({ db }) =>
    (await actsAfter(db, agencyCode, 0, 1000)).map(({ epoch, position, actId }) => ({ epoch, position, actId })),
  );
const actsOf = (of: readonly { readonly actId: string | null }[]) => of.map(({ actId }) => actId);

/** Two counters, a backup, a day after it that only they know; the second counter's part of it is known to the first too. */
async function restoredAfterADay(): Promise<Awaited<ReturnType<typeof places>>> {
  const [a, b] = [await world.counter('a', 2), await world.counter('b', 3)];
  a.commit([acceptedAt(2, 1)]);
  b.commit([acceptedAt(3, 10)]);
  await trip('a');
  await trip('b');
  await world.upstream.backUp('yesterday');
  b.commit([stepOn.takeOver(11, 10), stepOn.note(12, 10)]);
  await trip('b');
  a.commit([stepOn.takeOver(2, 1), acceptedAt(2, 2)]);
  await trip('a');
  const before = await places();
  await world.upstream.restore('yesterday');
  expect((await places()).length).toBeLessThan(before.length);
  return before;
}

test('a restored server gets back by stick what counters made and what they pulled, each act at its place', { timeout }, async () => {
  const before = await restoredAfterADay();
  const a = world.store('a');
  // The second counter burned down: what it did since the backup, only the first one's pages hold.
  await world.upstream.revoke(world.store('b').identity.deviceId);
  a.commit([stepOn.note(3, 1)]);

  // The counter does not know yet: nothing is taken, but the answer tells it.
  await out('a');
  await expect(takenIn('a')).rejects.toMatchObject({ code: 'not-receiving' });
  expect(await carriedBack('a')).toMatchObject({ added: 0, confirmed: 0 });
  expect(syncStatus(a)).toMatchObject({ allSent: false });
  expect(a.sync.notices().map(({ kind }) => kind)).toContain('server-restored');

  await out('a');
  const taken = await takenIn('a');
  const after = await places();
  expect(after.slice(0, before.length)).toEqual(before);
  expect(taken).toMatchObject({ refused: [], acts: { stored: 1, fork: 0 } });
  // A stick that is read twice changes nothing.
  expect(await takenIn('a')).toMatchObject({ refused: [], acts: { stored: 0, fork: 0 } });
  expect(await places()).toEqual(after);

  await carriedBack('a');
  expect(syncStatus(a)).toMatchObject({ allSent: true, unsent: { acts: 0, blobs: 0, uncountersigned: 0 } });
  await carriedBack('a');
  world.expectAlike('a');

  // And the days go on.
  a.commit([stepOn.note(4, 1)]);
  expect(await trip('a')).toMatchObject({ refused: [], acts: { stored: 1, duplicate: 0 } });
  expect(syncStatus(a)).toMatchObject({ allSent: true });
  world.expectAlike('a');
});

test('while another counter is awaited only the offer counts; then both go on alike', { timeout }, async () => {
  const before = await restoredAfterADay();
  world.store('b').commit([stepOn.note(13, 10)]);
  for (const name of ['a', 'b']) {
    await out(name);
    await expect(takenIn(name)).rejects.toMatchObject({ code: 'not-receiving' });
    await carriedBack(name);
  }
  expect((await trip('a')).refused.map(({ part, code }) => [part, code])).toContainEqual(['acts', 'not-receiving']);
  expect(await places()).toEqual(before);
  expect(await trip('b')).toMatchObject({ refused: [], acts: { stored: 1 } });
  for (const name of ['a', 'b', 'a', 'b']) await trip(name);
  expect((await places()).slice(0, before.length)).toEqual(before);
  for (const name of ['a', 'b']) expect([name, syncStatus(world.store(name))]).toMatchObject([name, { allSent: true }]);
  world.expectAlike('a', 'b');
});

test('an offer that comes after the server went on without it takes the places the server gives', { timeout }, async () => {
  const before = await restoredAfterADay();
  await world.upstream.goOn();
  const b = world.store('b');
  b.commit([stepOn.note(13, 10)]);
  // The second counter knows of its own acts only.
  await trip('b');
  await trip('b');
  for (const name of ['a', 'a', 'b']) await trip(name);
  const after = await places();
  expect(new Set(actsOf(before).filter((actId) => !actsOf(after).includes(actId)))).toEqual(new Set());
  expect(new Set(actsOf(after)).size).toBe(after.length);
  for (const name of ['a', 'b']) expect([name, syncStatus(world.store(name))]).toMatchObject([name, { allSent: true }]);
  world.expectAlike('a', 'b');
});
