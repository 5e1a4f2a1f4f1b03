import type { ActBody, ActLink, PlacedAct } from '#shared/journal/act.ts';
import type { Connection } from '../connection.ts';

/** Head of one journal: its last link. */
export type JournalHead = { readonly journalId: string; readonly seq: number; readonly linkHash: string };

export type ActQueries = {
  find(actId: string): PlacedAct | undefined;
  /** A dossier's acts in the order they came to this store; the fold puts them in theirs. */
  ofDossier(dossierId: string): readonly PlacedAct[];
  /** Acts of the office (without a dossier), newest first. */
  ofKind(kind: string, limit: number): readonly PlacedAct[];
  head(journalId: string): JournalHead | undefined;
  heads(): readonly JournalHead[];
  /** The act at a place of a journal. */
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
const perJournal = 2 ** 32;
const select = `SELECT journal.journal_id, act.n % ${String(perJournal)} AS seq, act.body, act.body_hash, act.prev, placement.epoch, placement.position
  FROM act CROSS JOIN journal ON journal.no = act.n / ${String(perJournal)} LEFT JOIN placement ON placement.n = act.n`;
const ofJournal = `SELECT j.journal_id AS journalId, act.n % ${String(perJournal)} AS seq, act.link_hash AS linkHash FROM journal AS j
  CROSS JOIN act ON act.n = (SELECT max(n) FROM act WHERE n BETWEEN j.no * ${String(perJournal)} AND (j.no + 1) * ${String(perJournal)} - 1)`;

export function actQueries({ sql }: Connection): ActQueries {
  return {
    find: (actId) => {
      const row = sql<ActRow>(`${select} WHERE act.id = ?`).get(actId);
      return row === undefined ? undefined : actOf(row);
    },
    ofDossier: (dossierId) => sql<ActRow>(`${select} WHERE act.dossier_id = ? ORDER BY act.n`).all(dossierId).map(actOf),
    ofKind: (kind, limit) => sql<ActRow>(`${select} WHERE act.dossier_id IS NULL AND act.kind = ? ORDER BY act.n DESC LIMIT ?`).all(kind, limit).map(actOf),
    head: (journalId) => sql<JournalHead>(`${ofJournal} WHERE j.journal_id = ?`).get(journalId),
    heads: () => sql<JournalHead>(`${ofJournal} ORDER BY j.no`).all(),
    at: (journalId, seq) => {
      const row = sql<ActRow>(`${select} WHERE act.n = (SELECT no FROM journal WHERE journal_id = ?) * ${String(perJournal)} + ?`).get(journalId, seq);
      return row === undefined ? undefined : actOf(row);
    },
    unsentCount: () => sql<{ unsent: number }>('SELECT count(*) AS unsent FROM outbox').get()?.unsent ?? 0,
  };
}

/** `act.n` of a place in a journal; the journal is made known when it is new. */
export function placeOf({ sql }: Connection, { journalId, seq }: ActLink): number {
  const known = sql<{ no: number }>('SELECT no FROM journal WHERE journal_id = ?').get(journalId)?.no;
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

/** An act as it is kept, with what is written beside its body. */
export type KeptActRow = ActRow & { readonly id: string; readonly kind: string; readonly dossier_id: string | null; readonly link_hash: string };

const keptColumns = select.replace('SELECT ', 'SELECT act.id, act.kind, act.dossier_id, act.link_hash, ');

/** Every act, journal by journal, in sequence. */
export function eachAct({ sql }: Connection): IterableIterator<KeptActRow> {
  return sql<KeptActRow>(`${keptColumns} ORDER BY act.n`).iterate();
}

/** Every act of a dossier, dossier by dossier. */
export function eachActByDossier({ sql }: Connection): IterableIterator<KeptActRow> {
  return sql<KeptActRow>(`${keptColumns} WHERE act.dossier_id IS NOT NULL ORDER BY act.dossier_id, act.n`).iterate();
}
