/** Kill -9 of the server, of its PostgreSQL, or of both, while counters push, send papers, pull and close; then everything confirmed is looked for. */
import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { blobPath } from '../../../server/jobs/finish-blob.ts';
import type { OpenServer } from '../../../server/main.ts';
import { randomFrom } from '../../helpers/random.ts';
import { newServerFolder, type RunningProcess } from '../../server/helpers/server-process.ts';
import { createHash } from 'node:crypto';
import { type BusyCounter, busyCounter } from './busy-counter.ts';

export type KillCounts = {
  readonly kills: number;
  /** Calls under way when it was killed. */
  readonly cutCalls: number;
  readonly acts: number;
  readonly blobs: number;
  readonly manifests: number;
  /** What was promised and did not hold, each in a sentence; empty is good. */
  readonly broken: readonly string[];
};

const AGENCIES = ['H55.1', 'H55.2'];
const KINDS = ['server', 'postgres', 'both'] as const;
/** What each counter has to send before the first kill: however few steps a slow machine comes to, there is something to lose. */
const FIRST_ACTS = 20;
const FINISH_MS = 120_000;

/** `env`: of the server's process. */
export async function killServer({
  kills,
  seed,
  env = process.env,
}: {
  readonly kills: number;
  readonly seed: number;
  readonly env?: NodeJS.ProcessEnv;
}): Promise<KillCounts> {
  const random = randomFrom(seed);
  const folder = await newServerFolder(AGENCIES, { env });
  try {
    let server = await folder.start();
    const url = (): string => server.url;
    const counters: BusyCounter[] = [];
    for (const agencyCode of AGENCIES)
      for (const counterNo of [1, 2])
        counters.push(busyCounter(await folder.enrol(url, agencyCode, counterNo), url, randomFrom(seed + counters.length)));
    for (const { counter } of counters) for (let act = 0; act < FIRST_ACTS; act += 1) counter.note(`ghi chú ${String(act)}`);
    const broken: string[] = [];
    let cutCalls = 0;
    for (let kill = 0; kill < kills; kill += 1) {
      const kind = KINDS[kill % KINDS.length] ?? 'server';
      const work = { over: false };
      const working = counters.map(async (one) => {
        while (!work.over) if (!(await one.step()) && !work.over) await pause(20);
        return one.step();
      });
      await pause(150 + random() * 700);
      if (kind !== 'server') folder.killPostgres();
      if (kind !== 'postgres') await server.kill();
      work.over = true;
      cutCalls += (await Promise.all(working)).filter((went) => !went).length;
      if (kind === 'postgres') await expectRevived(server, broken);
      else server = await folder.start();
    }
    for (const one of counters) if (!(await finished(one))) broken.push('a counter could not finish');
    broken.push(...counters.flatMap((one) => one.broken));
    await server.stop();
    broken.push(...(await folder.inside((inside) => judge(inside, counters))));
    return {
      kills,
      cutCalls,
      acts: sum(counters, ({ confirmed }) => confirmed.size),
      blobs: sum(counters, ({ confirmedBlobs }) => confirmedBlobs.size),
      manifests: sum(counters, ({ countersigned }) => countersigned.size),
      broken,
    };
  } finally {
    await folder.remove();
  }
}

const sum = (counters: readonly BusyCounter[], of: (one: BusyCounter) => number): number =>
  counters.reduce((total, one) => total + of(one), 0);

/** Nobody is there to start it again at night: the server brings its own PostgreSQL back. */
async function expectRevived(server: RunningProcess, broken: string[]): Promise<void> {
  const until = Date.now() + FINISH_MS;
  while (Date.now() < until) {
    if (!server.isAlive()) break;
    const answer = await fetch(`${server.url}/api/v1/certificates`, { headers: { 'mc-protocol': '1' } }).catch(() => undefined);
    await answer?.arrayBuffer();
    if (answer?.status === 200) return;
    await pause(50);
  }
  broken.push('the server did not go on after its PostgreSQL was killed');
}

async function finished(one: BusyCounter): Promise<boolean> {
  const until = Date.now() + FINISH_MS;
  while (Date.now() < until) {
    if (await one.finish()) return true;
    await pause(100);
  }
  return false;
}

/** Every act written is there once, at the place it was confirmed at; places have no gap; every paper is there whole. */
async function judge({ ports: { db, blobDir } }: OpenServer, counters: readonly BusyCounter[]): Promise<string[]> {
  const broken: string[] = [];
  for (const agencyCode of AGENCIES) {
    const own = counters.filter(({ counter }) => counter.agencyCode === agencyCode);
    const acts = await db
      .selectFrom('act')
      .select(['act_id', 'position', 'epoch'])
      .where('agency_code', '=', agencyCode)
      .orderBy('position')
      .execute();
    if (acts.some(({ position }, index) => position !== index + 1)) broken.push(`${agencyCode}: places have a gap`);
    const written = own.flatMap(({ counter }) => counter.journal.map(({ body }) => (JSON.parse(body) as { id: string }).id));
    if (acts.length !== written.length) broken.push(`${agencyCode}: ${String(written.length)} acts written, ${String(acts.length)} kept`);
    const places = new Map(acts.map((act) => [act.act_id, act]));
    for (const one of own) {
      const moved = [...one.confirmed].filter(
        ([id, place]) => places.get(id)?.position !== place.position || places.get(id)?.epoch !== place.epoch,
      );
      if (moved.length > 0) broken.push(`${agencyCode}: ${String(moved.length)} acts are not where they were confirmed`);
      if (one.confirmed.size !== one.counter.journal.length) broken.push(`${agencyCode}: acts were never confirmed`);
      for (const hash of one.confirmedBlobs)
        if (!(await isWhole(blobPath(blobDir, agencyCode, hash), hash))) broken.push(`${agencyCode}: a paper is not whole`);
    }
  }
  return broken;
}

async function isWhole(path: string, hash: string): Promise<boolean> {
  const bytes = await readFile(path).catch(() => undefined);
  return bytes !== undefined && createHash('sha256').update(bytes).digest('hex') === hash;
}
