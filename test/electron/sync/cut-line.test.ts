import { randomBytes, randomInt } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cuttingLine } from '../../helpers/cutting-line.ts';
import { randomFrom } from '../../helpers/random.ts';
import { printed } from '../../helpers/store.ts';
import { acceptedAt, newSyncWorld, type SyncWorld } from '../../helpers/sync-world.ts';

const seed = Number(process.env['SEED'] ?? randomInt(2 ** 31));
const random = randomFrom(seed);
let world: SyncWorld;
beforeAll(async () => {
  world = await newSyncWorld();
});
afterAll(async () => {
  await world.remove();
});

test('a day goes over a line cut every 20 to 400 kB, and hardly a byte goes twice', async () => {
  const store = await world.counter('a', 2);
  const blobs = Array.from({ length: 12 }, () => randomBytes(500_000));
  store.commit(Array.from({ length: 100 }, (_, n) => acceptedAt(2, n + 1)));
  store.commit(blobs.map((bytes, n) => printed(n + 1, n + 1, store.blobs.put('2026-06', bytes), bytes.length)));
  const line = await cuttingLine(world.upstream.url(), () => 20_000 + Math.floor(random() * 380_000), 25);
  store.sync.keepEnrolment({ ...store.sync.enrolment()!, server: line.url });
  const outcome = await world.sync('a', { retryDelaysMs: [1, 5, 20, 50] });
  const useful = blobs.reduce((sum, bytes) => sum + bytes.length, 0);
  console.log(`seed ${String(seed)}: ${String(line.cuts())} cuts, ${String(line.carried())} bytes for ${String(useful)} of papers`);
  expect(outcome).toEqual({ complete: true, unsent: { acts: 0, blobs: 0, uncountersigned: 0 }, fault: null });
  expect(line.cuts()).toBeGreaterThan(10);
  // Papers, acts packed, and what every new line costs: a greeting, the request that was under way, and what lay in the system's buffers
  // when the line was cut, which is more on a busy machine. The bench holds the bar of 2 %; this holds that papers are not begun anew.
  expect(line.carried()).toBeLessThan(useful * 1.02 + 60_000 + line.cuts() * 20_000);
  line.close();
  world.expectAlike('a');
});
