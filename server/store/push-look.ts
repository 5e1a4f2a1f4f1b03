/** What a push or a late offer has to know before it decides, asked in one statement: on a busy machine every question costs more than its answer. */
import { type RawBuilder, sql } from 'kysely';
import { type Held, heldOf, heldQuestion, type HeldRow, type LinkRow } from './acts.ts';
import type { Tx } from './database.ts';
import type { Journal } from './journals.ts';

/** An act that gives a dossier its code. */
export type Giver = { readonly actId: string; readonly dossierId: string | null; readonly code: string };

/** What findings about new acts are made against. `givers` by place. */
export type Known = { readonly anyoneDismissed: boolean; readonly givers: readonly Giver[] };

export type Asked = {
  readonly journalId: string;
  /** Links of the journal, both counted. */
  readonly fromSeq: number;
  readonly toSeq: number;
  readonly bodyHashes: readonly string[];
  readonly actIds: readonly string[];
  readonly codes: readonly string[];
};

export type Look = Known & { readonly journal: Journal | undefined; readonly links: readonly LinkRow[]; readonly held: readonly Held[] };

const listOf = (rows: RawBuilder<unknown>, order: string): RawBuilder<unknown> =>
  sql`(SELECT coalesce(json_agg(one ORDER BY ${sql.ref(`one.${order}`)}), '[]') FROM (${rows}) AS one)`;

const isAnyoneDismissed = (agencyCode: string) =>
  sql`EXISTS (SELECT FROM act WHERE agency_code = ${agencyCode} AND kind = 'person.dismissed')`;

/** One look into the index for each code. */
const giversOf = (agencyCode: string, codes: readonly string[]) => sql`
  SELECT found.* FROM unnest(${[...new Set(codes)]}::text[]) AS asked (code)
    CROSS JOIN LATERAL (
      SELECT act_id AS "actId", dossier_id AS "dossierId", dossier_code AS code, position FROM act
      WHERE agency_code = ${agencyCode} AND dossier_code = asked.code AND act_id IS NOT NULL OFFSET 0
    ) AS found
`;

/** Must hold the agency's row. */
export async function lookForPush(tx: Tx, agencyCode: string, asked: Asked): Promise<Look> {
  const journal = sql`
    (SELECT json_build_object('journalId', journal_id, 'deviceId', device_id, 'headSeq', head_seq, 'headHash', encode(head_hash, 'hex'))
     FROM journal WHERE agency_code = ${agencyCode} AND journal_id = ${asked.journalId}::uuid)`;
  const links = sql`
    SELECT seq, encode(link_hash, 'hex') AS "linkHash", encode(prev, 'hex') AS prev, encode(body_hash, 'hex') AS "bodyHash", branch FROM link
    WHERE agency_code = ${agencyCode} AND journal_id = ${asked.journalId}::uuid AND seq BETWEEN ${asked.fromSeq} AND ${asked.toSeq}`;
  const { rows } = await sql<{ journal: Journal | null; links: LinkRow[]; held: HeldRow[]; dismissed: boolean; givers: Giver[] }>`
    SELECT ${journal} AS journal, ${listOf(links, 'seq')} AS links, ${listOf(heldQuestion(agencyCode, asked.bodyHashes, asked.actIds), 'position')} AS held,
      ${isAnyoneDismissed(agencyCode)} AS dismissed, ${listOf(giversOf(agencyCode, asked.codes), 'position')} AS givers
  `.execute(tx);
  const [row] = rows;
  if (row === undefined) throw new Error('A question without an answer');
  return {
    journal: row.journal ?? undefined,
    links: row.links,
    held: row.held.map(heldOf),
    anyoneDismissed: row.dismissed,
    givers: row.givers,
  };
}

/** For acts that stand already. */
export async function lookForContests(tx: Tx, agencyCode: string, codes: readonly string[]): Promise<Known> {
  const { rows } = await sql<{ dismissed: boolean; givers: Giver[] }>`
    SELECT ${isAnyoneDismissed(agencyCode)} AS dismissed, ${listOf(giversOf(agencyCode, codes), 'position')} AS givers
  `.execute(tx);
  const [row] = rows;
  if (row === undefined) throw new Error('A question without an answer');
  return { anyoneDismissed: row.dismissed, givers: row.givers };
}
