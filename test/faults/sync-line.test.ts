/** Two counters of one agency over one line that keeps breaking, both ways, wherever it happens to: real stores, real sockets, the real server. */
import { randomBytes, randomInt } from 'node:crypto';
import { join } from 'node:path';
import { sql } from 'kysely';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openServer } from '../../server/main.ts';
import { randomFrom } from '../helpers/random.ts';
import { printed } from '../helpers/store.ts';
import { acceptedAt, newSyncWorld, stepOn, type SyncWorld } from '../helpers/sync-world.ts';
import { tcpProxy, type TcpProxy } from '../helpers/tcp-proxy.ts';

const seed = Number(process.env['SEED'] ?? randomInt(2 ** 31));
const random = randomFrom(seed);
const rounds = 10;
const dossiersARound = 4;
const counters = [
  { name: 'a', counterNo: 2 },
  { name: 'b', counterNo: 3 },
] as const;
let world: SyncWorld;
let line: TcpProxy;
beforeAll(async () => {
  world = await newSyncWorld();
  // A greeting takes some 3 kB, a day's acts some 10 kB: now one is cut, now the other.
  line = await tcpProxy(world.upstream.url(), { cutAfter: () => 200 + Math.floor(random() ** 2 * 40_000) });
  for (const { name, counterNo } of counters) {
    const { sync } = await world.counter(name, counterNo);
    sync.keepEnrolment({ ...sync.enrolment()!, server: line.url });
  }
});
afterAll(async () => {
  await line.close();
  await world.remove();
});

/** 20 acts of four dossiers, one paper among them. */
function workAt({ name, counterNo }: (typeof counters)[number], round: number): string[] {
  const store = world.store(name);
  const bodies = Array.from({ length: dossiersARound }, (_, index) => {
    const n = counterNo * 1000 + round * dossiersARound + index;
    const pdf = randomBytes(8_000);
    const last = index === 0 ? printed(n * 10 + 3, n, store.blobs.put('2026-06', pdf), pdf.length) : stepOn.note(n * 10 + 3, n);
    return [acceptedAt(counterNo, n), stepOn.takeOver(n * 10, n), stepOn.note(n * 10 + 1, n), stepOn.note(n * 10 + 2, n), last];
  }).flat();
  store.commit(bodies);
  return bodies.map(({ id }) => id);
}

test('every act is on both counters and the server once, however often the line breaks', async () => {
  const made: string[] = [];
  let attempts = 0;
  let faults = 0;
  const attempt = async (name: string): Promise<void> => {
    attempts += 1;
    const { fault } = await world.sync(name, { retryDelaysMs: [1, 5, 20] });
    if (fault === null) return;
    faults += 1;
    expect(fault.code).toBe('server-unreachable');
  };
  for (let round = 0; round < rounds; round += 1) {
    for (const counter of counters) made.push(...workAt(counter, round));
    await Promise.all(counters.map(({ name }) => attempt(name)));
  }
  while (line.carried().cuts < 20) await Promise.all(counters.map(({ name }) => attempt(name)));
  const { cuts, up, down } = line.carried();
  line.hold();
  await world.settle('a', 'b', 'a');
  console.log(
    `seed ${String(seed)}: ${String(cuts)} cuts in ${String(attempts)} attempts, ${String(faults)} given up; ${String(up)} bytes up, ${String(down)} down; ${String(made.length)} acts`,
  );
  expect(made.length).toBe(400);
  world.expectAlike('a', 'b');
  for (const { name } of counters) {
    const { acts, sync } = world.store(name);
    expect(made.filter((actId) => acts.find(actId)?.placement === null || acts.find(actId) === undefined)).toEqual([]);
    expect(sync.unsent()).toEqual({ acts: 0, blobs: 0, uncountersigned: 0 });
    expect(sync.countersigned(100).length).toBeGreaterThan(0);
  }
  expect(await countsAtServer(made)).toEqual({ rows: made.length, ids: made.length, contested: 0 });
}, 180_000);

async function countsAtServer(made: readonly string[]): Promise<unknown> {
  const { ports, close } = await openServer({
    dataDir: join(world.upstream.folder, 'server'),
    secure: false,
    log: pino({ level: 'silent' }),
  });
  try {
    const { rows } = await sql<{
      rows: number;
      ids: number;
      contested: number;
    }>`SELECT count(*) AS rows, count(DISTINCT act_id) AS ids, (SELECT count(*) FROM contest) AS contested FROM act WHERE act_id::text = ANY(${made})`.execute(
      ports.db,
    );
    return rows[0];
  } finally {
    await close();
  }
}
