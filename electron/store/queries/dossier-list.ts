/** Rows of the dossier list. Every way below ends after a page: none sorts or counts all that match a common name. */
import { parseDossierCode } from '#shared/domain/dossier/code.ts';
import type { Connection } from '../connection.ts';
import { newestMatches } from '../search-index.ts';
import { searchQuery, toCondition, type SearchQuery, type SearchTerms } from '../search-query.ts';
import { dossiersWithCode } from './dossier-codes.ts';
import { rowColumns, rowOf, type DossierDbRow, type DossierPage, type ListQuery } from './dossier-rows.ts';
import { tabCondition } from './list-groups.ts';

/** Up to so many matches, two pages, are put in the list's own order; beyond it newest first, because nobody reads them all and each costs a row to look at. */
export const few = 200;
/** How many of the newest dossiers are looked through for digits or letters inside words: every one costs 2 µs, and a mistyped word looks at them all. */
const lookInside = 10_000;
const listOrder = 'd.list_group, d.list_at, d.n';

export function listDossiers(connection: Connection, query: ListQuery): DossierPage {
  const search = searchQuery(query.text);
  if (search === undefined) return { rows: tabRows(connection, query).map(rowOf), loosely: null };
  const byCode = rowsByCode(connection, query);
  if (byCode.length > 0) return { rows: byCode.map(rowOf), loosely: null };
  const probe = newestMatches(connection, { terms: search.key }, few + 1);
  if (probe.length > few) return { rows: manyRows(connection, query, search, probe).map(rowOf), loosely: null };
  if (probe.length > 0) return { rows: fewRows(connection, query, probe, exactOf(connection, search)).map(rowOf), loosely: null };
  return looseRows(connection, query, search);
}

/** What is looked for when nothing begins with the words: other sound first, then inside words, among the newest only. */
export function looseMatches(
  connection: Connection,
  search: SearchQuery,
): { readonly ns: readonly number[]; readonly loosely: DossierPage['loosely'] } {
  const sounded = newestMatches(connection, { terms: search.fuzzy }, few);
  if (sounded.length > 0) return { ns: sounded, loosely: 'sound' };
  const inside = insideMatches(connection, search.words);
  return { ns: inside, loosely: inside.length > 0 ? 'inside' : null };
}

function looseRows(connection: Connection, query: ListQuery, search: SearchQuery): DossierPage {
  const { ns, loosely } = looseMatches(connection, search);
  return { rows: fewRows(connection, query, ns, []).map(rowOf), loosely };
}

function insideMatches({ sql }: Connection, words: readonly string[]): readonly number[] {
  const condition = words.map(() => 'instr(search_text, ?) > 0').join(' AND ');
  return sql<{ n: number }>(
    `SELECT n FROM (SELECT n, search_text FROM dossier ORDER BY n DESC LIMIT ${String(lookInside)}) WHERE ${condition} LIMIT ${String(few)}`,
  )
    .all(...words)
    .map(({ n }) => n);
}

/** A whole code names its dossiers; it is not looked for in pieces. */
function rowsByCode(connection: Connection, query: ListQuery): readonly DossierDbRow[] {
  if (parseDossierCode(query.text) === undefined) return [];
  const ids = dossiersWithCode(connection, query.text);
  const tab = tabCondition(query.tab, query);
  return connection
    .sql<DossierDbRow>(
      `SELECT ${rowColumns} FROM json_each(?) AS found CROSS JOIN dossier AS d ON d.dossier_id = found.value WHERE ${tab.sql} LIMIT ? OFFSET ?`,
    )
    .all(JSON.stringify(ids), ...tab.values, query.limit, query.offset);
}

function tabRows({ sql }: Connection, query: ListQuery): readonly DossierDbRow[] {
  const tab = tabCondition(query.tab, query);
  return sql<DossierDbRow>(
    `SELECT ${rowColumns} FROM dossier AS d INDEXED BY dossier_in_list WHERE ${tab.sql} ORDER BY ${listOrder} LIMIT ? OFFSET ?`,
  ).all(...tab.values, query.limit, query.offset);
}

function exactOf(connection: Connection, search: SearchQuery): readonly number[] {
  return search.exact === undefined ? [] : newestMatches(connection, { terms: search.exact }, few);
}

function fewRows({ sql }: Connection, query: ListQuery, ns: readonly number[], exact: readonly number[]): readonly DossierDbRow[] {
  const tab = tabCondition(query.tab, query);
  return sql<DossierDbRow>(
    `SELECT ${rowColumns} FROM (
       SELECT d.n FROM json_each(?) AS found CROSS JOIN dossier AS d ON d.n = found.value WHERE ${tab.sql}
       ORDER BY d.n NOT IN (SELECT value FROM json_each(?)), ${listOrder} LIMIT ? OFFSET ?
     ) AS page CROSS JOIN dossier AS d ON d.n = page.n`,
  ).all(JSON.stringify(ns), ...tab.values, JSON.stringify(exact), query.limit, query.offset);
}

/** Exact spelling first, then the rest; each part stops as soon as the page is full. `probe` are the newest matches, found already. */
function manyRows(connection: Connection, query: ListQuery, search: SearchQuery, probe: readonly number[]): readonly DossierDbRow[] {
  if (search.exact === undefined && query.tab === 'all' && query.offset + query.limit <= probe.length) {
    return rowsOf(connection, probe.slice(query.offset, query.offset + query.limit));
  }
  const part = query.tab === 'all' ? newestPart : scannedPart;
  if (search.exact === undefined) return part(connection, query, search.key, undefined, query.limit, query.offset);
  const first = part(connection, query, search.exact, undefined, query.limit + query.offset, 0);
  const onPage = first.slice(query.offset);
  if (onPage.length === query.limit) return onPage;
  return [
    ...onPage,
    ...part(connection, query, search.key, search.exact, query.limit - onPage.length, Math.max(0, query.offset - first.length)),
  ];
}

/** In the order of `ns`. */
function rowsOf({ sql }: Connection, ns: readonly number[]): readonly DossierDbRow[] {
  return sql<DossierDbRow>(`SELECT ${rowColumns} FROM json_each(?) AS found CROSS JOIN dossier AS d ON d.n = found.value`).all(
    JSON.stringify(ns),
  );
}

type Part = (
  connection: Connection,
  query: ListQuery,
  terms: SearchTerms,
  without: SearchTerms | undefined,
  limit: number,
  offset: number,
) => readonly DossierDbRow[];

const newestPart: Part = (connection, _query, terms, without, limit, offset) =>
  rowsOf(connection, newestMatches(connection, { terms, without }, limit, offset));

/** A tab in its own order, tried row by row: what matches often is found soon, and a tab with few rows is short. */
const scannedPart: Part = ({ sql }, query, terms, without, limit, offset) => {
  const tab = tabCondition(query.tab, query);
  const wanted = toCondition(terms, 'd.search_text');
  const unwanted = without === undefined ? undefined : toCondition(without, 'd.search_text');
  return sql<DossierDbRow>(
    `SELECT ${rowColumns} FROM dossier AS d INDEXED BY dossier_in_list
     WHERE ${tab.sql} AND ${wanted.sql}${unwanted === undefined ? '' : ` AND NOT ${unwanted.sql}`} ORDER BY ${listOrder} LIMIT ? OFFSET ?`,
  ).all(...tab.values, ...wanted.values, ...(unwanted?.values ?? []), limit, offset);
};
