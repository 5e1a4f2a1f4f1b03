/** All that a push changes, in one statement. */
import { sql } from 'kysely';
import { type ActRow, actsInsert, type LinkRow, linksInsert } from './acts.ts';
import { blobNamesInsert } from './blobs.ts';
import type { Tx } from './database.ts';
import type { Journal } from './journals.ts';

export type Kept = {
  readonly acts: readonly ActRow[];
  /** Of `journal`, none of which is there yet. */
  readonly links: readonly LinkRow[];
  readonly journal: Journal;
  /** The device's, of the journal's head as it is now; null leaves the one there is. */
  readonly headSignature: string | null;
  readonly blobs: readonly string[];
  readonly lastPosition: number;
  readonly deviceId: string;
};

/** The device's hello said what was waiting: that becomes less by what has come. Must hold the agency's row. */
export async function keepPush(tx: Tx, agencyCode: string, kept: Kept): Promise<void> {
  const { journalId, headSeq, headHash } = kept.journal;
  await sql`
    WITH acts AS (${actsInsert(agencyCode, kept.acts)}), links AS (${linksInsert(agencyCode, journalId, kept.links)}),
    names AS (${blobNamesInsert(agencyCode, kept.blobs)}),
    head AS (
      UPDATE journal SET head_seq = ${headSeq}, head_hash = ${headHash === null ? null : Buffer.from(headHash, 'hex')}::bytea,
        head_signature = coalesce(${kept.headSignature}, head_signature)
      WHERE agency_code = ${agencyCode} AND journal_id = ${journalId}::uuid
    ), waiting AS (
      UPDATE device SET waiting_acts = greatest(0, waiting_acts - ${kept.acts.length}::bigint)
      WHERE agency_code = ${agencyCode} AND device_id = ${kept.deviceId}::uuid AND waiting_acts > 0
    )
    UPDATE agency SET last_position = ${kept.lastPosition} WHERE agency_code = ${agencyCode}
  `.execute(tx);
}
