import type { Countersigned, Manifest } from '#shared/sync/manifest.ts';
import type { Db, Tx } from './database.ts';

export async function findCountersigned(db: Db | Tx, agencyCode: string, manifestHash: string): Promise<Countersigned | undefined> {
  const row = await db
    .selectFrom('manifest')
    .select('countersigned')
    .where('agency_code', '=', agencyCode)
    .where('manifest_hash', '=', Buffer.from(manifestHash, 'hex'))
    .executeTakeFirst();
  return row === undefined ? undefined : (JSON.parse(row.countersigned) as Countersigned);
}

/** Of two at once the first stays. */
export async function saveManifest(db: Db | Tx, manifest: Manifest, signature: string, countersigned: Countersigned): Promise<void> {
  await db
    .insertInto('manifest')
    .values({
      agency_code: manifest.agencyCode,
      manifest_hash: Buffer.from(countersigned.statement.manifestHash, 'hex'),
      device_id: manifest.deviceId,
      journal_id: manifest.journalId,
      from_seq: manifest.fromSeq,
      to_seq: manifest.toSeq,
      manifest: JSON.stringify(manifest),
      signature,
      countersigned: JSON.stringify(countersigned),
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
