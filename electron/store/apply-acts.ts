/**
 * The one way acts become rows: used by commands, by completion at start, and by rebuilding. Everything but the acts themselves is derived, so
 * deriving it again from the acts gives the same rows.
 */
import { foldIncremental, fold } from '#shared/domain/dossier/fold.ts';
import type { DossierState } from '#shared/domain/dossier/state.ts';
import type { PlacedAct } from '#shared/journal/act.ts';
import type { LinkedAct } from '../journal/link.ts';
import { numbersOf } from './act-numbers.ts';
import type { Connection } from './connection.ts';
import { dossierColumns } from './dossier-row.ts';
import { actQueries } from './queries/acts.ts';
import { projectOffice } from './project-office.ts';
import { projectPrint } from './project-print.ts';
import { searchTextOf } from './search-text.ts';

/** Stores acts made here, not yet confirmed by the server, with everything derived from them. Inside the caller's transaction. */
export function applyActs(connection: Connection, acts: readonly LinkedAct[]): void {
  for (const linked of acts) {
    insertAct(connection, linked);
    connection.sql('INSERT INTO outbox (act_id) VALUES (?)').run(linked.act.body.id);
    deriveFromAct(connection, { ...linked.act, placement: null });
  }
  projectDossiers(connection, acts.map(({ act }) => ({ ...act, placement: null })));
}

/** Derives everything again from the acts. Archived prints are kept as they are: their rows follow from one act each and never change. */
export function rebuild(connection: Connection): void {
  const { db, sql } = connection;
  db.exec('DELETE FROM number_used; DELETE FROM series; DELETE FROM person; DELETE FROM search; DELETE FROM dossier;');
  const acts = actQueries(connection);
  const ids = sql<{ id: string }>('SELECT id FROM act ORDER BY n').all();
  for (const { id } of ids) {
    const act = acts.find(id);
    if (act !== undefined) deriveFromAct(connection, act);
  }
  const dossiers = sql<{ id: string }>('SELECT dossier_id AS id FROM act WHERE dossier_id IS NOT NULL GROUP BY dossier_id ORDER BY min(n)').all();
  for (const { id } of dossiers) writeDossier(connection, undefined, fold(acts.ofDossier(id)));
}

function insertAct({ sql }: Connection, { act: { body, link }, bytes, linkHash }: LinkedAct): void {
  sql(`INSERT INTO act (id, journal_id, seq, kind, v, dossier_id, actor_id, occurred_at, recorded_at, body, body_hash, prev, link_hash)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`).run(
    body.id,
    link.journalId,
    link.seq,
    body.kind,
    body.v,
    body.dossierId,
    body.actorId,
    body.occurredAt,
    body.recordedAt,
    bytes,
    link.bodyHash,
    link.prev,
    linkHash,
  );
}

/** What follows from one act whatever the others say: a number on a paper is used even when the act is disputed. */
function deriveFromAct(connection: Connection, act: PlacedAct): void {
  const { sql } = connection;
  const { order, series } = numbersOf(act.body);
  if (order !== undefined) {
    sql('INSERT OR IGNORE INTO number_used (agency_code, civil_date, number, act_id) VALUES (?, ?, ?, ?)').run(order.agencyCode, order.date, order.number, act.body.id);
  }
  for (const { name, volume, year, number } of series) {
    sql(`INSERT INTO series (series, volume, year, last) VALUES (?, ?, ?, ?)
      ON CONFLICT (series, volume, year) DO UPDATE SET last = max(last, excluded.last)`).run(name, volume, year, number);
  }
  projectPrint(connection, act.body);
  projectOffice(connection, act.body);
}

/** Folds the acts onto their dossiers, one row written per dossier. They are in the act table already. */
function projectDossiers(connection: Connection, acts: readonly PlacedAct[]): void {
  const byDossier = Map.groupBy(acts, ({ body }) => body.dossierId);
  for (const [dossierId, own] of byDossier) {
    if (dossierId === null) continue;
    const row = connection.sql<{ n: number; state: string }>('SELECT n, state FROM dossier WHERE dossier_id = ?').get(dossierId);
    const state = row === undefined ? fold(own) : extend(connection, JSON.parse(row.state) as DossierState, own);
    writeDossier(connection, row?.n, state);
  }
}

function extend(connection: Connection, state: DossierState, acts: readonly PlacedAct[]): DossierState {
  const history = (): readonly PlacedAct[] => actQueries(connection).ofDossier(state.dossierId);
  return acts.reduce((before, act) => foldIncremental(before, act, history), state);
}

function writeDossier({ sql }: Connection, n: number | undefined, state: DossierState): void {
  const columns = dossierColumns(state);
  const text = searchTextOf(state);
  if (n === undefined) {
    const { lastInsertRowid } = sql(insertSql(Object.keys(columns))).run(columns);
    sql('INSERT INTO search (rowid, text) VALUES (?, ?)').run(lastInsertRowid, text);
    return;
  }
  sql(updateSql(Object.keys(columns))).run({ ...columns, n });
  // A dossier's words seldom change after acceptance; rewriting them would cost more than the act itself.
  const held = sql<{ text: string }>('SELECT text FROM search WHERE rowid = ?').get(n);
  if (held === undefined) sql('INSERT INTO search (rowid, text) VALUES (?, ?)').run(n, text);
  else if (held.text !== text) sql('UPDATE search SET text = ? WHERE rowid = ?').run(text, n);
}

const insertSql = (columns: readonly string[]): string => `INSERT INTO dossier (${columns.join(', ')}) VALUES (${columns.map((name) => `@${name}`).join(', ')})`;
const updateSql = (columns: readonly string[]): string => `UPDATE dossier SET ${columns.map((name) => `${name} = @${name}`).join(', ')} WHERE n = @n`;
