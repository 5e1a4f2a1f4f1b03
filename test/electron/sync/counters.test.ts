import { randomInt } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { StepName } from '../../../electron/sync/flight.ts';
import { httpTo } from '../../../electron/sync/http.ts';
import { syncStatus } from '../../../electron/sync/status.ts';
import { randomFrom } from '../../helpers/random.ts';
import { accepted, id, printed } from '../../helpers/store.ts';
import { author, engineOf } from '../../helpers/upstream.ts';
import { acceptedAt, newSyncWorld, statesOf, stepOn, type SyncWorld } from '../../helpers/sync-world.ts';

const seed = Number(process.env['SEED'] ?? randomInt(2 ** 31));
console.log(`seed ${String(seed)}`);
const random = randomFrom(seed);
const below = (n: number): number => Math.floor(random() * n);

let world: SyncWorld;
beforeAll(async () => {
  world = await newSyncWorld();
});
afterAll(async () => {
  await world.remove();
});

/** Every story has its own dossiers: the office is shared. */
let firstOfStory = 0;
const story = (): number => (firstOfStory += 1000);

describe('two counters', () => {
  test('apart for days, both on the same dossiers, come to the same', async () => {
    const n = story();
    const [a, b] = [await world.counter('a', 2), await world.counter('b', 3)];
    for (let k = 0; k < 60; k += 1) (k % 2 === 0 ? a : b).commit([acceptedAt(k % 2 === 0 ? 2 : 3, n + k)]);
    await world.settle('a', 'b', 'a');
    let acts = n;
    for (let round = 0; round < 200; round += 1) {
      const k = n + below(60);
      const act = [stepOn.note, stepOn.takeOver, stepOn.withdraw][below(3)]!((acts += 1), k);
      (random() < 0.5 ? a : b).commit([act]);
      if (random() < 0.02) await world.settle(random() < 0.5 ? 'a' : 'b');
    }
    await world.settle('a', 'b', 'a');
    world.expectAlike('a', 'b');
    const disputed = a.sync.needsDecision();
    expect([disputed > 0, b.sync.needsDecision()]).toEqual([true, disputed]);
    expect(Object.keys(statesOf(a))).toHaveLength(60);
    for (const store of [a, b]) expect(syncStatus(store)).toMatchObject({ allSent: true, needsDecision: disputed });
    const before = [a, b].map(statesOf);
    await world.settle('a', 'b');
    expect([a, b].map(statesOf)).toEqual(before);
  });
});

describe('the end of the process between any two steps', () => {
  const steps: readonly StepName[] = [
    'greeted',
    'pushed',
    'blob-sent',
    'page-checked',
    'page-stored',
    'manifest-kept',
    'manifest-answered',
  ];

  test.each(steps)('after %s', async (killed) => {
    const n = story();
    const name = `killed-${killed}`;
    const store = await world.counter(name, 4);
    const bytes = Buffer.from(`%PDF-1.7 ${killed}`);
    const hash = store.blobs.put('2026-06', bytes);
    store.commit([acceptedAt(4, n), stepOn.note(n, n), printed(n + 500, n, hash, bytes.length)]);
    let died = false;
    const dying = world.sync(name, {
      between: (step) => {
        if (step === killed) {
          died = true;
          throw new Error('killed');
        }
      },
    });
    await expect(dying).rejects.toThrow('killed');
    expect(died).toBe(true);
    const again = world.open(name);
    expect(again.opened).toEqual({ completedFromLog: 0, completedToLog: 0, tornLogBytes: 0 });
    again.commit([stepOn.note(n + 1, n)]);
    await world.settle(name);
    expect(again.acts.ofDossier(id(n, 2)).map(({ body }) => body.id)).toEqual([id(n, 1), id(n, 3), id(n + 500, 3), id(n + 1, 3)]);
    world.expectAlike(name);
  });
});

describe('a line that is cut', () => {
  test('before, while and after the server answers: nothing twice, nothing lost', async () => {
    const n = story();
    const store = await world.counter('cut', 5);
    for (let k = 0; k < 30; k += 1) store.commit([acceptedAt(5, n + k)]);
    const bytes = Buffer.from(`%PDF ${String(random())}`.repeat(100_000));
    const hash = store.blobs.put('2026-06', bytes);
    store.commit([printed(n, n, hash, bytes.length)]);
    let cuts = 0;
    const failing: typeof fetch = async (input, init) => {
      const when = random();
      if (when < 0.15) {
        cuts += 1;
        throw new TypeError('fetch failed');
      }
      const response = await fetch(input, init);
      if (when < 0.35) {
        cuts += 1;
        await response.arrayBuffer();
        throw new TypeError('terminated');
      }
      return response;
    };
    const outcome = await world.sync('cut', {
      retryDelaysMs: Array.from({ length: 200 }, () => 1),
      http: (server, signal) => httpTo({ server, timeoutMs: 20_000, packing: 'gzip', fetch: failing }, signal),
    });
    expect(outcome).toEqual({ complete: true, unsent: { acts: 0, blobs: 0, uncountersigned: 0 }, fault: null });
    expect(cuts).toBeGreaterThan(0);
    world.expectAlike('cut');
  });

  test('and stays cut: said so, noted as an outage, everything kept', async () => {
    const n = story();
    const store = await world.counter('off', 6);
    store.commit([acceptedAt(6, n)]);
    await world.upstream.stop();
    expect(await world.sync('off')).toMatchObject({
      complete: false,
      unsent: { acts: 2, blobs: 0, uncountersigned: 2 },
      fault: { code: 'server-unreachable' },
    });
    expect(syncStatus(store)).toMatchObject({
      allSent: false,
      last: { error: 'server-unreachable', reachedAt: null },
      outageSince: '2026-06-09T17:00:00.000+07:00',
    });
    await world.upstream.start();
    await world.settle('off');
    expect(syncStatus(store)).toMatchObject({ allSent: true, outageSince: null });
    expect(store.sync.outages(9)).toEqual([
      { beganAt: '2026-06-09T17:00:00.000+07:00', endedAt: '2026-06-09T17:00:00.000+07:00', why: 'server-unreachable' },
    ]);
  });

  test('paused, then gone on with', async () => {
    const n = story();
    const store = await world.counter('paused', 7);
    store.commit([acceptedAt(7, n)]);
    const engine = engineOf(store, {
      between: (step) => {
        if (step === 'pushed') engine.pause();
      },
    });
    expect(await engine.run({ close: true, author })).toMatchObject({ complete: false, fault: { code: 'paused' } });
    expect(engine.progress().phase).toBe('paused');
    const next = engineOf(store);
    const [one, joined] = await Promise.all([next.run({ close: true, author }), next.run({ close: true, author })]);
    expect([one.complete, joined]).toEqual([true, one]);
  });
});

describe('another life of a store', () => {
  test('two machines with one disk copied: nothing of either is lost', async () => {
    const n = story();
    const original = await world.counter('original', 8);
    original.commit([acceptedAt(8, n)]);
    await world.settle('original');
    world.copy('original', 'copy');
    const [first, second] = [world.open('original'), world.open('copy')];
    first.commit([stepOn.note(n + 1, n), accepted(n + 2, { number: 8700 })]);
    second.commit([stepOn.note(n + 3, n), stepOn.takeOver(n + 4, n), accepted(n + 5, { number: 8701 })]);
    await world.settle('original');
    expect((await world.sync('copy')).complete).toBe(true);
    const journals = second.sync.journals();
    expect(journals.map(({ live, forked }) => ({ live, forked }))).toEqual([
      { live: false, forked: true },
      { live: true, forked: false },
    ]);
    expect(second.acts.ofKind('journal.opened', 1)[0]?.body.payload).toEqual({
      previousJournalId: journals[0]?.journalId,
      lastSeq: journals[0]?.seq,
      lastHash: journals[0]?.linkHash,
      reason: 'clone',
      counterNo: 8,
    });
    expect([first, second].map(({ sync }) => sync.notices().map(({ kind }) => kind))).toEqual([[], ['store-copied']]);
    first.commit([stepOn.note(n + 6, n)]);
    second.commit([stepOn.note(n + 7, n)]);
    await world.settle('original', 'copy', 'original');
    world.expectAlike('original', 'copy');
    expect(
      first.acts
        .ofDossier(id(n, 2))
        .map(({ body }) => body.id)
        .sort(),
    ).toEqual([id(n, 1), ...[1, 3, 4, 6, 7].map((k) => id(n + k, 3))].sort());
    expect(first.sync.isCatchingUp()).toBe(false);
  });

  test('restored twice from the same backup', async () => {
    const n = story();
    const store = await world.counter('restored', 9);
    store.commit([acceptedAt(9, n)]);
    await world.settle('restored');
    world.copy('restored', 'backup');
    let acts = n;
    for (const life of [1, 2, 3]) {
      if (life > 1) world.copy('backup', 'restored');
      world.open('restored').commit([]);
      if (life > 1) await world.settle('restored');
      world.store('restored').commit([stepOn.note((acts += 1), n), accepted(n + life, { number: 9800 + life })]);
      await world.settle('restored');
    }
    const last = world.store('restored');
    expect(last.sync.journals().map(({ live, forked }) => ({ live, forked }))).toEqual([
      { live: false, forked: false },
      { live: true, forked: false },
    ]);
    expect(last.acts.ofKind('journal.opened', 1)[0]?.body.payload).toMatchObject({ reason: 'restore' });
    expect(last.sync.notices().map(({ kind }) => kind)).toEqual(['store-restored']);
    expect(
      last.acts
        .ofDossier(id(n, 2))
        .map(({ body }) => body.id)
        .sort(),
    ).toEqual([id(n, 1), id(n + 1, 3), id(n + 2, 3), id(n + 3, 3)].sort());
    world.expectAlike('restored');
  });

  test('a restored store that was worked on before it met the server again', async () => {
    const n = story();
    const store = await world.counter('late', 1);
    store.commit([acceptedAt(1, n)]);
    await world.settle('late');
    world.copy('late', 'late-backup');
    world.open('late').commit([stepOn.note(n + 1, n), stepOn.note(n + 2, n)]);
    await world.settle('late');
    world.copy('late-backup', 'late');
    const again = world.open('late');
    again.commit([stepOn.takeOver(n + 3, n)]);
    await world.settle('late');
    expect(
      again.acts
        .ofDossier(id(n, 2))
        .map(({ body }) => body.id)
        .sort(),
    ).toEqual([id(n, 1), id(n + 1, 3), id(n + 2, 3), id(n + 3, 3)].sort());
    expect(again.dossiers.findState(id(n, 2))).toMatchObject({ status: 'inProgress', needsDecision: [] });
    world.expectAlike('late');
  });

  test.each(['opened', 'linked', 'page-stored', 'pushed'] as const)('the process ends after %s while a clone settles', async (killed) => {
    const n = story();
    const name = `clone-${killed}`;
    const store = await world.counter(name, 2);
    store.commit([
      accepted(n, { number: 2800, date: `2026-05-1${String(['opened', 'linked', 'page-stored', 'pushed'].indexOf(killed))}` }),
    ]);
    await world.settle(name);
    world.copy(name, `${name}-copy`);
    world.open(name).commit([stepOn.note(n + 1, n)]);
    await world.settle(name);
    const copy = world.open(`${name}-copy`);
    copy.commit([stepOn.note(n + 2, n)]);
    await expect(
      world.sync(`${name}-copy`, {
        between: (step) => {
          if (step === killed) throw new Error('killed');
        },
      }),
    ).rejects.toThrow('killed');
    world.open(`${name}-copy`).commit([stepOn.note(n + 3, n)]);
    await world.settle(`${name}-copy`, name);
    world.expectAlike(name, `${name}-copy`);
    expect(world.store(name).acts.ofDossier(id(n, 2))).toHaveLength(4);
  });
});
