/** How many dossiers each tab holds. */
import { parseDossierCode } from '#shared/domain/dossier/code.ts';
import type { Connection } from '../connection.ts';
import { searchQuery, toMatch } from '../search-query.ts';
import { dossiersWithCode } from './dossier-codes.ts';
import { few, looseMatches, newest } from './dossier-list.ts';
import type { DossierTab, ListMoment } from './dossier-rows.ts';
import { tabCondition } from './list-groups.ts';

type Counts = Readonly<Record<DossierTab, number>>;
/** A set of `dossier.n` as SQL, with its parameter. */
type Among = { readonly sql: string; readonly value: string };

export function countTabs(connection: Connection, query: ListMoment & { readonly text: string }): Counts {
  const among = amongOf(connection, query.text);
  const { sql } = connection;
  const within = among === undefined ? '' : ` AND d.n IN (${among.sql})`;
  const values = among === undefined ? [] : [among.value];
  const count = (tab: DossierTab): number => {
    const condition = tabCondition(tab, query);
    const row = sql<{ many: number }>(`SELECT count(*) AS many FROM dossier AS d INDEXED BY dossier_in_list WHERE ${condition.sql}${within}`).get(...condition.values, ...values);
    return row?.many ?? 0;
  };
  return {
    all: among === undefined ? (sql<{ many: number }>('SELECT count(*) AS many FROM dossier').get()?.many ?? 0) : countAmong(connection, among),
    inProcess: count('inProcess'),
    dueSoon: count('dueSoon'),
    overdue: count('overdue'),
    paused: count('paused'),
    awaitingReturn: count('awaitingReturn'),
    needsDecision: count('needsDecision'),
  };
}

function countAmong({ sql }: Connection, among: Among): number {
  return sql<{ many: number }>(`SELECT count(*) AS many FROM (${among.sql})`).get(among.value)?.many ?? 0;
}

/** What `listDossiers` would list for the text: the same ways in the same order. */
function amongOf(connection: Connection, text: string): Among | undefined {
  const search = searchQuery(text);
  if (search === undefined) return undefined;
  const byCode = parseDossierCode(text) === undefined ? [] : dossiersWithCode(connection, text);
  if (byCode.length > 0) return { sql: 'SELECT n FROM dossier WHERE dossier_id IN (SELECT value FROM json_each(?))', value: JSON.stringify(byCode) };
  const match = toMatch(search.key);
  const probe = newest(connection, match, few + 1);
  if (probe.length > few) return { sql: 'SELECT rowid FROM search WHERE search MATCH ?', value: match };
  return { sql: 'SELECT value FROM json_each(?)', value: JSON.stringify(probe.length > 0 ? probe : looseMatches(connection, search).ns) };
}
