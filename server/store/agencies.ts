import { type Selectable, sql } from 'kysely';
import type { Db, Tx } from './database.ts';
import type { Database } from './schema.ts';

export type Agency = Selectable<Database['agency']>;

/** Nothing happens to an agency that is there. */
export async function addAgency(db: Db | Tx, agencyCode: string, name: string, at: Date): Promise<'added' | 'there'> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('agency')
    .values({ agency_code: agencyCode, name, created_at: at, server_journal_id: null })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n ? 'added' : 'there';
}

/** Holds the agency's row until the transaction ends: who has it gives positions. */
export async function lockAgency(tx: Tx, agencyCode: string): Promise<Agency> {
  return tx.selectFrom('agency').selectAll().where('agency_code', '=', agencyCode).forUpdate().executeTakeFirstOrThrow();
}

export async function getAgency(db: Db | Tx, agencyCode: string): Promise<Agency> {
  return db.selectFrom('agency').selectAll().where('agency_code', '=', agencyCode).executeTakeFirstOrThrow();
}

export async function saveLastPosition(tx: Tx, agencyCode: string, position: number): Promise<void> {
  await tx.updateTable('agency').set({ last_position: position }).where('agency_code', '=', agencyCode).execute();
}

/** The last place given, null where none was. */
export async function lastPlace(db: Db | Tx, agencyCode: string): Promise<{ readonly epoch: string; readonly position: number } | null> {
  const row = await db
    .selectFrom('act')
    .select(['epoch', 'position'])
    .where('agency_code', '=', agencyCode)
    .orderBy('position', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}

/** A restored server takes nothing new of an agency that has counters until they have offered what they hold. */
export async function stopReceiving(tx: Tx): Promise<void> {
  const hasCounters = sql<boolean>`EXISTS (SELECT 1 FROM device WHERE device.agency_code = agency.agency_code AND device.state <> 'revoked')`;
  await tx
    .updateTable('agency')
    .set({ receiving: sql<boolean>`NOT ${hasCounters}`, server_journal_id: null })
    .execute();
}

export async function startReceiving(tx: Tx, agencyCode: string): Promise<void> {
  await tx.updateTable('agency').set({ receiving: true }).where('agency_code', '=', agencyCode).execute();
}
