/**
 * `node test/soak/sync.ts [syncs] [days] [dossiersADay] [apart]`: by default 500 syncs in a row, 30 offline days of 100 dossiers at two counters, 600 dossiers of six counters
 * that were apart, and a line that breaks 300 times. After each, the promises of both sides. Real stores, real sockets, the real server. Exit 1 on the first that is broken; `SEED=n` repeats a run.
 */
import { randomBytes } from 'node:crypto';
import type { ActBody } from '#shared/journal/act.ts';
import { randomFrom } from '../helpers/random.ts';
import { accepted, furtherAct, id, printed } from '../helpers/store.ts';
import { expectKept, workApart } from '../helpers/sync-stories.ts';
import { newSyncWorld, stepOn, type SyncWorld } from '../helpers/sync-world.ts';
import { tcpProxy } from '../helpers/tcp-proxy.ts';

const [syncs = 500, days = 30, aDay = 100, apart = 600] = process.argv.slice(2).map(Number);
const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
const random = randomFrom(seed);
const below = (n: number): number => Math.floor(random() * n);

type Story = (world: SyncWorld, keep: (name: string, ...bodies: readonly ActBody[]) => void, confirmed: string[]) => Promise<object>;

/** Two counters that sync all day long, with and without something to say, dying in between now and then. */
const inARow: Story = async (world, keep) => {
  let made = 0;
  let reopened = 0;
  for (let sync = 0; sync < syncs; sync += 1) {
    const [name, counterNo] = (
      [
        ['a', 2],
        ['b', 3],
      ] as const
    )[sync % 2]!;
    for (let k = below(4); k > 0; k -= 1) {
      made += 1;
      // Every third act is a step on a dossier both know; the others are dossiers of its own.
      keep(name, made % 3 === 0 && sync > 4 ? stepOn.note(made, 1) : acceptedOn(counterNo, made));
    }
    if (random() < 0.05) reopened += Number(world.open(name) !== undefined);
    await world.settle(name);
  }
  await world.settle('a', 'b', 'a');
  return { syncs, reopened };
};

/** A dossier code of its own however many there are: 800 a date, then the next date. */
function acceptedOn(counterNo: number, n: number): ActBody {
  const date = new Date(Date.UTC(2026, 0, 1 + Math.floor(n / 800))).toISOString().slice(0, 10);
  return accepted(n, { date, number: counterNo * 1000 + 1 + (n % 800) });
}

/** Weeks without a line, then everything in one evening. */
const offlineDays: Story = async (world, keep) => {
  let n = 100_000;
  for (let day = 0; day < days; day += 1) {
    for (const [name, counterNo] of [
      ['a', 2],
      ['b', 3],
    ] as const) {
      const store = world.store(name);
      const date = new Date(Date.UTC(2027, 0, 1 + day)).toISOString().slice(0, 10);
      for (let k = 0; k < aDay; k += 1) {
        n += 1;
        const pdf = randomBytes(2_000);
        const base = accepted(n, { date, number: counterNo * 1000 + 1 + k });
        const taken = furtherAct(n * 3, n, id(n, 1), 'dossier.takenOver', { fromPersonId: null, note: null }, `${date}T10:00:00+07:00`);
        const noted = furtherAct(n * 3 + 1, n, id(n, 1), 'dossier.noted', { text: 'ghi chú' }, `${date}T11:00:00+07:00`);
        const paper = k % 10 === 0 ? [printed(n * 3 + 2, n, store.blobs.put(date.slice(0, 7), pdf), pdf.length)] : [];
        keep(name, base, taken, noted, ...paper);
      }
    }
  }
  const startedAt = performance.now();
  await world.settle('a', 'b');
  const syncSeconds = Math.round((performance.now() - startedAt) / 1000);
  await world.settle('a', 'b');
  return { days, dossiersADay: aDay, syncSeconds };
};

const sixApart: Story = async (world, _keep, confirmed) => {
  const desks = ['a', 'b', 'c', 'd', 'e', 'f'].map((name, index) => ({ name, counterNo: 2 + index }));
  for (const { name, counterNo } of desks.slice(2)) await world.counter(name, counterNo);
  for (let round = 0; round * 800 < apart; round += 1) {
    const dossiers = Math.min(800, apart - round * 800);
    confirmed.push(...(await workApart(world, { desks, dossiers, first: 300_000 + round * 900, random })));
  }
  return { desks: desks.length, touchedByTwo: apart };
};

const badLine: Story = async (world, keep) => {
  const cuts = Math.max(10, Math.round(syncs * 0.6));
  const line = await tcpProxy(world.upstream.url(), {
    cutAfter: () => 400 + Math.floor(random() ** 2 * 60_000),
    delayMs: () => (random() < 0.05 ? random() * 20 : 0),
    truncates: () => random() < 0.5,
    repeats: () => random() < 0.2,
  });
  const through = (url: string): void => {
    for (const name of ['a', 'b']) world.store(name).sync.keepEnrolment({ ...world.store(name).sync.enrolment()!, server: url });
  };
  through(line.url);
  let n = 500_000;
  let attempts = 0;
  while (line.carried().cuts < cuts) {
    for (const [name, counterNo] of [
      ['a', 2],
      ['b', 3],
    ] as const) {
      for (let k = 0; k < 4; k += 1) keep(name, acceptedOn(counterNo, (n += 1)));
      attempts += 1;
      const { fault } = await world.sync(name, { retryDelaysMs: [1, 5] });
      if (fault !== null && fault.code !== 'server-unreachable') throw fault;
    }
  }
  line.hold();
  await world.settle('a', 'b', 'a');
  through(world.upstream.url());
  await line.close();
  return { attempts, ...line.carried() };
};

const stories: Readonly<Record<string, Story>> = { inARow, offlineDays, badLine, sixApart };

const world = await newSyncWorld();
try {
  for (const [name, counterNo] of Object.entries({ a: 2, b: 3 })) await world.counter(name, counterNo);
  const confirmed: string[] = [];
  const keep = (name: string, ...bodies: readonly ActBody[]): void => {
    world.store(name).commit(bodies);
    confirmed.push(...bodies.map((body) => body.id));
  };
  for (const [story, run] of Object.entries(stories)) {
    const startedAt = performance.now();
    const tried = await run(world, keep, confirmed);
    const names = story === 'sixApart' ? ['a', 'b', 'c', 'd', 'e', 'f'] : ['a', 'b'];
    const counted = await expectKept(world, names, confirmed);
    const megabytes = Math.round(process.memoryUsage().rss / 2 ** 20);
    console.log(
      JSON.stringify({
        soak: 'sync',
        story,
        seed,
        ...tried,
        ...counted,
        megabytes,
        seconds: Math.round((performance.now() - startedAt) / 1000),
      }),
    );
  }
} catch (error) {
  console.error(JSON.stringify({ soak: 'sync', seed, broken: error instanceof Error ? error.message : String(error) }));
  process.exitCode = 1;
} finally {
  await world.remove();
}
