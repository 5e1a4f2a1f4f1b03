/**
 * The one way acts become rows: used by commands, by completion at start, and by rebuilding. Everything but the acts themselves is derived, so
 * deriving it again from the acts gives the same rows.
 */
import { fold } from '#shared/domain/dossier/fold.ts';
import type { DossierState } from '#shared/domain/dossier/state.ts';
import type { ActBody, PlacedAct } from '#shared/journal/act.ts';
import { blobNamedBy } from '#shared/sync/sent-act.ts';
import type { LinkedAct } from '../journal/link.ts';
import { numbersOf } from './act-numbers.ts';
import type { Connection } from './connection.ts';
import { dossierColumnNames, dossierColumns } from './dossier-row.ts';
import { isPersonAct, projectPeople } from './project-office.ts';
import { actQueries, perJournal, placeOf } from './queries/acts.ts';
import { epochsOf } from './queries/epochs.ts';
import { projectPrint } from './project-print.ts';
import { changeWords, emptyIndex, indexLater } from './search-index.ts';

/** Stores acts made here, not yet confirmed by the server, with everything derived from them. Inside the caller's transaction. */
export function applyActs(connection: Connection, acts: readonly LinkedAct[]): void {
  for (const linked of acts) {
    const n = placeOf(connection, linked.act.link);
    insertAct(connection, n, linked);
    connection.sql('INSERT INTO outbox (n) VALUES (?)').run(n);
    deriveFromAct(connection, n, linked.act.body);
  }
  if (acts.some(({ act }) => isPersonAct(act.body))) projectPeople(connection);
  projectDossiers(
    connection,
    acts.map(({ act }) => ({ ...act, placement: null })),
  );
}

/** Links an act that is held already once more, on a journal made here: its bytes and what follows from them stay as they are. */
export function linkAgain(connection: Connection, { act: { body, link }, linkHash }: LinkedAct): void {
  const held = connection.sql<{ n: number }>('SELECT n FROM act WHERE id = ?').get(body.id);
  connection
    .sql('INSERT INTO relink (n, act_n, prev, link_hash) VALUES (?, ?, ?, ?)')
    .run(placeOf(connection, link), held?.n, link.prev, linkHash);
}

/** Derives everything again from the acts. Archived prints are kept as they are: their rows follow from one act each and never change. */
export function rebuild(connection: Connection): void {
  const { db, sql } = connection;
  emptyIndex(connection);
  db.exec(`DELETE FROM number_used; DELETE FROM series; DELETE FROM person; DELETE FROM blob_named; DELETE FROM dossier;`);
  const acts = actQueries(connection);
  // All ids first: a statement cannot be read from while its connection writes.
  for (const { id, n } of sql<{ id: string; n: number }>('SELECT id, n FROM act ORDER BY n').all()) {
    const act = acts.find(id);
    if (act !== undefined) deriveFromAct(connection, n, act.body);
  }
  projectPeople(connection);
  const dossiers = sql<{ id: string }>(
    'SELECT dossier_id AS id FROM act WHERE dossier_id IS NOT NULL GROUP BY dossier_id ORDER BY min(n)',
  ).all();
  const added = dossiers.map(({ id }) => insertDossier(connection, fold(acts.ofDossier(id), epochsOf(connection))));
  indexAdded(connection, added);
}

/** The row of an act at a place nothing has. */
export function insertAct(connection: Connection, n: number, { act: { body, link }, bytes, linkHash }: LinkedAct): void {
  connection
    .sql('INSERT INTO act (n, id, kind, dossier_id, body, body_hash, prev, link_hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)')
    .run(n, body.id, body.kind, body.dossierId, bytes, link.bodyHash, link.prev, linkHash);
}

/** What follows from one act whatever the others say: a number on a paper is used even when the act is disputed. */
export function deriveFromAct(connection: Connection, n: number, body: ActBody): void {
  const { sql } = connection;
  const { order, series } = numbersOf(body);
  if (order !== undefined) {
    sql('INSERT OR IGNORE INTO number_used (civil_date, number, agency_code, dossier_id) VALUES (?, ?, ?, ?)').run(
      order.date,
      order.number,
      order.agencyCode,
      order.dossierId,
    );
  }
  for (const { name, volume, year, number } of series) {
    sql(`INSERT INTO series (series, volume, year, last) VALUES (?, ?, ?, ?)
      ON CONFLICT (series, volume, year) DO UPDATE SET last = max(last, excluded.last)`).run(name, volume, year, number);
  }
  const blob = blobNamedBy(body);
  if (blob !== null) nameBlob(connection, blob, n);
  projectPrint(connection, body);
}

/** What acts made here name has to be sent, once. */
function nameBlob({ sql }: Connection, blob: string, n: number): void {
  sql(`INSERT OR IGNORE INTO blob_named (sha256, n, waiting)
    SELECT ?, ?, own AND NOT EXISTS (SELECT 1 FROM blob_sent WHERE blob_sent.sha256 = ?) FROM journal WHERE no = ?`).run(
    blob,
    n,
    blob,
    Math.floor(n / perJournal),
  );
}

/** One row per dossier the acts belong to. They are in the act table already. */
export function projectDossiers(connection: Connection, acts: readonly PlacedAct[]): void {
  const byDossier = Map.groupBy(acts, ({ body }) => body.dossierId);
  const epochs = epochsOf(connection);
  const added: number[] = [];
  for (const [dossierId, own] of byDossier) {
    if (dossierId === null) continue;
    const held = findHeld(connection, dossierId);
    if (held === undefined) added.push(insertDossier(connection, fold(own, epochs)));
    else updateDossier(connection, held, fold(actQueries(connection).ofDossier(dossierId), epochs));
  }
  indexAdded(connection, added);
}

/** Folds a dossier that is held again: the places of its acts have changed. */
export function projectAgain(connection: Connection, dossierId: string): void {
  const held = findHeld(connection, dossierId);
  if (held !== undefined) updateDossier(connection, held, fold(actQueries(connection).ofDossier(dossierId), epochsOf(connection)));
}

type HeldRow = { readonly n: number; readonly searchText: string };

function findHeld({ sql }: Connection, dossierId: string): HeldRow | undefined {
  return sql<HeldRow>('SELECT n, search_text AS searchText FROM dossier WHERE dossier_id = ?').get(dossierId);
}

const insertRow = `INSERT INTO dossier (${dossierColumnNames.join(', ')}) VALUES (${dossierColumnNames.map(() => '?').join(', ')})`;
const updateRow = `UPDATE dossier SET ${dossierColumnNames.map((name) => `${name} = ?`).join(', ')} WHERE n = ?`;

/** Answers the row's number. */
function insertDossier({ sql }: Connection, state: DossierState): number {
  return Number(sql(insertRow).run(...Object.values(dossierColumns(state))).lastInsertRowid);
}

/** Rows of new dossiers are numbered one after the other. */
function indexAdded(connection: Connection, added: readonly number[]): void {
  const [first] = added;
  if (first !== undefined) indexLater(connection, first, added.at(-1) ?? first);
}

/** A dossier's words seldom change after acceptance; writing them again would cost more than the act itself. */
function updateDossier(connection: Connection, { n, searchText }: HeldRow, state: DossierState): void {
  const columns = dossierColumns(state);
  connection.sql(updateRow).run(...Object.values(columns), n);
  if (columns.search_text !== searchText) changeWords(connection, n, searchText, columns.search_text);
}
