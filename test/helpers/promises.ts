/**
 * The promises of design §2 that every fault has to leave standing, asked of both sides' own rows: what was confirmed to a clerk is here and at the server once, every
 * fold is the same, every journal is countersigned, `verify` is green, and the numbers a screen shows are true.
 */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { sql } from 'kysely';
import { pino } from 'pino';
import { expect } from 'vitest';
import { fold } from '#shared/domain/dossier/fold.ts';
import { NO_PREV } from '#shared/journal/chain.ts';
import { hashOfManifest } from '#shared/sync/manifest.ts';
import type { Store } from '../../electron/store/store.ts';
import { verify } from '../../electron/store/verify.ts';
import { syncStatus } from '../../electron/sync/status.ts';
import { actsOf, foldDossiers } from '../../server/jobs/fold-dossiers.ts';
import { openServer } from '../../server/main.ts';
import type { Ports } from '../../server/ports.ts';
import { listEpochs } from '../../server/store/epochs.ts';
import { linkText } from '../../server/sync/batch.ts';
import { testKey } from './store.ts';

export type CheckedCounter = {
  readonly name: string;
  readonly store: Store;
  readonly dataDir: string;
  readonly key?: Uint8Array;
};

export type Given = {
  /** Folder of the server's data; the server may be running. */
  readonly serverDir: string;
  readonly agencyCode: string;
  /** Every counter has synced last with nothing of the others coming after it. */
  readonly counters: readonly CheckedCounter[];
  /** Ids of every act that was confirmed to a clerk, wherever. */
  readonly confirmed: readonly string[];
};

export type Counted = {
  readonly counters: number;
  readonly confirmed: number;
  readonly acts: number;
  readonly dossiers: number;
  readonly needsDecision: number;
  readonly countersigned: number;
};

/** Expects all of it, and answers how much there was. */
export async function expectPromisesKept({ serverDir, agencyCode, counters, confirmed }: Given): Promise<Counted> {
  const { ports, close } = await openServer({ dataDir: serverDir, secure: false, log: pino({ level: 'silent' }) });
  try {
    const rows = await expectSoundServer(ports, agencyCode);
    const times = new Map<string, number>();
    for (const { actId } of rows) if (actId !== null) times.set(actId, (times.get(actId) ?? 0) + 1);
    expect(
      {
        confirmedMoreThanOnce: confirmed.length - new Set(confirmed).size,
        notOnceAtServer: confirmed.filter((actId) => times.get(actId) !== 1),
      },
      'every confirmed act is at the server exactly once',
    ).toEqual({ confirmedMoreThanOnce: 0, notOnceAtServer: [] });
    const folds = await foldsAtServer(ports, agencyCode);
    for (const counter of counters) {
      expectSameActs(counter, rows, confirmed);
      expectSameFolds(counter, folds);
      await expectTrueNumbers(ports, counter, folds);
      const { dataDir, key = testKey, name } = counter;
      expect([name, verify({ dataDir, key }).faults], 'verify is green').toEqual([name, []]);
    }
    const needsDecision = [...folds.values()].filter((state) => state.needsDecision.length > 0).length;
    const { rows: signed } = await sql<{
      many: number;
    }>`SELECT count(*)::int AS many FROM manifest WHERE agency_code = ${agencyCode}`.execute(ports.db);
    return {
      counters: counters.length,
      confirmed: confirmed.length,
      acts: rows.length,
      dossiers: folds.size,
      needsDecision,
      countersigned: signed[0]?.many ?? 0,
    };
  } finally {
    await close();
  }
}

type ServerRow = { readonly actId: string | null; readonly epoch: string; readonly position: number };

const hashOf = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

/** The server's own `verify`: places without a gap, bodies that are what their hash says, chains that hold from link to link. */
async function expectSoundServer({ db }: Ports, agencyCode: string): Promise<readonly ServerRow[]> {
  const acts = await db.selectFrom('act').selectAll().where('agency_code', '=', agencyCode).orderBy('position').execute();
  expect(acts.map(({ position }) => position)).toEqual(acts.map((_, index) => index + 1));
  expect(acts.filter(({ body, body_hash }) => hashOf(body) !== body_hash.toString('hex')).map(({ act_id }) => act_id)).toEqual([]);
  expect(new Set(acts.map(({ body_hash }) => body_hash.toString('hex'))).size).toBe(acts.length);
  const links = (await db.selectFrom('link').selectAll().where('agency_code', '=', agencyCode).execute()).map((row) => ({
    journalId: row.journal_id,
    seq: row.seq,
    prev: row.prev.toString('hex'),
    bodyHash: row.body_hash.toString('hex'),
    linkHash: row.link_hash.toString('hex'),
  }));
  const known = new Set(links.map(({ journalId, seq, linkHash }) => `${journalId} ${String(seq)} ${linkHash}`));
  const broken = links.filter(
    (link) =>
      hashOf(linkText(link)) !== link.linkHash ||
      (link.seq === 1 ? link.prev !== NO_PREV : !known.has(`${link.journalId} ${String(link.seq - 1)} ${link.prev}`)),
  );
  expect(broken, 'the chains at the server hold').toEqual([]);
  return acts.map(({ act_id, epoch, position }) => ({ actId: act_id, epoch, position }));
}

type Folds = ReadonlyMap<string, ReturnType<typeof fold>>;

async function foldsAtServer(ports: Ports, agencyCode: string): Promise<Folds> {
  await foldDossiers(ports);
  const shown = await ports.db.selectFrom('dossier').selectAll().where('agency_code', '=', agencyCode).execute();
  const epochs = await listEpochs(ports.db);
  const acts = await actsOf(
    ports.db,
    agencyCode,
    shown.map(({ dossier_id }) => dossier_id),
  );
  const folds = new Map(
    [...Map.groupBy(acts, ({ body }) => body.dossierId ?? '')].map(([dossierId, own]) => [dossierId, fold(own, epochs)]),
  );
  expect(
    shown.filter(({ dossier_id, needs_decision }) => folds.get(dossier_id)?.needsDecision.length !== needs_decision),
    'the district page tells what the fold says',
  ).toEqual([]);
  return folds;
}

function expectSameActs({ name, store }: CheckedCounter, rows: readonly ServerRow[], confirmed: readonly string[]): void {
  const differing = rows.filter(({ actId, epoch, position }) => {
    if (actId === null) return false;
    const placement = store.acts.find(actId)?.placement;
    return placement?.epoch !== epoch || placement.position !== position;
  });
  expect([name, differing], 'every act of the server stands at the same place here').toEqual([name, []]);
  expect([name, confirmed.filter((actId) => store.acts.find(actId) === undefined)], 'every confirmed act is here').toEqual([name, []]);
}

function expectSameFolds({ name, store }: CheckedCounter, folds: Folds): void {
  const ids = dossierIds(store);
  expect([name, ids.toSorted()]).toEqual([name, [...folds.keys()].toSorted()]);
  for (const dossierId of ids) {
    const here = store.dossiers.findState(dossierId);
    // One code made both, so their texts are the same when they are; a difference is told in full.
    if (JSON.stringify(here) !== JSON.stringify(folds.get(dossierId))) expect([name, here]).toEqual([name, folds.get(dossierId)]);
  }
}

function dossierIds({ dossiers }: Store): string[] {
  const whole = {
    tab: 'all',
    text: '',
    offset: 0,
    limit: 1_000_000,
    now: '2026-06-09T17:00:00+07:00',
    dueSoonUntil: '2026-06-10',
  } as const;
  return dossiers.list(whole).rows.map(({ dossierId }) => dossierId);
}

/** What header, day end and `sync-status` show, against both sides' rows. */
async function expectTrueNumbers({ db }: Ports, { name, store }: CheckedCounter, folds: Folds): Promise<void> {
  const { unsent, allSent, needsDecision } = syncStatus(store);
  const disputed = [...folds.values()].filter((state) => state.needsDecision.length > 0).length;
  expect([name, { unsent, allSent, needsDecision }]).toEqual([
    name,
    { unsent: { acts: 0, blobs: 0, uncountersigned: 0 }, allSent: true, needsDecision: disputed },
  ]);
  const kept = store.sync.countersigned(100_000);
  for (const { journalId, seq, forked } of store.sync.journals()) {
    if (forked) continue;
    const ranges = kept
      .filter(({ manifest }) => manifest.journalId === journalId)
      .map(({ manifest }) => [manifest.fromSeq, manifest.toSeq] as const);
    expect([name, reachOf(ranges)], 'countersigned manifests cover the journal').toEqual([name, seq]);
  }
  const hashes = kept.map(({ manifest }) => hashOfManifest(manifest));
  expect(kept.map(({ countersigned }) => countersigned?.statement.manifestHash)).toEqual(hashes);
  const { rows } = await sql<{ hash: string }>`SELECT encode(manifest_hash, 'hex') AS hash FROM manifest`.execute(db);
  const there = new Set(rows.map(({ hash }) => hash));
  expect([name, hashes.filter((hash) => !there.has(hash))], 'both sides keep the countersigned manifest').toEqual([name, []]);
}

/** Up to where ranges that follow on each other, from 1. */
function reachOf(ranges: readonly (readonly [number, number])[]): number {
  let reach = 0;
  for (const [from, to] of ranges.toSorted(([a], [b]) => a - b)) if (from <= reach + 1) reach = Math.max(reach, to);
  return reach;
}

export const serverDirOf = (upstream: { readonly folder: string }): string => join(upstream.folder, 'server');
