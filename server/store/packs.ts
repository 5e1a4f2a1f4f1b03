import type { Pack, PackStatement } from '#shared/contract/upstream/values.ts';
import type { Db, Tx } from './database.ts';

/** The newest version of each name. */
export async function newestPacks(db: Db | Tx): Promise<Pack[]> {
  const rows = await db.selectFrom('pack').selectAll().distinctOn('name').orderBy('name').orderBy('version', 'desc').execute();
  return rows.map((row) => ({
    statement: JSON.parse(row.statement) as PackStatement,
    keyId: row.key_id,
    signature: row.signature,
    content: row.content,
  }));
}

/** Fails on a version that is there. */
export async function insertPack(db: Db | Tx, { statement, keyId, signature, content }: Pack): Promise<void> {
  await db
    .insertInto('pack')
    .values({ name: statement.name, version: statement.version, statement: JSON.stringify(statement), key_id: keyId, signature, content })
    .execute();
}
