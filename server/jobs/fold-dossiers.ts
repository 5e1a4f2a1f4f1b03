/** What the pages tell of dossiers: folded from the acts that came since the last time, whole dossiers at a time. */
import { sql } from 'kysely';
import { fold } from '#shared/domain/dossier/fold.ts';
import type { PlacedAct } from '#shared/journal/act.ts';
import { readBody } from '#shared/sync/sent-act.ts';
import type { Ports } from '../ports.ts';
import type { Db } from '../store/database.ts';
import { listEpochs } from '../store/epochs.ts';

const DOSSIERS_AT_ONCE = 500;

/** Brings the dossiers of every agency up to its last position. */
export async function foldDossiers({ db }: Pick<Ports, 'db'>): Promise<void> {
  const epochs = await listEpochs(db);
  const behind = await db
    .selectFrom('agency')
    .select(['agency_code', 'folded_position', 'last_position'])
    .whereRef('folded_position', '<', 'last_position')
    .execute();
  for (const agency of behind) {
    const touched = await touchedSince(db, agency.agency_code, agency.folded_position, agency.last_position);
    for (let at = 0; at < touched.length; at += DOSSIERS_AT_ONCE)
      await foldSome(db, agency.agency_code, touched.slice(at, at + DOSSIERS_AT_ONCE), epochs);
    await db.updateTable('agency').set({ folded_position: agency.last_position }).where('agency_code', '=', agency.agency_code).execute();
  }
}

async function touchedSince(db: Db, agencyCode: string, after: number, until: number): Promise<string[]> {
  const rows = await db
    .selectFrom('act')
    .select('dossier_id')
    .distinct()
    .where('agency_code', '=', agencyCode)
    .where('position', '>', after)
    .where('position', '<=', until)
    .where('dossier_id', 'is not', null)
    .execute();
  return rows.flatMap(({ dossier_id: dossierId }) => dossierId ?? []);
}

async function foldSome(db: Db, agencyCode: string, dossierIds: readonly string[], epochs: readonly string[]): Promise<void> {
  const acts = await actsOf(db, agencyCode, dossierIds);
  const rows = [...Map.groupBy(acts, ({ body }) => body.dossierId ?? '')].map(([dossierId, own]) => {
    const { needsDecision, readOnly } = fold(own, epochs);
    return { agency_code: agencyCode, dossier_id: dossierId, needs_decision: needsDecision.length, read_only: readOnly !== null };
  });
  if (rows.length === 0) return;
  await db
    .insertInto('dossier')
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .columns(['agency_code', 'dossier_id'])
        .doUpdateSet((row) => ({ needs_decision: row.ref('excluded.needs_decision'), read_only: row.ref('excluded.read_only') })),
    )
    .execute();
}

/** All readable acts of some dossiers, as the fold takes them. */
export async function actsOf(db: Db, agencyCode: string, dossierIds: readonly string[]): Promise<PlacedAct[]> {
  const rows = await db
    .selectFrom('act')
    .select(['body', 'body_hash', 'journal_id', 'seq', 'prev', 'epoch', 'position'])
    .where('agency_code', '=', agencyCode)
    .where('dossier_id', '=', sql<string>`ANY(${dossierIds}::uuid[])`)
    .orderBy('position')
    .execute();
  return rows.flatMap((row) => {
    const body = readBody(row.body);
    if (body === null) return [];
    const link = { journalId: row.journal_id, seq: row.seq, prev: row.prev.toString('hex'), bodyHash: row.body_hash.toString('hex') };
    return [{ body, link, placement: { epoch: row.epoch, position: row.position } }];
  });
}
