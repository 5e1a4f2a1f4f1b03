import type { Connection } from './connection.ts';
import { actQueries } from './queries/acts.ts';
import { applicantQueries } from './queries/applicants.ts';
import { dossierQueries } from './queries/dossiers.ts';
import { draftQueries } from './queries/drafts.ts';
import { numberQueries } from './queries/numbers.ts';
import { outageQueries } from './queries/outages.ts';
import { packQueries } from './queries/packs.ts';
import { personQueries } from './queries/persons.ts';
import { printQueries } from './queries/prints.ts';
import { settingQueries } from './queries/settings.ts';
import { signedPackQueries } from './sync/signed-packs.ts';
import { syncQueries } from './sync/sync-queries.ts';
import type { StoreIdentity, StoreReader } from './store.ts';
import { StoreFault } from './fault.ts';

export function readerOf(connection: Connection): StoreReader {
  return {
    identity: identityOf(connection),
    acts: actQueries(connection),
    dossiers: dossierQueries(connection),
    applicants: applicantQueries(connection),
    numbers: numberQueries(connection),
    persons: personQueries(connection),
    prints: printQueries(connection),
    packs: packQueries(connection),
    signedPacks: signedPackQueries(connection),
    settings: settingQueries(connection),
    drafts: draftQueries(connection),
    sync: syncQueries(connection),
    outages: outageQueries(connection),
  };
}

/** From the first act of the live journal. Throws `store-damaged` when there is none: every store begins with it. */
function identityOf(connection: Connection): StoreIdentity {
  const journalId = connection.sql<{ journal_id: string }>('SELECT journal_id FROM journal WHERE live = 1').get()?.journal_id;
  const opened = journalId === undefined ? undefined : actQueries(connection).at(journalId, 1);
  const counterNo = opened?.body.payload['counterNo'];
  if (opened === undefined || typeof counterNo !== 'number') throw new StoreFault('store-damaged', { part: 'journal' });
  return { agencyCode: opened.body.agencyCode, counterNo, deviceId: opened.body.deviceId, journalId: opened.link.journalId };
}
