import { type RawBuilder, sql } from 'kysely';
import type { Db, Tx } from './database.ts';

const bytes = (hex: string): Buffer => Buffer.from(hex, 'hex');

/** The statement that lets `named` be uploaded; it may stand in a WITH. */
export const blobNamesInsert = (agencyCode: string, named: readonly string[]): RawBuilder<unknown> => sql`
  INSERT INTO blob_name (agency_code, sha256) SELECT DISTINCT ${agencyCode}, hash FROM unnest(${named.map(bytes)}::bytea[]) AS new (hash) ON CONFLICT DO NOTHING
`;

/** Hashes that acts of the agency name: what may be uploaded. */
export async function nameBlobs(tx: Tx, agencyCode: string, named: readonly string[]): Promise<void> {
  if (named.length > 0) await blobNamesInsert(agencyCode, named).execute(tx);
}

export async function isNamed(db: Db | Tx, agencyCode: string, hash: string): Promise<boolean> {
  const row = await db
    .selectFrom('blob_name')
    .select('sha256')
    .where('agency_code', '=', agencyCode)
    .where('sha256', '=', bytes(hash))
    .executeTakeFirst();
  return row !== undefined;
}

/** Length in bytes, `undefined` for a blob that is not here. */
export async function blobLength(db: Db | Tx, agencyCode: string, hash: string): Promise<number | undefined> {
  const row = await db
    .selectFrom('blob')
    .select('byte_length')
    .where('agency_code', '=', agencyCode)
    .where('sha256', '=', bytes(hash))
    .executeTakeFirst();
  return row?.byte_length;
}

/** Lengths of those of `hashes` that are here. */
export async function blobLengths(db: Db | Tx, agencyCode: string, hashes: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom('blob')
    .select(['sha256', 'byte_length'])
    .where('agency_code', '=', agencyCode)
    .where('sha256', '=', sql<Buffer>`ANY(${hashes.map(bytes)}::bytea[])`)
    .execute();
  return new Map(rows.map((row) => [row.sha256.toString('hex'), row.byte_length]));
}

/** The file is in its place before this says so. */
export async function saveBlob(db: Db | Tx, agencyCode: string, hash: string, byteLength: number, at: Date): Promise<void> {
  await db
    .insertInto('blob')
    .values({ agency_code: agencyCode, sha256: bytes(hash), byte_length: byteLength, stored_at: at })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Named and not here, by hash. */
export async function lackingBlobs(db: Db | Tx, agencyCode: string, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('blob_name')
    .leftJoin('blob', (join) => join.onRef('blob.agency_code', '=', 'blob_name.agency_code').onRef('blob.sha256', '=', 'blob_name.sha256'))
    .select('blob_name.sha256')
    .where('blob_name.agency_code', '=', agencyCode)
    .where('blob.sha256', 'is', null)
    .orderBy('blob_name.sha256')
    .limit(limit)
    .execute();
  return rows.map(({ sha256 }) => sha256.toString('hex'));
}
