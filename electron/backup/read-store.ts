/** What a backup's manifest says of a store, asked of any connection to one. Works on every version of the tables from the second on. */
import { createHash } from 'node:crypto';
import type { Connection } from '../store/connection.ts';
import { actQueries } from '../store/queries/acts.ts';
import { numberQueries } from '../store/queries/numbers.ts';
import { StoreFault } from '../store/fault.ts';
import type { BackupHead, BackupManifest, DayNumbers } from './manifest.ts';
import { backupPlan } from './plan.ts';

export type StoreFacts = Pick<
  BackupManifest,
  'agencyCode' | 'counterNo' | 'liveJournalId' | 'heads' | 'counts' | 'numbers' | 'highestInSeries' | 'fingerprint'
>;

/** Throws `store-damaged` when the store has no first act. */
export function factsOfStore(connection: Connection): StoreFacts {
  const heads = headsOf(connection);
  const liveJournalId = connection.sql<{ id: string }>('SELECT journal_id AS id FROM journal WHERE live = 1').get()?.id;
  const opened = liveJournalId === undefined ? undefined : actQueries(connection).at(liveJournalId, 1)?.body;
  const counterNo = opened?.payload['counterNo'];
  if (liveJournalId === undefined || opened === undefined || typeof counterNo !== 'number')
    throw new StoreFault('store-damaged', { part: 'journal' });
  return {
    agencyCode: opened.agencyCode,
    counterNo,
    liveJournalId,
    heads,
    counts: countsOf(connection),
    numbers: numbersOf(connection, opened.agencyCode, counterNo),
    highestInSeries: numberQueries(connection).highestInSeries(counterNo),
    fingerprint: fingerprintOf(connection, heads),
  };
}

export function headsOf(connection: Connection): BackupHead[] {
  return actQueries(connection)
    .heads()
    .map(({ journalId, seq, linkHash }) => ({ journalId, seq, linkHash }));
}

export function countsOf({ sql }: Connection): BackupManifest['counts'] {
  const count = (table: string): number => sql<{ many: number }>(`SELECT count(*) AS many FROM ${table}`).get()?.many ?? 0;
  return { acts: count('act'), dossiers: count('dossier'), prints: count('print_archive') };
}

function numbersOf({ sql }: Connection, agencyCode: string, counterNo: number): DayNumbers[] {
  const last = 'max(CASE WHEN number % 1000';
  return sql<DayNumbers>(
    `SELECT civil_date AS date, ${last} < 900 THEN number END) AS ordinary, ${last} >= 900 THEN number END) AS reserve
     FROM number_used WHERE agency_code = ? AND number / 1000 = ? GROUP BY civil_date ORDER BY civil_date DESC LIMIT ?`,
  ).all(agencyCode, counterNo, backupPlan.numberDays);
}

/** Changes when anything does that a clerk typed: acts, drafts, PINs, settings. Only a hash of it leaves the store. */
function fingerprintOf({ sql }: Connection, heads: readonly BackupHead[]): string {
  const rows = [
    heads,
    sql('SELECT count(*), max(saved_at) FROM draft').get(),
    sql('SELECT count(*), max(changed_at), sum(failures) FROM credential').get(),
    sql(`SELECT name, value FROM setting WHERE name NOT LIKE 'backup.%' ORDER BY name`).all(),
    sql('SELECT count(*), max(n) FROM placement').get(),
  ];
  return createHash('sha256').update(JSON.stringify(rows)).digest('hex');
}
