/** What is known of sending each dossier: when it was tried, how often, and what held it back. */
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SyncPorts } from '../../../electron/sync/attempt.ts';
import { SyncFault } from '../../../electron/sync/fault.ts';
import { httpTo } from '../../../electron/sync/http.ts';
import { printed } from '../../helpers/store.ts';
import { acceptedAt, newSyncWorld, stepOn, type SyncWorld } from '../../helpers/sync-world.ts';
import { author, engineOf } from '../../helpers/upstream.ts';

let world: SyncWorld;
beforeAll(async () => {
  world = await newSyncWorld();
}, 120_000);
afterAll(async () => {
  await world.remove();
});

const now = '2026-06-09T17:00:00.000+07:00';
const away = {
  http: () => () => Promise.reject(new SyncFault('server-unreachable')),
};

test('every unsent dossier keeps its attempts and its last reason until it arrives', { timeout: 120_000 }, async () => {
  const store = await world.counter('one', 1);
  store.commit([acceptedAt(1, 1), stepOn.note(11, 1), acceptedAt(1, 2)]);
  const unreachable = { code: 'server-unreachable', details: {} };
  const untried = { blobs: 0, attempts: 0, lastAt: null, lastError: null };
  const named = { applicantName: expect.any(String), procedureName: expect.any(String), dossierCode: expect.stringMatching(/-1\d{3}$/u) };
  expect(store.sync.unsentDossiers(0, 50)).toEqual({
    total: 3,
    rows: [
      { dossierId: null, dossierCode: null, applicantName: null, procedureName: null, acts: 1, ...untried },
      { dossierId: expect.any(String), acts: 2, ...named, ...untried },
      { dossierId: expect.any(String), acts: 1, ...named, ...untried },
    ],
  });
  const [first, second] = store.sync.unsentDossiers(0, 50).rows.flatMap(({ dossierId }) => dossierId ?? []);
  for (const tries of [1, 2]) {
    await engineOf(store, away).run({ close: false, author });
    expect(store.sync.sendState(first!)).toEqual({ acts: 2, blobs: 0, attempts: tries, lastAt: now, lastError: unreachable });
    expect(store.sync.sendState(null)).toEqual({ acts: 1, blobs: 0, attempts: tries, lastAt: now, lastError: unreachable });
  }
  await world.sync('one');
  expect(store.sync.unsentDossiers(0, 50)).toEqual({ total: 0, rows: [] });
  expect(store.sync.sendState(first!)).toEqual({ acts: 0, blobs: 0, attempts: 0, lastAt: now, lastError: null });
  store.commit([stepOn.note(12, 2)]);
  await engineOf(store, away).run({ close: false, author });
  expect(store.sync.sendState(second!)).toEqual({ acts: 1, blobs: 0, attempts: 1, lastAt: now, lastError: unreachable });
  expect(store.sync.sendState(first!)).toMatchObject({ acts: 0, attempts: 0 });
  await world.sync('one');
});

test('what holds back one dossier is said of that one only, and pages tell all', { timeout: 120_000 }, async () => {
  const store = await world.counter('two', 2);
  // Paper whose bytes are nowhere.
  store.commit([acceptedAt(2, 21), printed(22, 21, 'ab'.repeat(32), 900), ...Array.from({ length: 5 }, (_, n) => acceptedAt(2, 30 + n))]);
  await world.sync('two');
  const { rows, total } = store.sync.unsentDossiers(0, 50);
  expect([total, rows.map(({ acts, blobs, attempts, lastError }) => ({ acts, blobs, attempts, code: lastError?.code }))]).toEqual([
    1,
    [{ acts: 0, blobs: 1, attempts: 1, code: 'blobs-missing' }],
  ]);
  store.commit(Array.from({ length: 5 }, (_, n) => stepOn.note(50 + n, 30 + n)));
  const paged = [0, 2, 4].flatMap((offset) => store.sync.unsentDossiers(offset, 2).rows);
  expect(paged.map(({ dossierId }) => dossierId)).toEqual(store.sync.unsentDossiers(0, 50).rows.map(({ dossierId }) => dossierId));
  expect([paged.length, paged[0]?.lastError?.code]).toEqual([6, 'blobs-missing']);
});

test(
  'an act whose id is another one’s says so, of its dossier, after every attempt: sending again does not change it',
  { timeout: 120_000 },
  async () => {
    const three = await world.counter('three', 3);
    const four = await world.counter('four', 4);
    three.commit([acceptedAt(3, 41), acceptedAt(3, 42)]);
    await world.settle('three');
    four.commit([acceptedAt(4, 43)]);
    await world.settle('four');
    // As other software would: the note's id at both counters, with another text.
    three.commit([stepOn.note(44, 41)]);
    await world.settle('three');
    four.commit([stepOn.note(44, 43)]);
    expect(four.sync.collided()).toEqual([]);
    for (const attempts of [1, 2]) {
      const outcome = await world.sync('four');
      expect({ ...outcome, fault: outcome.fault?.code }).toEqual({
        complete: false,
        unsent: { acts: 1, blobs: 0, uncountersigned: 0 },
        fault: 'id-reused',
      });
      expect(four.sync.unsentDossiers(0, 50).rows).toMatchObject([
        { acts: 1, attempts, lastError: { code: 'id-reused', details: { acts: 1 } } },
      ]);
    }
    expect(four.sync.last()?.error).toBe('id-reused');
    // The step done anew arrives; the other stays named, with its reason.
    const named = four.sync.unsentDossiers(0, 50).rows[0]!.dossierId;
    four.commit([stepOn.note(45, 43)]);
    await world.sync('four');
    expect(four.sync.unsentDossiers(0, 50)).toMatchObject({
      total: 1,
      rows: [{ dossierId: named, acts: 1, lastError: { code: 'id-reused' } }],
    });
  },
);

test('waiting for a server that took the line and says nothing ends when a person says so', { timeout: 120_000 }, async () => {
  const store = await world.counter('five', 5);
  const lines: Socket[] = [];
  const mute = createServer((line) => lines.push(line));
  await once(mute.listen(0, '127.0.0.1'), 'listening');
  try {
    const { port } = mute.address() as AddressInfo;
    const http: SyncPorts['http'] = (_, signal) =>
      httpTo({ server: `http://127.0.0.1:${port}`, timeoutMs: 60_000, packing: 'zstd' }, signal);
    const engine = engineOf(store, { http });
    const outcome = engine.run({ close: false, author });
    await once(mute, 'connection');
    expect(engine.progress()).toMatchObject({ phase: 'connecting', reconnects: 0 });
    engine.pause();
    expect((await outcome).fault?.code).toBe('paused');
    expect(engine.progress().phase).toBe('paused');
  } finally {
    for (const line of lines) line.destroy();
    mute.close();
  }
});
