/** Acts that came from another desk and not from the server: they have no place yet, and stand on top in the one order (docs/sync-protocol.md §11). */
import type { PlacedAct } from '#shared/journal/act.ts';
import { hashOfLink } from '#shared/journal/chain.ts';
import { bodyBytesOf, holdsItsBody, type JournalHead, readBody, type SentAct } from '#shared/sync/sent-act.ts';
import { withLink } from '../../journal/link.ts';
import { deriveFromAct, insertAct, projectDossiers } from '../apply-acts.ts';
import { actsPerFrame } from '../batches.ts';
import type { Connection } from '../connection.ts';
import { isPersonAct, projectPeople } from '../project-office.ts';
import { perJournal } from '../queries/acts.ts';
import { ownJournals, runAfter, type SentRun } from './own-journals.ts';
import { freePlace } from './pages.ts';

type LinkRow = {
  readonly seq: number;
  readonly body: Buffer;
  readonly body_hash: string;
  readonly prev: string;
  readonly link_hash: string;
};

/** Of every journal held: the link up to which none is missing. Of journals of others, the first branch speaks. */
export function heldHeads(connection: Connection): readonly JournalHead[] {
  const own = ownJournals(connection).map(({ journalId, seq, linkHash }) => ({ journalId, seq, linkHash }));
  const others = connection
    .sql<{ journal_id: string }>(
      'SELECT journal_id FROM journal WHERE own = 0 AND branch = 1 AND journal_id NOT IN (SELECT journal_id FROM journal WHERE own = 1) ORDER BY no',
    )
    .all();
  return [...own, ...others.flatMap(({ journal_id }) => headOfOther(connection, journal_id) ?? [])];
}

function headOfOther(connection: Connection, journalId: string): JournalHead | undefined {
  let head: JournalHead | undefined;
  for (let rows = linksOfOther(connection, journalId, 0); rows.length > 0; rows = linksOfOther(connection, journalId, head?.seq ?? 0)) {
    for (const { seq, link_hash } of rows) {
      if (seq !== (head?.seq ?? 0) + 1) return head;
      head = { journalId, seq, linkHash: link_hash };
    }
  }
  return head;
}

/** Links of any journal held after `after`, as many as a batch takes and up to the first gap. */
export function heldAfter(connection: Connection, journalId: string, after: number): SentRun | undefined {
  if (ownJournals(connection).some((own) => own.journalId === journalId)) return runAfter(connection, journalId, after);
  const acts: SentAct[] = [];
  let last: LinkRow | undefined;
  for (const row of linksOfOther(connection, journalId, after)) {
    if (row.seq !== after + acts.length + 1) break;
    acts.push({ body: row.body.toString('utf8'), link: { journalId, seq: row.seq, prev: row.prev, bodyHash: row.body_hash } });
    last = row;
  }
  return last === undefined ? undefined : { acts, head: { seq: last.seq, linkHash: last.link_hash } };
}

function linksOfOther({ sql }: Connection, journalId: string, after: number): readonly LinkRow[] {
  const no = sql<{ no: number }>('SELECT no FROM journal WHERE journal_id = ? AND own = 0 AND branch = 1').get(journalId)?.no;
  if (no === undefined) return [];
  return sql<LinkRow>(
    `SELECT n % ${String(perJournal)} AS seq, body, body_hash, prev, link_hash FROM act WHERE n > ? AND n < ? ORDER BY n LIMIT ${String(actsPerFrame)}`,
  ).all(no * perJournal + after, (no + 1) * perJournal);
}

/**
 * Keeps what is not here. What this device made itself, in a life this store has forgotten, waits to be linked again and sent. Inside the caller's transaction. Throws
 * `RangeError` for an act that follows no link that is held.
 */
export function storeTold(connection: Connection, deviceId: string, acts: readonly SentAct[]): number {
  const added: PlacedAct[] = [];
  const told = new Set<string>();
  for (const sent of acts) {
    const linkHash = hashOfLink(sent.link);
    if (!holdsItsBody(sent) || !(sent.link.seq === 1 || told.has(sent.link.prev) || isHeld(connection, sent)))
      throw new RangeError('an act that follows nothing');
    told.add(linkHash);
    const bytes = Buffer.from(bodyBytesOf(sent));
    const body = readBody(bytes);
    // Bytes nobody can read get their place from the server alone; until then their journal is told again from here.
    if (body === null || connection.sql('SELECT 1 FROM act WHERE id = ?').get(body.id) !== undefined) continue;
    const n = freePlace(connection, sent);
    insertAct(connection, n, withLink({ body, link: sent.link }, bytes));
    deriveFromAct(connection, n, body);
    if (body.deviceId === deviceId || isOfOurs(connection, sent)) {
      connection.sql('INSERT INTO outbox (n) VALUES (?)').run(n);
      connection.sql('UPDATE journal SET forked = 1 WHERE no = ?').run(Math.floor(n / perJournal));
    }
    added.push({ body, link: sent.link, placement: null });
  }
  if (added.some(({ body }) => isPersonAct(body))) projectPeople(connection);
  projectDossiers(connection, added);
  return added.length;
}

const isOfOurs = ({ sql }: Connection, { link }: SentAct): boolean =>
  sql('SELECT 1 FROM journal WHERE journal_id = ? AND own = 1').get(link.journalId) !== undefined;

/** Whether the link before it is here, in whatever life of the journal. */
function isHeld({ sql }: Connection, { link: { journalId, seq, prev } }: SentAct): boolean {
  const before = (table: string): string =>
    `SELECT 1 FROM ${table} AS link JOIN journal ON journal.no = link.n / ${String(perJournal)} WHERE journal.journal_id = ? AND link.n = journal.no * ${String(perJournal)} + ? AND link.link_hash = ?`;
  return sql(`${before('act')} UNION ALL ${before('relink')}`).get(journalId, seq - 1, prev, journalId, seq - 1, prev) !== undefined;
}
