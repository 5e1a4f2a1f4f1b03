/**
 * `npm run bench:storm`: many counters close their day at once against one server process. What was sent is counted in the database: nothing may be lost or doubled,
 * and every day must be countersigned; else exit 1. `--counters 50,150,500` sizes, each on fresh offices, `--agencies N` at most so many offices, `--dossiers N` a counter,
 * `--json`.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { sql } from 'kysely';
import { addAgency } from '../../server/store/agencies.ts';
import { insertDevice } from '../../server/store/devices.ts';
import { currentEpoch } from '../../server/store/epochs.ts';
import { getKey } from '../../server/store/keys.ts';
import { newServerFolder, type ServerFolder } from '../server/helpers/server-process.ts';
import { percentile } from './figures.ts';
import { machine, machineLine } from './machine.ts';
import { type DayClosed, type StormCounter, stormCounter } from './storm-counter.ts';

type Storm = {
  readonly counters: number;
  readonly agencies: number;
  readonly acts: number;
  readonly allMs: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
  readonly actsASecond: number;
  readonly serverMb: number;
  readonly again: number;
  readonly lost: number;
  readonly doubled: number;
  readonly notClosed: number;
};

const { values } = parseArgs({
  options: {
    counters: { type: 'string', default: '50,150,500' },
    agencies: { type: 'string', default: '100' },
    dossiers: { type: 'string', default: '20' },
    json: { type: 'boolean', default: false },
  },
});
const COUNTERS_AT_MOST = 9;
const SAMPLE_MS = 100;

/** Resident memory of a process now, in bytes. */
const residentBytes = (pid: number): number =>
  1024 * Number(/^VmRSS:\s+(\d+)/mu.exec(readFileSync(`/proc/${String(pid)}/status`, 'utf8'))?.[1]);

async function prepare(folder: ServerFolder, url: string, size: number, storm: number): Promise<readonly StormCounter[]> {
  return folder.inside(async ({ ports: { db } }) => {
    const at = new Date();
    const offeredEpoch = await currentEpoch(db);
    const { publicKey: pageKey } = await getKey(db, 'page');
    const offices = Math.max(Math.min(Number(values.agencies), size), Math.ceil(size / COUNTERS_AT_MOST));
    const counters: StormCounter[] = [];
    for (let index = 0; index < size; index += 1) {
      const agencyCode = `H${String(60 + storm)}.${String((index % offices) + 1)}`;
      if (index < offices) await addAgency(db, agencyCode, `UBND ${agencyCode}`, at);
      const counter = stormCounter(url, pageKey, { agencyCode, counterNo: 1 + Math.floor(index / offices) }, Number(values.dossiers));
      await db.transaction().execute((tx) => insertDevice(tx, { ...counter, at, offeredEpoch }));
      counters.push(counter);
    }
    return counters;
  });
}

async function run(
  folder: ServerFolder,
  server: { readonly url: string; readonly pid: number },
  size: number,
  storm: number,
): Promise<Storm> {
  const counters = await prepare(folder, server.url, size, storm);
  let peak = residentBytes(server.pid);
  const sampling = setInterval(() => {
    peak = Math.max(peak, residentBytes(server.pid));
  }, SAMPLE_MS);
  const startedAt = performance.now();
  const days = await Promise.all(counters.map((counter) => counter.closeDay()));
  const allMs = performance.now() - startedAt;
  clearInterval(sampling);
  const acts = counters.reduce((sum, { actIds }) => sum + actIds.length, 0);
  const taken = days.map(({ takenMs }) => takenMs);
  return {
    counters: size,
    agencies: new Set(counters.map(({ agencyCode }) => agencyCode)).size,
    acts,
    allMs: Math.round(allMs),
    p50Ms: Math.round(percentile(taken, 0.5)),
    p95Ms: Math.round(percentile(taken, 0.95)),
    p99Ms: Math.round(percentile(taken, 0.99)),
    actsASecond: Math.round((acts / allMs) * 1000),
    serverMb: Math.round(peak / 2 ** 20),
    again: days.reduce((sum, { again }) => sum + again, 0),
    ...(await judge(folder, counters, days)),
  };
}

/** The acts as the database has them against the acts as the counters wrote them. */
async function judge(
  folder: ServerFolder,
  counters: readonly StormCounter[],
  days: readonly DayClosed[],
): Promise<Pick<Storm, 'lost' | 'doubled' | 'notClosed'>> {
  return folder.inside(async ({ ports: { db } }) => {
    const offices = [...new Set(counters.map(({ agencyCode }) => agencyCode))];
    const { rows } = await sql<{ act_id: string; times: number }>`
      SELECT act_id, count(*) AS times FROM act WHERE agency_code = ANY(${offices}::text[]) GROUP BY act_id
    `.execute(db);
    const { rows: manifests } = await sql<{ device_id: string }>`
      SELECT DISTINCT device_id FROM manifest WHERE agency_code = ANY(${offices}::text[])
    `.execute(db);
    const kept = new Set(rows.map((row) => row.act_id));
    const closed = new Set(manifests.map((row) => row.device_id));
    return {
      lost: counters.flatMap(({ actIds }) => actIds).filter((id) => !kept.has(id)).length,
      doubled: rows.filter(({ times }) => times !== 1).length + rows.length - counters.reduce((sum, { actIds }) => sum + actIds.length, 0),
      notClosed: counters.filter(({ deviceId }, index) => !closed.has(deviceId) || days[index]?.countersigned !== true).length,
    };
  });
}

const seconds = (value: number): string => (value / 1000).toFixed(2);

const folder = await newServerFolder([]);
try {
  const server = await folder.start();
  const storms: Storm[] = [];
  const idleMb = Math.round(residentBytes(server.pid) / 2 ** 20);
  for (const [index, size] of values.counters.split(',').entries()) storms.push(await run(folder, server, Number(size), index));
  await server.stop();
  if (values.json) console.log(JSON.stringify({ machine: machine(), idleMb, storms }, null, 2));
  else {
    console.log(`${machineLine(machine())}; server at rest ${String(idleMb)} MB\n`);
    console.log(
      '| counters | offices | acts | all closed | day p50 | p95 | p99 | acts/s | server, peak | asked again | lost | doubled | not closed |',
    );
    console.log('|---|---|---|---|---|---|---|---|---|---|---|---|---|');
    for (const one of storms)
      console.log(
        `| ${String(one.counters)} | ${String(one.agencies)} | ${String(one.acts)} | ${seconds(one.allMs)} s | ${seconds(one.p50Ms)} s | ${seconds(one.p95Ms)} s | ${seconds(one.p99Ms)} s | ${String(one.actsASecond)} | ${String(one.serverMb)} MB | ${String(one.again)} | ${String(one.lost)} | ${String(one.doubled)} | ${String(one.notClosed)} |`,
      );
  }
  process.exitCode = storms.every(({ lost, doubled, notClosed }) => lost === 0 && doubled === 0 && notClosed === 0) ? 0 : 1;
} finally {
  await folder.remove();
}
