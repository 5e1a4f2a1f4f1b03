/** Acts and links in bulk: hashes and bodies travel as one binary value each, cut apart by the database. */
import { type RawBuilder, sql } from 'kysely';
import type { SentAct } from '#shared/sync/sent-act.ts';
import type { Db, Tx } from './database.ts';

export type LinkRow = {
  readonly seq: number;
  readonly linkHash: string;
  readonly prev: string;
  readonly bodyHash: string;
  readonly branch: boolean;
};

/** An act at its place. The four after `bodyHash` are null for bytes that are no act's. */
export type ActRow = {
  readonly epoch: string;
  readonly position: number;
  readonly bodyHash: string;
  readonly actId: string | null;
  readonly kind: string | null;
  readonly dossierId: string | null;
  readonly dossierCode: string | null;
  readonly body: Uint8Array;
  readonly journalId: string;
  readonly seq: number;
  readonly linkHash: string;
  readonly prev: string;
};

const HASH = 32;
const hashes = (hex: readonly string[]): Buffer => Buffer.from(hex.join(''), 'hex');

/** The text of an array whose members need no quotes: numbers and uuids. The driver's own rendering costs more than the rest of the statement. */
const plainArray = (values: readonly (number | string | null)[]): string => `{${values.map((value) => value ?? 'NULL').join(',')}}`;

const hashAt = (all: readonly string[]) => sql`substring(${hashes(all)}::bytea FROM (row::int - 1) * ${HASH} + 1 FOR ${HASH})`;

/** The statement that keeps `acts`; it may stand in a WITH. */
export function actsInsert(agencyCode: string, acts: readonly ActRow[]): RawBuilder<unknown> {
  const lengths = acts.map(({ body }) => body.length);
  const starts: number[] = [];
  let end = 0;
  for (const length of lengths) {
    starts.push(end + 1);
    end += length;
  }
  return sql`
    INSERT INTO act (agency_code, position, epoch, body_hash, act_id, kind, dossier_id, dossier_code, body, journal_id, seq, link_hash, prev)
    SELECT ${agencyCode}, position, epoch, ${hashAt(acts.map(({ bodyHash }) => bodyHash))},
      act_id, kind, dossier_id, dossier_code, substring(${Buffer.concat(acts.map(({ body }) => body))}::bytea FROM start FOR length), journal_id, seq,
      ${hashAt(acts.map(({ linkHash }) => linkHash))}, ${hashAt(acts.map(({ prev }) => prev))}
    FROM unnest(
      ${plainArray(acts.map(({ position }) => position))}::bigint[], ${plainArray(acts.map(({ epoch }) => epoch))}::uuid[], ${plainArray(acts.map(({ actId }) => actId))}::uuid[], ${acts.map(({ kind }) => kind)}::text[],
      ${plainArray(acts.map(({ dossierId }) => dossierId))}::uuid[], ${acts.map(({ dossierCode }) => dossierCode)}::text[], ${plainArray(acts.map(({ journalId }) => journalId))}::uuid[],
      ${plainArray(acts.map(({ seq }) => seq))}::bigint[], ${plainArray(starts)}::int[], ${plainArray(lengths)}::int[]
    ) WITH ORDINALITY AS new (position, epoch, act_id, kind, dossier_id, dossier_code, journal_id, seq, start, length, row)
  `;
}

export async function insertActs(tx: Tx, agencyCode: string, acts: readonly ActRow[]): Promise<void> {
  if (acts.length > 0) await actsInsert(agencyCode, acts).execute(tx);
}

/** The statement that keeps `links`, none of which is there yet; it may stand in a WITH. */
export function linksInsert(agencyCode: string, journalId: string, links: readonly LinkRow[]): RawBuilder<unknown> {
  return sql`
    INSERT INTO link (agency_code, journal_id, seq, link_hash, prev, body_hash, branch)
    SELECT ${agencyCode}, ${journalId}::uuid, seq, ${hashAt(links.map(({ linkHash }) => linkHash))}, ${hashAt(links.map(({ prev }) => prev))},
      ${hashAt(links.map(({ bodyHash }) => bodyHash))}, branch
    FROM unnest(${plainArray(links.map(({ seq }) => seq))}::bigint[], ${plainArray(links.map(({ branch }) => String(branch)))}::boolean[])
      WITH ORDINALITY AS new (seq, branch, row)
  `;
}

/** Links that are not there yet. */
export async function insertLinks(tx: Tx, agencyCode: string, journalId: string, links: readonly LinkRow[]): Promise<void> {
  if (links.length > 0) await linksInsert(agencyCode, journalId, links).execute(tx);
}

/** Links of a journal from `fromSeq` to `toSeq`, both counted, on whichever branch. */
export async function linksBetween(db: Db | Tx, agencyCode: string, journalId: string, fromSeq: number, toSeq: number): Promise<LinkRow[]> {
  const rows = await db
    .selectFrom('link')
    .select(['seq', 'link_hash', 'prev', 'body_hash', 'branch'])
    .where('agency_code', '=', agencyCode)
    .where('journal_id', '=', journalId)
    .where('seq', '>=', fromSeq)
    .where('seq', '<=', toSeq)
    .orderBy('seq')
    .execute();
  return rows.map((row) => ({
    seq: row.seq,
    linkHash: row.link_hash.toString('hex'),
    prev: row.prev.toString('hex'),
    bodyHash: row.body_hash.toString('hex'),
    branch: row.branch,
  }));
}

export type Held = { readonly bodyHash: string; readonly actId: string | null; readonly epoch: string; readonly position: number };

/**
 * The question which of these bodies, or of the bodies with these ids, the agency has. One look into the index for each: left to itself the planner reads
 * the whole agency while its statistics are young.
 */
export const heldQuestion = (agencyCode: string, bodyHashes: readonly string[], actIds: readonly string[]): RawBuilder<HeldRow> => sql`
    SELECT found.* FROM generate_series(0, ${bodyHashes.length}::int - 1) AS asked (row)
      CROSS JOIN LATERAL (
        SELECT encode(body_hash, 'hex') AS body_hash, act_id, epoch, position FROM act
        WHERE agency_code = ${agencyCode} AND body_hash = substring(${hashes(bodyHashes)}::bytea FROM asked.row * ${HASH} + 1 FOR ${HASH}) LIMIT 1
      ) AS found
    UNION
    SELECT found.* FROM unnest(${plainArray(actIds)}::uuid[]) AS asked (id)
      CROSS JOIN LATERAL (
        SELECT encode(body_hash, 'hex') AS body_hash, act_id, epoch, position FROM act WHERE agency_code = ${agencyCode} AND act_id = asked.id LIMIT 1
      ) AS found
  `;

export type HeldRow = { readonly body_hash: string; readonly act_id: string | null; readonly epoch: string; readonly position: number };
export const heldOf = (row: HeldRow): Held => ({ bodyHash: row.body_hash, actId: row.act_id, epoch: row.epoch, position: row.position });

/** Which of these bodies, or of the bodies with these ids, the agency has. */
export async function heldActs(db: Db | Tx, agencyCode: string, bodyHashes: readonly string[], actIds: readonly string[]): Promise<Held[]> {
  return (await heldQuestion(agencyCode, bodyHashes, actIds).execute(db)).rows.map(heldOf);
}

export type PlacedRow = {
  readonly epoch: string;
  readonly position: number;
  readonly actId: string | null;
  readonly linkHash: string;
  readonly act: SentAct;
};

/** Up to `limit` acts after `position` in the agency's order, with the first link each came under. */
export async function actsAfter(db: Db | Tx, agencyCode: string, position: number, limit: number): Promise<PlacedRow[]> {
  const rows = await db
    .selectFrom('act')
    .select(['epoch', 'position', 'act_id', 'body', 'body_hash', 'journal_id', 'seq', 'prev', 'link_hash'])
    .where('agency_code', '=', agencyCode)
    .where('position', '>', position)
    .orderBy('position')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    epoch: row.epoch,
    position: row.position,
    actId: row.act_id,
    linkHash: row.link_hash.toString('hex'),
    act: {
      body: row.body.toString('utf8'),
      link: { journalId: row.journal_id, seq: row.seq, prev: row.prev.toString('hex'), bodyHash: row.body_hash.toString('hex') },
    },
  }));
}

/** The last position given in `epoch` or before it. */
export async function lastPositionUntil(db: Db | Tx, agencyCode: string, epoch: string): Promise<number> {
  const row = await db
    .selectFrom('act')
    .select('position')
    .where('agency_code', '=', agencyCode)
    .where('epoch', '<=', epoch)
    .orderBy('position', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.position ?? 0;
}

/** A journal's trunk from `fromSeq` to `toSeq` with its bodies. */
export async function bodiesOfTrunk(
  db: Db | Tx,
  agencyCode: string,
  journalId: string,
  fromSeq: number,
  toSeq: number,
): Promise<{ readonly seq: number; readonly linkHash: string; readonly bytes: Uint8Array }[]> {
  const rows = await db
    .selectFrom('link')
    .innerJoin('act', (join) => join.onRef('act.agency_code', '=', 'link.agency_code').onRef('act.body_hash', '=', 'link.body_hash'))
    .select(['link.seq', 'link.link_hash', 'act.body'])
    .where('link.agency_code', '=', agencyCode)
    .where('link.journal_id', '=', journalId)
    .where('link.seq', '>=', fromSeq)
    .where('link.seq', '<=', toSeq)
    .where('link.branch', '=', false)
    .orderBy('link.seq')
    .execute();
  return rows.map((row) => ({ seq: row.seq, linkHash: row.link_hash.toString('hex'), bytes: row.body }));
}
