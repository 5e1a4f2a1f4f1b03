/** Journals made here: what of them goes to the server, and under which link. */
import type { ActBody } from '#shared/journal/act.ts';
import type { ManifestRow } from '#shared/sync/manifest.ts';
import { readBody, type JournalHead, type SentAct } from '#shared/sync/sent-act.ts';
import { actsPerFrame, bytesPerFrame } from '../batches.ts';
import type { Connection } from '../connection.ts';
import { perJournal } from '../queries/acts.ts';

/** `forked`: the server has another life of it beyond a link both have; nothing of ours is sent under its name any more. */
export type OwnJournal = JournalHead & { readonly live: boolean; readonly forked: boolean };

/** An unbroken run of links, as it is sent; `head` is its last. */
export type SentRun = { readonly acts: readonly SentAct[]; readonly head: { readonly seq: number; readonly linkHash: string } };

type Row = { readonly seq: number; readonly body: Buffer; readonly body_hash: string; readonly prev: string; readonly link_hash: string };

const headOf = (table: string): string =>
  `coalesce((SELECT max(n) FROM ${table} WHERE n BETWEEN journal.no * ${String(perJournal)} AND (journal.no + 1) * ${String(perJournal)} - 1), 0)`;

/** In the order they were opened, the live one last. */
export function ownJournals({ sql }: Connection): readonly OwnJournal[] {
  return sql<JournalHead & { readonly live: number; readonly forked: number }>(
    `SELECT own.journal_id AS journalId, own.n % ${String(perJournal)} AS seq, coalesce(act.link_hash, relink.link_hash) AS linkHash, own.live, own.forked
     FROM (SELECT journal.*, max(${headOf('act')}, ${headOf('relink')}) AS n FROM journal WHERE own = 1) AS own
     LEFT JOIN act ON act.n = own.n LEFT JOIN relink ON relink.n = own.n WHERE own.n > 0 ORDER BY own.no`,
  )
    .all()
    .map((row) => ({ ...row, live: row.live === 1, forked: row.forked === 1 }));
}

/** Links of the journal after `after`, as many as a batch takes and at most `most`; `undefined` at its end. */
export function runAfter(connection: Connection, journalId: string, after: number, most: number = actsPerFrame): SentRun | undefined {
  const acts: SentAct[] = [];
  let bytes = 0;
  let last: Row | undefined;
  for (const row of linksBetween(connection, journalId, after + 1, after + most)) {
    if (acts.length > 0 && bytes + row.body.length > bytesPerFrame) break;
    acts.push({ body: row.body.toString('utf8'), link: { journalId, seq: row.seq, prev: row.prev, bodyHash: row.body_hash } });
    bytes += row.body.length;
    last = row;
  }
  return last === undefined ? undefined : { acts, head: { seq: last.seq, linkHash: last.link_hash } };
}

export function linkHashAt(connection: Connection, journalId: string, seq: number): string | undefined {
  return linksBetween(connection, journalId, seq, seq)[0]?.link_hash;
}

/** Up to where every link of the journal stands for an act that has its place. */
export function acknowledged(connection: Connection, journalId: string): number {
  const { sql } = connection;
  const no = sql<{ no: number }>('SELECT no FROM journal WHERE journal_id = ? AND own = 1').get(journalId)?.no ?? -1;
  const range = [no * perJournal, (no + 1) * perJournal - 1];
  const first = sql<{ seq: number | null }>(
    `SELECT min(n) % ${String(perJournal)} AS seq FROM (SELECT n FROM outbox WHERE n BETWEEN ? AND ? UNION ALL
     SELECT relink.n FROM relink JOIN outbox ON outbox.n = relink.act_n WHERE relink.n BETWEEN ? AND ?)`,
  ).get(...range, ...range)?.seq;
  const last = ownJournals(connection).find((own) => own.journalId === journalId)?.seq ?? 0;
  return first === null || first === undefined ? last : first - 1;
}

/** The links `fromSeq` to `toSeq` of a journal, to be counted for its manifest. */
export function manifestRows(connection: Connection, journalId: string, fromSeq: number, toSeq: number): readonly ManifestRow[] {
  return linksBetween(connection, journalId, fromSeq, toSeq).map(({ seq, link_hash, body }) => ({
    seq,
    linkHash: link_hash,
    body: readBody(body),
  }));
}

/** Acts the server has not placed that stand only on journals it has gone on with otherwise, in their order: to be linked again. */
export function actsLeftBehind({ sql }: Connection): readonly ActBody[] {
  return sql<{ body: Buffer }>(
    `SELECT act.body FROM outbox JOIN act ON act.n = outbox.n JOIN journal ON journal.no = act.n / ${String(perJournal)}
     WHERE journal.forked = 1 AND NOT EXISTS (SELECT 1 FROM relink JOIN journal AS later ON later.no = relink.n / ${String(perJournal)} WHERE relink.act_n = act.n AND later.forked = 0)
     ORDER BY act.n LIMIT ${String(actsPerFrame)}`,
  )
    .all()
    .map(({ body }) => JSON.parse(body.toString('utf8')) as ActBody);
}

function linksBetween({ sql }: Connection, journalId: string, fromSeq: number, toSeq: number): readonly Row[] {
  const no = sql<{ no: number }>('SELECT no FROM journal WHERE journal_id = ? AND own = 1').get(journalId)?.no;
  if (no === undefined) return [];
  const range = [no * perJournal + fromSeq, no * perJournal + Math.min(toSeq, perJournal - 1)];
  return sql<Row>(
    `SELECT n % ${String(perJournal)} AS seq, body, body_hash, prev, link_hash FROM (
       SELECT n, body, body_hash, prev, link_hash FROM act WHERE n BETWEEN ? AND ?
       UNION ALL SELECT relink.n, act.body, act.body_hash, relink.prev, relink.link_hash FROM relink JOIN act ON act.n = relink.act_n WHERE relink.n BETWEEN ? AND ?)
     ORDER BY n`,
  ).all(...range, ...range);
}
