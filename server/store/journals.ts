import type { JournalHead } from '#shared/sync/sent-act.ts';
import { type LinkRow, linksBetween } from './acts.ts';
import type { Db, Tx } from './database.ts';

export type Journal = {
  readonly journalId: string;
  readonly deviceId: string | null;
  readonly headSeq: number;
  readonly headHash: string | null;
};

const columns = ['journal_id', 'device_id', 'head_seq', 'head_hash'] as const;
type Row = { journal_id: string; device_id: string | null; head_seq: number; head_hash: Buffer | null };
const journalOf = (row: Row): Journal => ({
  journalId: row.journal_id,
  deviceId: row.device_id,
  headSeq: row.head_seq,
  headHash: row.head_hash?.toString('hex') ?? null,
});

export async function findJournal(db: Db | Tx, agencyCode: string, journalId: string): Promise<Journal | undefined> {
  const row = await db
    .selectFrom('journal')
    .select(columns)
    .where('agency_code', '=', agencyCode)
    .where('journal_id', '=', journalId)
    .executeTakeFirst();
  return row === undefined ? undefined : journalOf(row);
}

/** By id; those with a head. */
export async function listJournals(db: Db | Tx, agencyCode: string): Promise<Journal[]> {
  const rows = await db
    .selectFrom('journal')
    .select(columns)
    .where('agency_code', '=', agencyCode)
    .where('head_hash', 'is not', null)
    .orderBy('journal_id')
    .execute();
  return rows.map(journalOf);
}

/** A journal that is there keeps its device; one that was nobody's becomes this device's. */
export async function claimJournal(tx: Tx, agencyCode: string, journalId: string, deviceId: string | null): Promise<void> {
  await tx
    .insertInto('journal')
    .values({ agency_code: agencyCode, journal_id: journalId, device_id: deviceId, head_hash: null, head_signature: null })
    .onConflict((conflict) =>
      conflict.columns(['agency_code', 'journal_id']).doUpdateSet({ device_id: deviceId }).where('journal.device_id', 'is', null),
    )
    .execute();
}

const STEP = 1000;

/** Moves the head over the trunk's unbroken links after it: a page of a re-offer may have brought later ones first. */
export async function advanceHead(tx: Tx, agencyCode: string, journal: Journal, signature: string | null): Promise<JournalHead | null> {
  let { headSeq, headHash } = journal;
  for (;;) {
    const next = (await linksBetween(tx, agencyCode, journal.journalId, headSeq + 1, headSeq + STEP)).filter(({ branch }) => !branch);
    const end = next.findIndex(({ seq }, index) => seq !== headSeq + 1 + index);
    const unbroken: readonly LinkRow[] = end === -1 ? next : next.slice(0, end);
    const last = unbroken.at(-1);
    if (last !== undefined) ({ seq: headSeq, linkHash: headHash } = last);
    if (unbroken.length < STEP) break;
  }
  return saveHead(tx, agencyCode, { ...journal, headSeq, headHash }, signature);
}

/** `signature`: the device's, of this very head; null leaves the one there is. */
async function saveHead(
  tx: Tx,
  agencyCode: string,
  { journalId, headSeq, headHash }: Journal,
  signature: string | null,
): Promise<JournalHead | null> {
  if (headHash === null) return null;
  await tx
    .updateTable('journal')
    .set({ head_seq: headSeq, head_hash: Buffer.from(headHash, 'hex'), ...(signature === null ? {} : { head_signature: signature }) })
    .where('agency_code', '=', agencyCode)
    .where('journal_id', '=', journalId)
    .execute();
  return { journalId, seq: headSeq, linkHash: headHash };
}
