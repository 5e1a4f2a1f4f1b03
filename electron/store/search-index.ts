/**
 * The search index and the newest dossiers that are not in it yet. To put one dossier's words into it costs as much as all its other rows, to put in sixty-four at once
 * hardly more; so the newest wait, and every search looks through the rows of these few as well. What is found is the same, row by row, at every moment.
 */
import type { Connection } from './connection.ts';
import { settingQueries } from './queries/settings.ts';
import { toCondition, toMatch, type SearchTerms } from './search-query.ts';

/** So many dossiers wait at most after a command. */
export const waitingAtMost = 64;
/** `dossier.n` of the last that is in the index. A store that never said so has all of them in it. */
const indexedToName = 'search.indexed-to';

/** The last dossier (`n`) whose words are in the index; those of all after it are not. */
export function indexedTo(connection: Connection): number {
  return (settingQueries(connection).get(indexedToName) as number | undefined) ?? Number.MAX_SAFE_INTEGER;
}

/** To be called when the rows of new dossiers, from `first` to `last`, are written: they wait, or all that wait go into the index. */
export function indexLater(connection: Connection, first: number, last: number): void {
  const upTo = indexedTo(connection);
  const before = Math.min(upTo, first - 1);
  if (last - before > waitingAtMost) {
    connection.sql('INSERT INTO search (rowid, search_text) SELECT n, search_text FROM dossier WHERE n > ?').run(before);
    settingQueries(connection).put(indexedToName, last);
  } else if (before < upTo) {
    settingQueries(connection).put(indexedToName, before);
  }
}

/** Empties the index; all dossiers wait. */
export function emptyIndex(connection: Connection): void {
  connection.sql(`INSERT INTO search (search) VALUES ('delete-all')`).run();
  settingQueries(connection).put(indexedToName, 0);
}

/** Changes a dossier's words. The index has to be told what it held. */
export function changeWords(connection: Connection, n: number, before: string, after: string): void {
  if (n > indexedTo(connection)) return;
  connection.sql(`INSERT INTO search (search, rowid, search_text) VALUES ('delete', ?, ?)`).run(n, before);
  connection.sql('INSERT INTO search (rowid, search_text) VALUES (?, ?)').run(n, after);
}

type Matching = { readonly terms: SearchTerms; readonly without?: SearchTerms | undefined };

/** Numbers of the newest dossiers that match `terms` and not `without`, newest first, `offset` of them left out. */
export function newestMatches(connection: Connection, matching: Matching, limit: number, offset = 0): readonly number[] {
  const upTo = indexedTo(connection);
  const waiting = waitingMatches(connection, matching, upTo);
  const first = waiting.slice(offset, offset + limit);
  if (first.length === limit) return first;
  // The bound keeps the two apart also where the index grew between them.
  const indexed = connection
    .sql<{ rowid: number }>('SELECT rowid FROM search WHERE search MATCH ? AND rowid <= ? ORDER BY rowid DESC LIMIT ? OFFSET ?')
    .all(matchOf(matching), upTo, limit - first.length, Math.max(0, offset - waiting.length));
  return [...first, ...indexed.map(({ rowid }) => rowid)];
}

/** How many dossiers match. */
export function countMatches(connection: Connection, terms: SearchTerms): number {
  const upTo = indexedTo(connection);
  const waiting = waitingMatches(connection, { terms }, upTo).length;
  const indexed = connection
    .sql<{ many: number }>('SELECT count(*) AS many FROM search WHERE search MATCH ? AND rowid <= ?')
    .get(toMatch(terms), upTo);
  return waiting + (indexed?.many ?? 0);
}

/**
 * SQL of a table of dossiers (`n`) among which all are that an FTS5 expression names, and some more that wait: the caller still has to look whether those match.
 * Its parameters are the expression and `indexedTo` twice.
 */
export const candidates = `(SELECT rowid AS n FROM search WHERE search MATCH ? AND rowid <= ? UNION ALL SELECT n FROM dossier WHERE n > ?)`;

function waitingMatches({ sql }: Connection, { terms, without }: Matching, upTo: number): readonly number[] {
  const wanted = toCondition(terms, 'search_text');
  const unwanted = without === undefined ? undefined : toCondition(without, 'search_text');
  return sql<{ n: number }>(
    `SELECT n FROM dossier WHERE n > ? AND ${wanted.sql}${unwanted === undefined ? '' : ` AND NOT ${unwanted.sql}`} ORDER BY n DESC`,
  )
    .all(upTo, ...wanted.values, ...(unwanted?.values ?? []))
    .map(({ n }) => n);
}

function matchOf({ terms, without }: Matching): string {
  return without === undefined ? toMatch(terms) : `(${toMatch(terms)}) NOT (${toMatch(without)})`;
}
