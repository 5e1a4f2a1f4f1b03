/**
 * A life of this counter that only its log tells of: an older `store.db` was copied back over it, or the lights went out between the log's frame and the store's row. With the
 * row the store learns what it was told when that life began, since no act says it: which journal goes on, and which numbers are safe.
 */
import type { LinkedAct } from '../journal/link.ts';
import type { Connection } from './connection.ts';
import { keepNumbersBeside, keepNumbersOfLife } from './numbers-beside.ts';
import { settingQueries } from './queries/settings.ts';

/** Whether `linked` begins a life after the first: after a restore, or beside another machine's. */
export function beginsLife({ act: { body } }: LinkedAct): boolean {
  return body.kind === 'journal.opened' && (body.payload['reason'] === 'restore' || body.payload['reason'] === 'clone');
}

/** Goes on in the journal that `linked` begins, its act just applied. What a person told of the last code is told again. Inside the transaction that applied it. */
export function goOnInLife(connection: Connection, { act: { body, link } }: LinkedAct): void {
  const { sql } = connection;
  sql('UPDATE journal SET live = 0 WHERE live = 1').run();
  sql('UPDATE journal SET live = 1 WHERE journal_id = ? AND own = 1').run(link.journalId);
  settingQueries(connection).put('sync.catching-up', true);
  if (body.payload['reason'] === 'clone') keepNumbersBeside(connection, body);
  else keepNumbersOfLife(connection, body);
}
