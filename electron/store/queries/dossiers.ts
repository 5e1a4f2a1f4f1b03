import { fold } from '#shared/domain/dossier/fold.ts';
import type { DossierState } from '#shared/domain/dossier/state.ts';
import type { Connection } from '../connection.ts';
import { candidates, indexedTo } from '../search-index.ts';
import { personMatch } from '../search-query.ts';
import { actQueries } from './acts.ts';
import { dossiersWithCode } from './dossier-codes.ts';
import { epochsOf } from './epochs.ts';
import { countTabs } from './dossier-counts.ts';
import { listDossiers } from './dossier-list.ts';
import { dossiersNumberedBy, dossiersReceivedAt } from './register-dossiers.ts';
import {
  rowColumns,
  rowOf,
  type DossierDbRow,
  type DossierPage,
  type DossierRow,
  type DossierTab,
  type ListMoment,
  type ListQuery,
} from './dossier-rows.ts';

export type { DossierPage, DossierRow, DossierTab, ListMoment, ListQuery };

export type DossierQueries = {
  findRow(dossierId: string): DossierRow | undefined;
  /** Folded from its acts. */
  findState(dossierId: string): DossierState | undefined;
  /** Ids of the dossiers whose papers bear this code, oldest id first: more than one after a collision. Takes the short form `250424-2001` as well. */
  findByCode(code: string): readonly string[];
  /** Newest first. `personalId` as the acts have it. */
  findByPersonalId(personalId: string): readonly DossierRow[];
  /** The last that came into this store, newest first. */
  newest(limit: number): readonly DossierRow[];
  /** Ids of the dossiers with a code of `counterNo`, its reserve included, of a date in `year`: a day an answer, in the order of the numbers. */
  numberedBy(counterNo: number, year: number): Iterable<readonly string[]>;
  /** Ids of the dossiers received at `counterNo` (null: at any counter) in `year`: looks every row of the store through, in steps of a few milliseconds. */
  receivedAt(counterNo: number | null, year: number): Iterable<readonly string[]>;
  /**
   * Without text: the tab, due first, then what waits for a decision, a supplement, its collector, then the closed ones, newest first. With text: the same order
   * while few match; exact spelling always first; newest first in `all` when more than two pages match.
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
      const acts = actQueries(connection).ofDossier(dossierId);
      return acts.length === 0 ? undefined : fold(acts, epochsOf(connection));
    },
    findByCode: (code) => dossiersWithCode(connection, code),
    findByPersonalId: (personalId) => {
      const match = personMatch(personalId);
      if (match === undefined) return [];
      const upTo = indexedTo(connection);
      return sql<DossierDbRow>(
        `SELECT ${rowColumns} FROM ${candidates} AS found CROSS JOIN dossier AS d ON d.n = found.n WHERE d.personal_id = ? ORDER BY d.n DESC`,
      )
        .all(match, upTo, upTo, personalId)
        .map(rowOf);
    },
    numberedBy: (counterNo, year) => dossiersNumberedBy(connection, counterNo, year),
    receivedAt: (counterNo, year) => dossiersReceivedAt(connection, counterNo, year),
    newest: (limit) => sql<DossierDbRow>(`SELECT ${rowColumns} FROM dossier AS d ORDER BY d.n DESC LIMIT ?`).all(limit).map(rowOf),
    list: (query) => listDossiers(connection, query),
    count: (query) => countTabs(connection, query),
  };
}
