import type { ActBody, ActLink, PlacedAct } from '#shared/journal/act.ts';
import { orderActs } from '#shared/journal/order.ts';
import type { Connection } from '../connection.ts';
import { epochsOf } from './epochs.ts';

/** Head of one journal: its last link. */
export type JournalHead = { readonly journalId: string; readonly seq: number; readonly linkHash: string };

export type ActQueries = {
  find(actId: string): PlacedAct | undefined;
  /** A dossier's acts in the order they came to this store; the fold puts them in theirs. */
  ofDossier(dossierId: string): readonly PlacedAct[];
  /** Acts of the office (without a dossier), the last in the one order first. */
  ofKind(kind: string, limit: number): readonly PlacedAct[];
  /** Of a journal made here. */
  head(journalId: string): JournalHead | undefined;
  /** Of every journal made here, in the order they were opened. */
  heads(): readonly JournalHead[];
  /** The act at a place of a journal made here, linked again or not. */
  at(journalId: string, seq: number): PlacedAct | undefined;
  /** How many acts the server has not confirmed. */
  unsentCount(): number;
};

export type ActRow = {
  readonly journal_id: string;
  readonly seq: number;
  readonly body: Buffer;
  readonly body_hash: string;
  readonly prev: string;
  readonly epoch: string | null;
  readonly position: number | null;
};

/** Journals are told apart by the upper half of `act.n`. */
export const perJournal = 2 ** 32;
const select = `SELECT journal.journal_id, act.n % ${String(perJournal)} AS seq, act.body, act.body_hash, act.prev, placement.epoch, placement.position
  FROM act CROSS JOIN journal ON journal.no = act.n / ${String(perJournal)} LEFT JOIN placement ON placement.n = act.n`;
const last = (table: string): string =>
  `coalesce((SELECT max(n) FROM ${table} WHERE n BETWEEN j.no * ${String(perJournal)} AND (j.no + 1) * ${String(perJournal)} - 1), 0)`;
/** A subquery for each table: SQLite finds a range's last row at once in a table, not in a union. */
const ofJournal = `SELECT own.journal_id AS journalId, own.n % ${String(perJournal)} AS seq, coalesce(act.link_hash, relink.link_hash) AS linkHash
  FROM (SELECT j.no, j.journal_id, max(${last('act')}, ${last('relink')}) AS n FROM journal AS j WHERE j.own = 1) AS own
  LEFT JOIN act ON act.n = own.n LEFT JOIN relink ON relink.n = own.n`;
const placeOfOwn = `(SELECT no FROM journal WHERE journal_id = ? AND own = 1) * ${String(perJournal)} + ?`;

// Made once: every command asks for these, and a text put together anew is looked for among the prepared statements letter by letter.
const byId = `${select} WHERE act.id = ?`;
const byDossier = `${select} WHERE act.dossier_id = ? ORDER BY act.n`;

export function actQueries(connection: Connection): ActQueries {
  const { sql } = connection;
  return {
    find: (actId) => {
      const row = sql<ActRow>(byId).get(actId);
      return row === undefined ? undefined : actOf(row);
    },
    ofDossier: (dossierId) => sql<ActRow>(byDossier).all(dossierId).map(actOf),
    ofKind: (kind, limit) => ofKindInOrder(connection, kind).slice(0, limit),
    head: (journalId) => sql<JournalHead>(`${ofJournal} WHERE own.journal_id = ? AND own.n > 0`).get(journalId),
    heads: () => sql<JournalHead>(`${ofJournal} WHERE own.n > 0 ORDER BY own.no`).all(),
    at: (journalId, seq) => {
      const row = sql<ActRow>(`${select} WHERE act.n = ${placeOfOwn}`).get(journalId, seq);
      return row === undefined ? linkedAgainAt(connection, journalId, seq) : actOf(row);
    },
    unsentCount: () => sql<{ unsent: number }>('SELECT count(*) AS unsent FROM outbox').get()?.unsent ?? 0,
  };
}

function ofKindInOrder(connection: Connection, kind: string): readonly PlacedAct[] {
  const acts = connection.sql<ActRow>(`${select} WHERE act.dossier_id IS NULL AND act.kind = ?`).all(kind).map(actOf);
  const { applied, waiting } = orderActs(acts, epochsOf(connection));
  return [...applied, ...waiting].reverse();
}

function linkedAgainAt({ sql }: Connection, journalId: string, seq: number): PlacedAct | undefined {
  const found = sql<ActRow & { readonly again: string }>(
    `SELECT found.*, relink.prev AS again FROM relink CROSS JOIN (${select.replace('SELECT ', 'SELECT act.n, ')}) AS found ON found.n = relink.act_n WHERE relink.n = ${placeOfOwn}`,
  ).get(journalId, seq);
  return found === undefined ? undefined : actOf({ ...found, journal_id: journalId, seq, prev: found.again });
}

/** `act.n` of a place in a journal made here; the journal is made known when it is new. */
export function placeOf({ sql }: Connection, { journalId, seq }: ActLink): number {
  const known = sql<{ no: number }>('SELECT no FROM journal WHERE journal_id = ? AND own = 1').get(journalId)?.no;
  const no = known ?? Number(sql('INSERT INTO journal (journal_id, live) VALUES (?, 0)').run(journalId).lastInsertRowid);
  return no * perJournal + seq;
}

export function actOf(row: ActRow): PlacedAct {
  return {
    body: JSON.parse(row.body.toString('utf8')) as ActBody,
    link: linkOf(row),
    placement: row.epoch === null || row.position === null ? null : { epoch: row.epoch, position: row.position },
  };
}

export function linkOf(row: Pick<ActRow, 'journal_id' | 'seq' | 'prev' | 'body_hash'>): ActLink {
  return { journalId: row.journal_id, seq: row.seq, prev: row.prev, bodyHash: row.body_hash };
}

/** Every act about people. */
export const actsOfPeople = `${select} WHERE act.dossier_id IS NULL AND act.kind IN ('person.added', 'person.changed', 'person.dismissed')`;

/** An act as it is kept, with what is written beside its body. */
export type KeptActRow = ActRow & {
  readonly n: number;
  readonly own: number;
  readonly id: string;
  readonly kind: string;
  readonly dossier_id: string | null;
  readonly link_hash: string;
};

const keptColumns = select.replace('SELECT ', 'SELECT act.n, act.id, act.kind, act.dossier_id, act.link_hash, journal.own, ');

/** Every act, journal by journal, in sequence. */
export function eachAct({ sql }: Connection): IterableIterator<KeptActRow> {
  return sql<KeptActRow>(`${keptColumns} ORDER BY act.n`).iterate();
}

/** Every act of a dossier, dossier by dossier. */
export function eachActByDossier({ sql }: Connection): IterableIterator<KeptActRow> {
  return sql<KeptActRow>(`${keptColumns} WHERE act.dossier_id IS NOT NULL ORDER BY act.dossier_id, act.n`).iterate();
}

/** A link that was made again, with the id of its act. */
export type RelinkRow = Pick<ActRow, 'journal_id' | 'seq' | 'prev' | 'body_hash'> & {
  readonly n: number;
  readonly id: string;
  readonly link_hash: string;
};

/** Every link that was made again, journal by journal, in sequence. */
export function eachRelink({ sql }: Connection): RelinkRow[] {
  return sql<RelinkRow>(`SELECT relink.n, act.id, journal.journal_id, relink.n % ${String(perJournal)} AS seq, relink.prev, relink.link_hash, act.body_hash FROM relink
    JOIN act ON act.n = relink.act_n JOIN journal ON journal.no = relink.n / ${String(perJournal)} ORDER BY relink.n`).all();
}
