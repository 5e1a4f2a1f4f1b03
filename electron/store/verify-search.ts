/** The search index against the texts it was made from: every word in it, and no other. Of the newest dossiers, which wait, it holds none. */
import type { Connection } from './connection.ts';
import { indexedTo } from './search-index.ts';
import type { Findings } from './verify-findings.ts';

/** How many words, and a sum over them that neither order nor a single exchange leaves unchanged. */
type Tally = { count: number; sum: number };

export function verifySearchIndex(connection: Connection, findings: Findings): void {
  const { db, sql } = connection;
  db.exec(`CREATE VIRTUAL TABLE IF NOT EXISTS temp.search_word USING fts5vocab (main, search, instance)`);
  const upTo = indexedTo(connection);
  const indexed = new Map<number, Tally>();
  for (const { term, doc } of sql<{ term: string; doc: number }>('SELECT term, doc FROM temp.search_word').iterate())
    add(indexed, doc, term);
  for (const { n, dossier_id, search_text } of sql<{ n: number; dossier_id: string; search_text: string }>(
    'SELECT n, dossier_id, search_text FROM dossier',
  ).iterate()) {
    const expected = new Map<number, Tally>();
    for (const word of n > upTo ? [] : search_text.split(' ')) if (word !== '') add(expected, n, word);
    if (!sameTally(indexed.get(n), expected.get(n))) findings.fault('search-row', `dossier:${dossier_id}`, 'index');
    indexed.delete(n);
  }
  if (indexed.size > 0) findings.fault('search-row', 'search', `${String(indexed.size)} entries without a dossier`);
}

function add(tallies: Map<number, Tally>, n: number, word: string): void {
  const tally = tallies.get(n) ?? { count: 0, sum: 0 };
  tally.count += 1;
  tally.sum = (tally.sum + hash(word)) % Number.MAX_SAFE_INTEGER;
  tallies.set(n, tally);
}

function sameTally(a: Tally | undefined, b: Tally | undefined): boolean {
  return (a?.count ?? 0) === (b?.count ?? 0) && (a?.sum ?? 0) === (b?.sum ?? 0);
}

/** FNV-1a over UTF-16 units: quick, and only accidents have to be told apart here, the pages themselves are signed. */
function hash(word: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < word.length; index += 1) value = Math.imul(value ^ word.charCodeAt(index), 0x01000193);
  return value >>> 0;
}
