import type { DossierState } from '#shared/domain/dossier/state.ts';
import { parseDossierCode } from '#shared/domain/dossier/code.ts';
import type { Connection } from '../connection.ts';
import { countTabs } from './dossier-counts.ts';
import { listDossiers } from './dossier-list.ts';
import { rowColumns, rowOf, type DossierDbRow, type DossierPage, type DossierRow, type DossierTab, type ListMoment, type ListQuery } from './dossier-rows.ts';

export type { DossierPage, DossierRow, DossierTab, ListMoment, ListQuery };

export type DossierQueries = {
  findRow(dossierId: string): DossierRow | undefined;
  /** The fold's state. */
  findState(dossierId: string): DossierState | undefined;
  /** Ids of the dossiers that bear this code, first come first: more than one after a collision. Takes the short form `250424-2001` as well. */
  findByCode(code: string): readonly string[];
  /** Newest first. `personalId` as the acts have it. */
  findByPersonalId(personalId: string): readonly DossierRow[];
  /**
   * Without text: the tab, due first, then what waits for a decision, a supplement, its collector, then the closed ones, newest first. With text: the same order
   * while few match; exact spelling always first; newest first in `all` when more than 500 match.
   */
  list(query: ListQuery): DossierPage;
  /** How many rows each tab has for `text`. Slower than `list` on a million rows, so asked for after it. */
  count(query: ListMoment & { readonly text: string }): Readonly<Record<DossierTab, number>>;
};

export function dossierQueries(connection: Connection): DossierQueries {
  const { sql } = connection;
  return {
    findRow: (dossierId) => sql<DossierDbRow>(`SELECT ${rowColumns} FROM dossier AS d WHERE d.dossier_id = ?`).all(dossierId).map(rowOf)[0],
    findState: (dossierId) => {
      const row = sql<{ state: string }>('SELECT state FROM dossier WHERE dossier_id = ?').get(dossierId);
      return row === undefined ? undefined : (JSON.parse(row.state) as DossierState);
    },
    findByCode: (code) => {
      const whole = parseDossierCode(code)?.dossierCode;
      const found =
        whole === undefined
          ? sql<{ id: string }>('SELECT dossier_id AS id FROM dossier WHERE short_code = ? ORDER BY n').all(code.trim())
          : sql<{ id: string }>('SELECT dossier_id AS id FROM dossier WHERE dossier_code = ? ORDER BY n').all(whole);
      return found.map(({ id }) => id);
    },
    findByPersonalId: (personalId) => sql<DossierDbRow>(`SELECT ${rowColumns} FROM dossier AS d WHERE d.personal_id = ? ORDER BY d.n DESC`).all(personalId).map(rowOf),
    list: (query) => listDossiers(connection, query),
    count: (query) => countTabs(connection, query),
  };
}
