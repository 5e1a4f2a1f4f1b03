/** How many dossiers each tab holds. Asked for after every keystroke, so nothing here reads a row of a dossier that is over. */
import { parseDossierCode } from '#shared/domain/dossier/code.ts';
import type { Connection } from '../connection.ts';
import { countMatches, newestMatches } from '../search-index.ts';
import { searchQuery, toCondition, type SearchTerms } from '../search-query.ts';
import { dossiersWithCode } from './dossier-codes.ts';
import { few, looseMatches } from './dossier-list.ts';
import type { DossierTab, ListMoment } from './dossier-rows.ts';
import { openDossiers, tabCondition } from './list-groups.ts';

type Counts = Readonly<Record<DossierTab, number>>;
type Query = ListMoment & { readonly text: string };

const openTabs = ['inProcess', 'dueSoon', 'overdue', 'paused', 'awaitingReturn', 'needsDecision'] as const satisfies readonly DossierTab[];

/** The same dossiers `listDossiers` would list for the text, found in the same ways in the same order. */
export function countTabs(connection: Connection, query: Query): Counts {
  const search = searchQuery(query.text);
  if (search === undefined) return countAll(connection, query);
  const byCode = parseDossierCode(query.text) === undefined ? [] : dossiersWithCode(connection, query.text);
  if (byCode.length > 0) return countAmong(connection, query, 'd.dossier_id IN (SELECT value FROM json_each(?))', byCode);
  const probe = newestMatches(connection, { terms: search.key }, few + 1);
  if (probe.length > few) return countMany(connection, query, search.key);
  return countAmong(
    connection,
    query,
    'd.n IN (SELECT value FROM json_each(?))',
    probe.length > 0 ? probe : looseMatches(connection, search).ns,
  );
}

/** Tabs of open dossiers are ranges of an index. A dossier's row is never deleted, so the last number is how many there are. */
function countAll({ sql }: Connection, query: Query): Counts {
  const count = (tab: DossierTab): number => {
    const condition = tabCondition(tab, query);
    return (
      sql<{ many: number }>(`SELECT count(*) AS many FROM dossier AS d INDEXED BY dossier_in_list WHERE ${condition.sql}`).get(
        ...condition.values,
      )?.many ?? 0
    );
  };
  return {
    all: sql<{ many: number }>('SELECT coalesce(max(n), 0) AS many FROM dossier').get()?.many ?? 0,
    inProcess: count('inProcess'),
    dueSoon: count('dueSoon'),
    overdue: count('overdue'),
    paused: count('paused'),
    awaitingReturn: count('awaitingReturn'),
    needsDecision: count('needsDecision'),
  };
}

/** `ids` are few: each is looked at. */
function countAmong({ sql }: Connection, query: Query, condition: string, ids: readonly (string | number)[]): Counts {
  const tabs = countsOf(query);
  return sql<Counts>(`SELECT count(*) AS "all", ${tabs.sql} FROM dossier AS d WHERE ${condition}`).get(
    ...tabs.values,
    JSON.stringify(ids),
  ) as Counts;
}

/** Too many to look at: the index counts them, and the open ones, of which there are few, are tried one by one. */
function countMany(connection: Connection, query: Query, key: SearchTerms): Counts {
  const tabs = countsOf(query);
  const wanted = toCondition(key, 'd.search_text');
  const open = connection.sql<Omit<Counts, 'all'>>(
    `SELECT ${tabs.sql} FROM dossier AS d INDEXED BY dossier_in_list WHERE ${openDossiers} AND ${wanted.sql}`,
  );
  return { all: countMatches(connection, key), ...(open.get(...tabs.values, ...wanted.values) as Omit<Counts, 'all'>) };
}

/** One column for each tab of open dossiers, counted in one pass. */
function countsOf(query: Query): { readonly sql: string; readonly values: readonly number[] } {
  const conditions = openTabs.map((tab) => ({ tab, ...tabCondition(tab, query) }));
  return {
    sql: conditions.map(({ tab, sql }) => `count(*) FILTER (WHERE ${sql}) AS ${tab}`).join(', '),
    values: conditions.flatMap(({ values }) => values),
  };
}
