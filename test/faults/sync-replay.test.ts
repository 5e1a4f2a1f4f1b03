/** A line that cuts, delays, throttles, truncates and repeats; every request of a day sent to the server once more, days later; a batch and a page changed on the way. */
import { createHash, randomBytes, randomInt } from 'node:crypto';
import { gunzipSync, zstdDecompressSync } from 'node:zlib';
import { sql } from 'kysely';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ActBody } from '#shared/journal/act.ts';
import { openEncrypted } from '../../electron/store/cipher.ts';
import { httpTo } from '../../electron/sync/http.ts';
import { openServer } from '../../server/main.ts';
import { sendAgain } from '../helpers/http-requests.ts';
import { expectPromisesKept, serverDirOf } from '../helpers/promises.ts';
import { randomFrom } from '../helpers/random.ts';
import { agencyCode, printed, testKey } from '../helpers/store.ts';
import { shuffled } from '../helpers/sync-stories.ts';
import { acceptedAt, newSyncWorld, stepOn, type SyncWorld } from '../helpers/sync-world.ts';
import { tcpProxy } from '../helpers/tcp-proxy.ts';

const seed = Number(process.env['SEED'] ?? randomInt(2 ** 31));
const random = randomFrom(seed);
let world: SyncWorld;
beforeAll(async () => {
  world = await newSyncWorld();
  for (const [index, name] of ['a', 'b', 'c'].entries()) await world.counter(name, 2 + index);
  day('a', 2, 1);
  await world.settle('a', 'b', 'c');
});
afterAll(async () => {
  await world.remove();
});

const confirmed: string[] = [];
function commit(name: string, bodies: readonly ActBody[]): void {
  world.store(name).commit(bodies);
  confirmed.push(...bodies.map(({ id }) => id));
}
let dossiers = 0;
function day(name: string, counterNo: number, many: number): void {
  const store = world.store(name);
  for (let k = 0; k < many; k += 1) {
    const n = (dossiers += 1);
    const pdf = randomBytes(3_000);
    commit(name, [
      acceptedAt(counterNo, n),
      stepOn.takeOver(n * 10, n),
      k % 4 === 0 ? printed(n * 10 + 1, n, store.blobs.put('2026-06', pdf), pdf.length) : stepOn.note(n * 10 + 1, n),
    ]);
  }
}
const throughLine = (name: string, url: string): void => {
  const { sync } = world.store(name);
  sync.keepEnrolment({ ...sync.enrolment()!, server: url });
};
const checked = (...names: readonly string[]) =>
  expectPromisesKept({
    serverDir: serverDirOf(world.upstream),
    agencyCode,
    counters: names.map((name) => ({ name, store: world.store(name), dataDir: world.at(name) })),
    confirmed,
  });

async function withDb<T>(use: (db: Awaited<ReturnType<typeof openServer>>['ports']['db']) => Promise<T>): Promise<T> {
  const { ports, close } = await openServer({ dataDir: serverDirOf(world.upstream), secure: false, log: pino({ level: 'silent' }) });
  try {
    return await use(ports.db);
  } finally {
    await close();
  }
}

/** Everything the server keeps of the office but when it was last spoken to, as one hash a table. */
const tablesHashed = () =>
  withDb(async (db) => {
    const hashed: Record<string, string> = {};
    for (const table of ['act', 'link', 'journal', 'contest', 'blob', 'blob_name', 'manifest']) {
      const { rows } = await sql<{ row: string }>`SELECT to_jsonb(one)::text AS row FROM ${sql.table(table)} AS one ORDER BY 1`.execute(db);
      hashed[table] = `${String(rows.length)} ${createHash('sha256').update(JSON.stringify(rows)).digest('hex')}`;
    }
    return hashed;
  });

test('a line that does everything a line can do', { timeout: 120_000 }, async () => {
  const line = await tcpProxy(world.upstream.url(), {
    cutAfter: () => 500 + Math.floor(random() ** 2 * 40_000),
    bytesPerSecond: 4_000_000,
    delayMs: () => (random() < 0.1 ? random() * 30 : 0),
    truncates: () => random() < 0.5,
    repeats: () => random() < 0.3,
  });
  for (const name of ['a', 'b']) throughLine(name, line.url);
  let attempts = 0;
  const faults: string[] = [];
  for (let round = 0; round < 40 && (round < 3 || line.carried().cuts < 16); round += 1) {
    if (round < 3) day('a', 2, 4);
    if (round < 3) day('b', 3, 4);
    for (const outcome of await Promise.all(['a', 'b'].map((name) => world.sync(name, { retryDelaysMs: [1, 5] })))) {
      attempts += 1;
      if (outcome.fault !== null) faults.push(outcome.fault.code);
    }
  }
  const carried = line.carried();
  line.hold();
  await world.settle('a', 'b', 'a');
  await line.close();
  for (const name of ['a', 'b']) throughLine(name, world.upstream.url());
  console.log(JSON.stringify({ seed, attempts, faults: faults.length, ...carried, ...(await checked('a', 'b')) }));
  expect(carried.cuts).toBeGreaterThanOrEqual(16);
  expect(Math.min(carried.truncated, carried.repeated)).toBeGreaterThan(0);
  expect([...new Set(faults)].filter((code) => code !== 'server-unreachable')).toEqual([]);
});

test('every request of two days, sent again in any order: nothing changes', { timeout: 120_000 }, async () => {
  const line = await tcpProxy(world.upstream.url(), { records: true });
  throughLine('c', line.url);
  for (let round = 0; round < 2; round += 1) {
    day('c', 4, 6);
    await world.settle('c');
  }
  const requests = line.requests();
  await line.close();
  throughLine('c', world.upstream.url());
  await world.settle('a', 'b');
  const before = await tablesHashed();
  // Whatever comes last, the oldest batch comes after it.
  const order = [...shuffled(requests, random), ...requests.filter(({ path }) => path.endsWith('/push')).slice(0, 1)];
  const statuses = new Map<string, number>();
  for (const request of order) {
    const key = `${request.method} ${request.path.replace(/\/blobs\/.+/u, '/blobs/…')} ${String(await sendAgain(world.upstream.url(), request))}`;
    statuses.set(key, (statuses.get(key) ?? 0) + 1);
  }
  console.log(JSON.stringify({ seed, replayed: order.length, statuses: Object.fromEntries([...statuses].sort()) }));
  expect(await tablesHashed()).toEqual(before);
  expect([...statuses.keys()].filter((key) => key.startsWith('POST /api/v1/session 2'))).toEqual([]);
  expect([...statuses.keys()].filter((key) => /5\d\d$/u.test(key))).toEqual([]);
  expect(statuses.get('POST /api/v1/push 200')).toBeGreaterThanOrEqual(2);
  await world.settle('c', 'a', 'b');
  await checked('a', 'b', 'c');
});

test('the databases themselves refuse an act a second time', async () => {
  const [actId] = confirmed;
  const again = withDb((db) =>
    sql`INSERT INTO act (agency_code, position, epoch, body_hash, act_id, body, journal_id, seq, link_hash, prev)
      SELECT agency_code, position + 1000000, epoch, decode(md5('other'), 'hex'), act_id, body, journal_id, seq, link_hash, prev FROM act WHERE act_id = ${actId}::uuid`.execute(
      db,
    ),
  );
  await expect(again, 'the server').rejects.toThrow('act_by_id');
  const sameBytes = withDb((db) =>
    sql`INSERT INTO act (agency_code, position, epoch, body_hash, act_id, body, journal_id, seq, link_hash, prev)
      SELECT agency_code, position + 1000000, epoch, body_hash, NULL, body, journal_id, seq, link_hash, prev FROM act WHERE act_id = ${actId}::uuid`.execute(
      db,
    ),
  );
  await expect(sameBytes, 'the server').rejects.toThrow('act_by_body');
  const counter = world.store('a');
  const twice = () => {
    counter.commit([acceptedAt(2, 990)], (db) => {
      db.exec(
        `INSERT INTO act SELECT n + 1000000, id, kind, dossier_id, body, body_hash, prev, link_hash FROM act WHERE id = '${actId ?? ''}'`,
      );
    });
  };
  expect(twice, 'the counter').toThrow('UNIQUE constraint failed: act.id');
});

test('a page that cannot be stored in its middle is asked for again', async () => {
  const n = (dossiers += 1);
  commit('c', [acceptedAt(4, n), stepOn.note(n * 10, n), stepOn.takeOver(n * 10 + 1, n)]);
  await world.settle('c');
  const disk = openEncrypted(join(world.at('a'), 'store.db'), testKey, 'write');
  disk.exec(`CREATE TRIGGER bad_disk BEFORE INSERT ON act WHEN NEW.kind = 'dossier.takenOver' BEGIN SELECT raise(ABORT, 'bad disk'); END`);
  await expect(world.sync('a')).rejects.toThrow('bad disk');
  disk.exec('DROP TRIGGER bad_disk');
  disk.close();
  await world.settle('a', 'b', 'c');
  await checked('a', 'b', 'c');
});

/** What a dishonest line makes of a call: its JSON changed, sent plain. */
function changing(path: string, ways: { readonly up?: (json: Json) => void; readonly down?: (json: Json) => void }): typeof fetch {
  return async (input, init) => {
    if (!(input as string).endsWith(`/${path}`)) return fetch(input, init);
    const headers = new Headers(init?.headers);
    let body = Buffer.from(init?.body as Uint8Array);
    if (headers.get('content-encoding') === 'zstd') body = zstdDecompressSync(body);
    if (headers.get('content-encoding') === 'gzip') body = gunzipSync(body);
    headers.delete('content-encoding');
    const sent = JSON.parse(body.toString('utf8')) as Json;
    ways.up?.(sent);
    const response = await fetch(input, { ...init, headers, body: JSON.stringify(sent) } as RequestInit);
    const answer = (await response.json()) as Json;
    if (response.ok) ways.down?.(answer);
    return new Response(JSON.stringify(answer), { status: response.status, headers: { 'content-type': 'application/json' } });
  };
}
type Json = { [key: string]: Json } & { readonly length: number };

const over = (line: typeof fetch) => ({
  http: (server: string, signal: AbortSignal) => httpTo({ server, timeoutMs: 20_000, packing: 'zstd', fetch: line }, signal),
});

const tampered: readonly (readonly [string, string, Parameters<typeof changing>[1], { code: string; details?: object }])[] = [
  [
    'a body changed on its way up',
    'push',
    { up: (sent) => replaceIn(sent['acts']![0]!, 'body', 'ghi chú', 'ghi chu') },
    { code: 'chain-broken', details: { why: 'body-hash' } },
  ],
  ['a head the device did not sign', 'push', { up: (sent) => flip(sent, 'headSignature') }, { code: 'signature-wrong' }],
  [
    'a body changed on its way down',
    'pull',
    { down: (told) => replaceIn(told['acts']![0]!, 'body', 'ghi chú', 'ghi chu') },
    { code: 'server-not-trusted', details: { why: 'hash' } },
  ],
  [
    'a page nobody signed',
    'pull',
    { down: (told) => flip(told, 'signature') },
    { code: 'server-not-trusted', details: { why: 'signature' } },
  ],
  [
    'an old page in the place of the new one',
    'pull',
    { up: (sent) => Object.assign(sent, { cursor: null }) },
    { code: 'server-not-trusted', details: { why: 'place' } },
  ],
  [
    'a countersignature of something else',
    'manifest',
    { down: (told) => flip(told['countersigned']!, 'signature') },
    { code: 'server-not-trusted', details: { why: 'countersign' } },
  ],
];

test.each(tampered)('%s is refused, and the honest line brings it', async (_what, path, ways, fault) => {
  const n = (dossiers += 1);
  commit('c', [acceptedAt(4, n)]);
  await world.settle('c', 'a');
  commit(path === 'pull' ? 'c' : 'a', [stepOn.note(n * 10, n)]);
  if (path === 'pull') await world.settle('c');
  expect(await world.sync('a', over(changing(path, ways)))).toMatchObject({ complete: false, fault });
  await world.settle('a', 'b', 'c');
  await checked('a', 'b', 'c');
});

function replaceIn(holder: Json, field: string, from: string, to: string): void {
  const text = holder[field] as unknown as string;
  expect(text).toContain(from);
  Object.assign(holder, { [field]: text.replace(from, to) });
}
function flip(holder: Json, field: string): void {
  const text = holder[field] as unknown as string;
  Object.assign(holder, { [field]: `${text.startsWith('A') ? 'B' : 'A'}${text.slice(1)}` });
}
test('a server that lost a link cannot put its name to the day', async () => {
  const n = (dossiers += 1);
  commit('a', [acceptedAt(2, n), stepOn.note(n * 10, n), stepOn.note(n * 10 + 1, n)]);
  const actId = confirmed.at(-1) ?? '';
  const lost = await withDbDuringManifest(actId);
  expect(lost).toMatchObject({
    complete: false,
    fault: { code: 'manifest-differs', details: { onlyHereCount: 1, onlyHere: [actId] } },
  });
  expect(world.store('a').sync.unsent().uncountersigned).toBeGreaterThan(0);
});

/** The row goes after the push and before the day is compared, as a bad disk would take it. */
const withDbDuringManifest = (actId: string) =>
  world.sync('a', {
    between: async (step) => {
      if (step !== 'manifest-kept') return;
      await withDb((db) =>
        db.transaction().execute(async (tx) => {
          await sql`SET LOCAL session_replication_role = replica`.execute(tx);
          await sql`DELETE FROM link WHERE body_hash = (SELECT body_hash FROM act WHERE act_id = ${actId}::uuid)`.execute(tx);
        }),
      );
    },
  });
