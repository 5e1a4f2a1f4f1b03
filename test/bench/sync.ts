/**
 * `npm run bench:sync`: what sending and fetching cost, as ratios within one run, and a day over a line that keeps breaking. Counter, server and PostgreSQL's client
 * share one process. It judges nothing. `--kbit N` is the bad line's speed each way (256 is the design's; the usual 8192 takes seconds instead of minutes),
 * `--no-line` leaves that line out, `--json`.
 */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { sql } from 'kysely';
import { pino } from 'pino';
import type { ActBody } from '#shared/journal/act.ts';
import { bodyBytes } from '#shared/journal/body.ts';
import type { StepName } from '../../electron/sync/flight.ts';
import type { Store } from '../../electron/store/store.ts';
import { openServer, type OpenServer } from '../../server/main.ts';
import { newStore, printed, temporaryFolder } from '../helpers/store.ts';
import { author, deviceOf, engineOf, enrolStore, newUpstream, type TestUpstream } from '../helpers/upstream.ts';
import { acceptedAt, stepOn } from '../helpers/sync-world.ts';
import { type Carried, tcpProxy, type TcpProxy } from '../helpers/tcp-proxy.ts';
import { type Figure, figureTable, median, told } from './figures.ts';
import { machine, machineLine } from './machine.ts';
import { random } from './random.ts';

/** The first goes unmeasured: a server has been up for days when a counter closes its. */
const rounds = 6;
const dossiersARound = 500;
const actsADossier = 6;
const actsABatch = 500;
const day = { dossiers: 100, scanBytes: 200_000, cutFrom: 20_000, cutTo: 400_000, mostTwice: 2 };
/** The day's cuts and scans repeat from run to run. */
const seed = 20_261_122;

/** One process, one server, counters that come as they are needed. */
type Bench = {
  readonly upstream: TestUpstream;
  readonly counter: (counterNo: number) => Promise<Store>;
  readonly remove: () => Promise<void>;
};

async function newBench(): Promise<Bench> {
  const upstream = await newUpstream();
  const folder = temporaryFolder();
  const stores: Store[] = [];
  return {
    upstream,
    counter: async (counterNo) => {
      const store = newStore(join(folder.path, String(counterNo)), { counterNo, deviceId: deviceOf(counterNo) });
      stores.push(store);
      await enrolStore(store, upstream);
      return store;
    },
    remove: async () => {
      for (const store of stores) store.close();
      folder.remove();
      await upstream.remove();
    },
  };
}

/** Acceptance, take-over and four notes of each dossier. */
function worked(counterNo: number, dossiers: number): ActBody[] {
  return Array.from({ length: dossiers }, (_, index) => {
    const n = counterNo * 1000 + index;
    return [acceptedAt(counterNo, n), stepOn.takeOver(n * 10, n), ...[1, 2, 3, 4].map((note) => stepOn.note(n * 10 + note, n))];
  }).flat();
}

/** Milliseconds from `from` to the last `to` of an attempt that has nothing else to do. */
async function timeBetween(store: Store, from: StepName, to: StepName): Promise<number> {
  const seen = new Map<StepName, number>();
  const { fault } = await engineOf(store, {
    between: (step) => {
      seen.set(step, performance.now());
    },
  }).run({ close: false, author });
  if (fault !== null) throw fault;
  return (seen.get(to) ?? Number.NaN) - (seen.get(from) ?? Number.NaN);
}

const through = (store: Store, line: TcpProxy): void => {
  const enrolment = store.sync.enrolment();
  if (enrolment === undefined) throw new Error('not enrolled');
  store.sync.keepEnrolment({ ...enrolment, server: line.url });
};

/** The bare work: the same bodies as text, packed, unpacked and inserted, a batch a transaction. Answers milliseconds. */
async function bareInsert({ ports: { db } }: OpenServer, bodies: readonly ActBody[]): Promise<number> {
  await sql`CREATE TABLE IF NOT EXISTS bare_act (id uuid PRIMARY KEY, body bytea NOT NULL)`.execute(db);
  const startedAt = performance.now();
  for (let at = 0; at < bodies.length; at += actsABatch) {
    const batch = bodies.slice(at, at + actsABatch).map((body) => ({ id: body.id, body: Buffer.from(bodyBytes(body)).toString('utf8') }));
    const packed = zstdCompressSync(Buffer.from(JSON.stringify(batch)));
    const rows = JSON.parse(zstdDecompressSync(packed).toString('utf8')) as typeof batch;
    await sql`INSERT INTO bare_act SELECT id, body FROM unnest(${rows.map(({ id }) => id)}::uuid[], ${rows.map(({ body }) => Buffer.from(body, 'utf8'))}::bytea[]) AS t (id, body)`.execute(
      db,
    );
  }
  return performance.now() - startedAt;
}

async function pushAndPull(): Promise<Figure[]> {
  const bench = await newBench();
  const server = await openServer({ dataDir: join(bench.upstream.folder, 'server'), secure: false, log: pino({ level: 'silent' }) });
  const ratios: number[] = [];
  const pushes: number[] = [];
  const acts = (dossiersARound * actsADossier) / 2;
  try {
    for (let round = 0; round < rounds; round += 1) {
      const bodies = worked(round + 1, dossiersARound);
      const store = await bench.counter(round + 1);
      // In halves, so that what else the machine does falls on both alike.
      for (const half of [bodies.slice(0, acts), bodies.slice(acts)]) {
        store.commit(half);
        const push = await timeBetween(store, 'greeted', 'pushed');
        const bare = await bareInsert(server, half);
        if (round === 0) continue;
        pushes.push(push);
        ratios.push(bare / push);
      }
    }
    const bytes = await bytesOf(bench, rounds + 1);
    const reader = await bench.counter(rounds + 2);
    const before = reader.sync.cursor()?.position ?? 0;
    const pull = await timeBetween(reader, 'greeted', 'page-stored');
    const pulled = (reader.sync.cursor()?.position ?? 0) - before;
    const share = median(ratios);
    return [
      {
        work: `push, ${String(ratios.length)} × ${String(acts)} acts / bare packed insert`,
        measured: `${rate(acts, median(pushes))}`,
        ratio: share,
        bar: '≥ 0.4 ×',
        ok: share >= 0.4,
      },
      told(`push, bytes up for ${String(bytes.acts)} acts, greeting and log-in with them`, `${(bytes.up / bytes.acts).toFixed(0)} B/act`),
      told(`pull of ${String(pulled)} acts of others: checked, stored, folded`, rate(pulled, pull)),
    ];
  } finally {
    await server.close();
    await bench.remove();
  }
}

const rate = (acts: number, takenMs: number): string => `${((acts / takenMs) * 1000).toFixed(0)} acts/s`;

async function bytesOf(bench: Bench, counterNo: number): Promise<{ readonly acts: number; readonly up: number }> {
  const line = await tcpProxy(bench.upstream.url());
  try {
    const store = await bench.counter(counterNo);
    // What others made has been fetched: only the push is left.
    await timeBetween(store, 'greeted', 'page-stored');
    through(store, line);
    const bodies = worked(counterNo, dossiersARound);
    store.commit(bodies);
    await timeBetween(store, 'greeted', 'pushed');
    return { acts: bodies.length, up: line.carried().up };
  } finally {
    await line.close();
  }
}

/** A day with its scans through `line`: what was carried, and how long until it was countersigned. */
async function sendDay(
  bench: Bench,
  counterNo: number,
  line: TcpProxy,
): Promise<{ readonly carried: Carried; readonly takenMs: number; readonly attempts: number }> {
  const store = await bench.counter(counterNo);
  through(store, line);
  store.commit(dayOf(store, counterNo));
  const startedAt = performance.now();
  for (let attempts = 1; ; attempts += 1) {
    const { complete, fault } = await engineOf(store, { retryDelaysMs: [50, 100, 200, 500] }).run({ close: true, author });
    if (complete) return { carried: line.carried(), takenMs: performance.now() - startedAt, attempts };
    if (fault?.code !== 'server-unreachable') throw fault ?? new Error('incomplete');
  }
}

/** Acceptance, printed scan, take-over and three notes of each dossier. */
function dayOf(store: Store, counterNo: number): ActBody[] {
  return Array.from({ length: day.dossiers }, (_, index) => {
    const n = counterNo * 1000 + index;
    const sha256 = store.blobs.put('2026-06', randomBytes(day.scanBytes));
    return [
      acceptedAt(counterNo, n),
      printed(n * 10, n, sha256, day.scanBytes),
      stepOn.takeOver(n * 10 + 1, n),
      ...[2, 3, 4].map((note) => stepOn.note(n * 10 + note, n)),
    ];
  }).flat();
}

async function badLine(kbit: number): Promise<Figure[]> {
  const bench = await newBench();
  const { below } = random(seed);
  const whole = await tcpProxy(bench.upstream.url());
  const broken = await tcpProxy(bench.upstream.url(), {
    cutAfter: () => day.cutFrom + below(day.cutTo - day.cutFrom),
    bytesPerSecond: (kbit * 1000) / 8,
  });
  try {
    const quiet = await sendDay(bench, 1, whole);
    const cut = await sendDay(bench, 2, broken);
    const twice = (cut.carried.up / quiet.carried.up - 1) * 100;
    const name = `a day (${String(day.dossiers)} dossiers, 600 acts, ${String((day.dossiers * day.scanBytes) / 1e6)} MB scans)`;
    return [
      told(`${name} over a whole line`, `${(quiet.takenMs / 1000).toFixed(1)} s, ${String(quiet.carried.up)} bytes up`),
      told(
        `${name} at ${String(kbit)} kbit/s, cut ${String(cut.carried.cuts)} times`,
        `countersigned after ${(cut.takenMs / 1000).toFixed(0)} s in ${String(cut.attempts)} attempts`,
      ),
      {
        work: '– bytes up beyond those of the whole line',
        measured: `${twice.toFixed(2)} %`,
        ratio: null,
        bar: `≤ ${String(day.mostTwice)} %`,
        ok: twice <= day.mostTwice,
      },
    ];
  } finally {
    await Promise.all([whole.close(), broken.close()]);
    await bench.remove();
  }
}

const { values } = parseArgs({
  options: { kbit: { type: 'string' }, 'no-line': { type: 'boolean', default: false }, json: { type: 'boolean', default: false } },
});
const figures = [...(await pushAndPull()), ...(values['no-line'] ? [] : await badLine(Number(values.kbit ?? 8192)))];
if (values.json) console.log(JSON.stringify({ machine: machine(), figures }, null, 2));
else console.log([machineLine(machine()), '', figureTable(figures)].join('\n'));
