/**
 * What the server told, page by page. Acts of others do not go through the journal log: it holds what was confirmed to a clerk here, and the cursor moves in the
 * transaction that stores a page, so whatever a disk loses is asked for again (docs/decisions).
 */
import type { PlacedAct } from '#shared/journal/act.ts';
import type { Cursor, Page, PageEntry, SignedPage } from '#shared/sync/page.ts';
import { bodyBytesOf, readBody, type SentAct } from '#shared/sync/sent-act.ts';
import { withLink } from '../../journal/link.ts';
import { deriveFromAct, insertAct, projectAgain, projectDossiers } from '../apply-acts.ts';
import type { Connection } from '../connection.ts';
import { isPersonAct, projectPeople } from '../project-office.ts';
import { perJournal } from '../queries/acts.ts';

/** `added`: acts that were not here; `confirmed`: acts made here that have their place now. */
export type Stored = { readonly added: number; readonly confirmed: number };

/** Stores a verified page that begins where the last one ended: acts, places, and the page itself as proof. Inside the caller's transaction. */
export function storePage(connection: Connection, { page, keyId, signature, acts }: SignedPage): Stored {
  if (page.to === null || page.entries.length === 0) return { added: 0, confirmed: 0 };
  const placed: PlacedAct[] = [];
  const stored = { added: 0, confirmed: 0 };
  for (const [index, entry] of page.entries.entries()) {
    const act = acts[index];
    if (act === undefined) throw new RangeError('a page has one act per entry');
    const held = holdAct(connection, entry, act);
    if (held === undefined) continue;
    connection
      .sql(
        'INSERT INTO placement (n, epoch, position) VALUES (?, ?, ?) ON CONFLICT (n) DO UPDATE SET epoch = excluded.epoch, position = excluded.position',
      )
      .run(held.n, entry.epoch, entry.position);
    stored.added += Number(held.isNew);
    stored.confirmed += connection.sql('DELETE FROM outbox WHERE n = ?').run(held.n).changes;
    placed.push({ ...held.act, placement: { epoch: entry.epoch, position: entry.position } });
  }
  connection
    .sql('INSERT OR REPLACE INTO pull_page (epoch, to_position, page, key_id, signature) VALUES (?, ?, ?, ?, ?)')
    .run(page.to.epoch, page.to.position, JSON.stringify(page), keyId, signature);
  if (placed.some(({ body }) => isPersonAct(body))) projectPeople(connection);
  projectDossiers(connection, placed);
  return stored;
}

type Held = { readonly n: number; readonly isNew: boolean; readonly act: Omit<PlacedAct, 'placement'> };

/** The row of an entry's act, made when it was not here; `undefined` for bytes that are no act of ours to read: they are kept beside the acts. */
function holdAct(connection: Connection, entry: PageEntry, sent: SentAct): Held | undefined {
  const bytes = bodyBytesOf(sent);
  const body = entry.actId === null || sent.link.seq >= perJournal ? null : readBody(bytes);
  const known =
    body === null ? undefined : connection.sql<{ n: number; body_hash: string }>('SELECT n, body_hash FROM act WHERE id = ?').get(body.id);
  if (body === null || (known !== undefined && known.body_hash !== entry.bodyHash)) {
    connection
      .sql('INSERT OR REPLACE INTO odd_act (epoch, position, body, link) VALUES (?, ?, ?, ?)')
      .run(entry.epoch, entry.position, sent.body, JSON.stringify(sent.link));
    return undefined;
  }
  const act = { body, link: sent.link };
  if (known !== undefined) {
    keepOtherLink(connection, known.n, entry, sent);
    return { n: known.n, isNew: false, act };
  }
  const n = freePlace(connection, sent);
  insertAct(connection, n, withLink(act, Buffer.from(bytes)));
  deriveFromAct(connection, n, body);
  return { n, isNew: true, act };
}

/** The server may have met an act under a link that is not here; the page proves nothing without it. */
function keepOtherLink({ sql }: Connection, n: number, { epoch, position, linkHash }: PageEntry, { link }: SentAct): void {
  const here = sql('SELECT 1 FROM act WHERE n = ? AND link_hash = ? UNION ALL SELECT 1 FROM relink WHERE act_n = ? AND link_hash = ?').get(
    n,
    linkHash,
    n,
    linkHash,
  );
  if (here === undefined)
    sql('INSERT OR REPLACE INTO placed_link (epoch, position, link) VALUES (?, ?, ?)').run(epoch, position, JSON.stringify(link));
}

/** Branch 0 is a journal made here. Others may have gaps; where a place is taken, two lives of one journal went on from the same link. */
export function freePlace({ sql }: Connection, { link: { journalId, seq } }: SentAct): number {
  for (let branch = 1; ; branch += 1) {
    const known = sql<{ no: number }>('SELECT no FROM journal WHERE journal_id = ? AND branch = ?').get(journalId, branch)?.no;
    const no =
      known ??
      Number(sql('INSERT INTO journal (journal_id, branch, live, own) VALUES (?, ?, 0, 0)').run(journalId, branch).lastInsertRowid);
    const n = no * perJournal + seq;
    if (sql('SELECT 1 FROM act WHERE n = ?').get(n) === undefined) return n;
  }
}

type PageRow = {
  readonly epoch: string;
  readonly to_position: number;
  readonly page: string;
  readonly key_id: string;
  readonly signature: string;
};

/** The first kept page that ends above `position`, as it came; `undefined` when none does. */
export function pageAbove(connection: Connection, position: number): SignedPage | undefined {
  const row = connection.sql<PageRow>('SELECT * FROM pull_page WHERE to_position > ? ORDER BY to_position LIMIT 1').get(position);
  if (row === undefined) return undefined;
  const page = JSON.parse(row.page) as Page;
  return { page, keyId: row.key_id, signature: row.signature, acts: page.entries.map((entry) => sentActOf(connection, entry)) };
}

function sentActOf({ sql }: Connection, { epoch, position, linkHash }: PageEntry): SentAct {
  const odd = sql<{ body: string; link: string }>('SELECT body, link FROM odd_act WHERE epoch = ? AND position = ?').get(epoch, position);
  if (odd !== undefined) return { body: odd.body, link: JSON.parse(odd.link) as SentAct['link'] };
  const row = sql<{ body: Buffer; body_hash: string; journal_id: string; seq: number; prev: string }>(
    `SELECT act.body, act.body_hash, journal.journal_id, link.n % ${String(perJournal)} AS seq, link.prev FROM placement
     JOIN (SELECT n, n AS act_n, prev, link_hash FROM act UNION ALL SELECT n, act_n, prev, link_hash FROM relink) AS link ON link.act_n = placement.n
     JOIN act ON act.n = placement.n JOIN journal ON journal.no = link.n / ${String(perJournal)}
     WHERE placement.epoch = ? AND placement.position = ? ORDER BY link.link_hash = ? DESC LIMIT 1`,
  ).get(epoch, position, linkHash);
  if (row === undefined) throw new RangeError('a kept page has its acts');
  const other = sql<{ link: string }>('SELECT link FROM placed_link WHERE epoch = ? AND position = ?').get(epoch, position);
  const link =
    other === undefined
      ? { journalId: row.journal_id, seq: row.seq, prev: row.prev, bodyHash: row.body_hash }
      : (JSON.parse(other.link) as SentAct['link']);
  return { body: row.body.toString('utf8'), link };
}

/**
 * Forgets every place above `position`, because the server has given them otherwise since: acts made here wait again, and all of it is pulled anew.
 * Answers the cursor to go on from.
 */
export function rewind(connection: Connection, position: number): Cursor | null {
  const { sql } = connection;
  const first = sql<{ page: string }>('SELECT page FROM pull_page WHERE to_position > ? ORDER BY to_position LIMIT 1').get(position);
  if (first === undefined) return null;
  const { after } = JSON.parse(first.page) as Page;
  const from = after?.position ?? 0;
  const rows = sql<{ n: number; own: number }>(
    `SELECT placement.n, journal.own FROM placement JOIN journal ON journal.no = placement.n / ${String(perJournal)} WHERE position > ?`,
  ).all(from);
  const acts = rows.flatMap(({ n }) => sql<{ dossier_id: string | null }>('SELECT dossier_id FROM act WHERE n = ?').all(n));
  for (const { n, own } of rows) {
    sql('DELETE FROM placement WHERE n = ?').run(n);
    if (own === 1) sql('INSERT OR IGNORE INTO outbox (n) VALUES (?)').run(n);
  }
  sql('DELETE FROM pull_page WHERE to_position > ?').run(from);
  sql('DELETE FROM odd_act WHERE position > ?').run(from);
  sql('DELETE FROM placed_link WHERE position > ?').run(from);
  projectPeople(connection);
  for (const dossierId of new Set(acts.flatMap(({ dossier_id }) => dossier_id ?? []))) projectAgain(connection, dossierId);
  return after;
}
