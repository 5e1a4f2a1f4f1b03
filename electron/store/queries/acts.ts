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
  /** One journal's acts from `fromSeq` on, in order. */
  ofJournal(journalId: string, fromSeq: number): IterableIterator<PlacedAct>;
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

const select = `SELECT act.journal_id, act.seq, act.body, act.body_hash, act.prev, placement.epoch, placement.position
  FROM act LEFT JOIN placement ON placement.act_id = act.id`;
const selectHead = 'SELECT journal_id AS journalId, seq, link_hash AS linkHash FROM act';

export function actQueries({ sql }: Connection): ActQueries {
  return {
    find: (actId) => {
      const row = sql<ActRow>(`${select} WHERE act.id = ?`).get(actId);
      return row === undefined ? undefined : actOf(row);
    },
    ofDossier: (dossierId) => sql<ActRow>(`${select} WHERE act.dossier_id = ? ORDER BY act.n`).all(dossierId).map(actOf),
    ofKind: (kind, limit) => sql<ActRow>(`${select} WHERE act.dossier_id IS NULL AND act.kind = ? ORDER BY act.n DESC LIMIT ?`).all(kind, limit).map(actOf),
    head: (journalId) => sql<JournalHead>(`${selectHead} WHERE journal_id = ? ORDER BY seq DESC LIMIT 1`).get(journalId),
    heads: () =>
      sql<{ journal_id: string }>('SELECT DISTINCT journal_id FROM act')
        .all()
        .flatMap(({ journal_id }) => sql<JournalHead>(`${selectHead} WHERE journal_id = ? ORDER BY seq DESC LIMIT 1`).all(journal_id)),
    ofJournal: function* (journalId, fromSeq) {
      for (const row of sql<ActRow>(`${select} WHERE act.journal_id = ? AND act.seq >= ? ORDER BY act.seq`).iterate(journalId, fromSeq)) yield actOf(row);
    },
    unsentCount: () => sql<{ unsent: number }>('SELECT count(*) AS unsent FROM outbox').get()?.unsent ?? 0,
  };
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
