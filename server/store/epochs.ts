/** Epochs are UUIDv7: their text tells their order, also of one this database has forgotten and a counter's page brings back. */
import type { Db, Tx } from './database.ts';
import type { Database } from './schema.ts';

/** Oldest first. */
export async function listEpochs(db: Db | Tx): Promise<string[]> {
  const rows = await db.selectFrom('epoch').select('epoch').orderBy('epoch').execute();
  return rows.map(({ epoch }) => epoch);
}

/** Throws before `server init`. */
export async function currentEpoch(db: Db | Tx): Promise<string> {
  const row = await db.selectFrom('epoch').select('epoch').orderBy('epoch', 'desc').limit(1).executeTakeFirst();
  if (row === undefined) throw new Error('No epoch: run server init');
  return row.epoch;
}

export async function insertEpoch(db: Db | Tx, epoch: string, reason: Database['epoch']['reason'], at: Date): Promise<void> {
  await db
    .insertInto('epoch')
    .values({ epoch, reason, started_at: at })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
