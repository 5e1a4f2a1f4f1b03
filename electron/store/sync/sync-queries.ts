/** What a screen, the command line and the engine ask about sync. "All sent" is answered from rows, there is no flag. */
import type * as z from 'zod';
import type { Countersigned, Manifest, ManifestRow } from '#shared/sync/manifest.ts';
import type { Cursor, SignedPage } from '#shared/sync/page.ts';
import type { JournalHead } from '#shared/sync/sent-act.ts';
import type { Connection } from '../connection.ts';
import { epochsOf } from '../queries/epochs.ts';
import { groups } from '../queries/list-groups.ts';
import { outageWhy } from '../queries/outages.ts';
import { settingQueries } from '../queries/settings.ts';
import { type CollidedAct, collidedActs } from './collided.ts';
import { heldAfter, heldHeads } from './told.ts';
import {
  acknowledged,
  actsLeftBehind,
  linkHashAt,
  manifestRows,
  ownJournals,
  runAfter,
  type OwnJournal,
  type SentRun,
} from './own-journals.ts';
import { type Notice, unreadNotices } from './notices.ts';
import { pageAbove } from './pages.ts';
import { sendStateOf, type SendState, unsentDossiers, type UnsentDossiers } from './send-attempts.ts';
import { stateNames, type DeviceKey, type Enrolment, type LastAttempt, type Neighbours, type OfferDue } from './sync-state.ts';

/** A manifest as it was signed; `countersigned` is null until the server has counted the same. */
export type KeptManifest = { readonly manifest: Manifest; readonly signature: string; readonly countersigned: Countersigned | null };

export type Outage = { readonly beganAt: string; readonly endedAt: string | null; readonly why: string };

/** What is not with the server yet; everything 0 and null is "all sent". */
export type Unsent = {
  /** Acts made here without a place in the server's order. */
  readonly acts: number;
  /** Blobs acts made here name and the server has not confirmed. */
  readonly blobs: number;
  /** Links of journals made here that no countersigned manifest covers, or none of those a restored server is known to have. */
  readonly uncountersigned: number;
};

export type SyncQueries = {
  device(): DeviceKey | undefined;
  enrolment(): Enrolment | undefined;
  cursor(): Cursor | null;
  last(): LastAttempt | undefined;
  offeredIn(): string | undefined;
  /** What a restored server asked for on foot and has not been seen to have. */
  offerDue(): OfferDue | undefined;
  closedAgainIn(): string | undefined;
  isCatchingUp(): boolean;
  /** Acts waiting here that the server will never confirm: their id is another act's. */
  collided(): readonly CollidedAct[];
  /** The server's, oldest first. */
  epochs(): readonly string[];
  /** Made here, in the order they were opened. */
  journals(): readonly OwnJournal[];
  linkHashAt(journalId: string, seq: number): string | undefined;
  /** Links after `after`, as many as a batch takes, at most `most`. */
  runAfter(journalId: string, after: number, most?: number): SentRun | undefined;
  /** Up to where the server has placed a journal made here. */
  acknowledged(journalId: string): number;
  hasLeftBehind(): boolean;
  officeCode(): string | undefined;
  neighbours(): Neighbours;
  /** Of every journal held, made here or not: the link up to which none is missing. */
  heldHeads(): readonly JournalHead[];
  /** Links of any journal held, as `runAfter`. */
  heldAfter(journalId: string, after: number): SentRun | undefined;
  pageAbove(position: number): SignedPage | undefined;
  /** Where the kept pages end, oldest first. */
  pageEnds(): readonly Cursor[];
  /** Blobs to be sent, those of the oldest acts first. */
  blobsWaiting(): readonly string[];
  /** Acts made here that name the blob, for people to find the dossier. */
  dossiersNaming(sha256: string): readonly string[];
  /** Links of the journal that no countersigned manifest covers, null when there are none. */
  manifestRange(journalId: string): { readonly fromSeq: number; readonly toSeq: number } | null;
  manifestRows(journalId: string, fromSeq: number, toSeq: number): readonly ManifestRow[];
  findManifest(journalId: string, fromSeq: number, toSeq: number): KeptManifest | undefined;
  /** Countersigned, last first. */
  countersigned(limit: number): readonly KeptManifest[];
  unsent(): Unsent;
  /** A page of the dossiers with something unsent, what is wrong first. */
  unsentDossiers(offset: number, limit: number): UnsentDossiers;
  /** How sending went for one dossier; null for the acts of none. */
  sendState(dossierId: string | null): SendState;
  /** A person has paused sending: nothing is tried by itself until a person sends again. */
  isHeld(): boolean;
  /** The people pack that became acts last; `whole`: its administrators too. */
  peopleApplied(): { readonly version: number; readonly whole: boolean } | undefined;
  /** What a person has not read yet, oldest first. */
  notices(): readonly Notice[];
  needsDecision(): number;
  /** When the server could not be reached, last first. */
  outages(limit: number): readonly Outage[];
};

type ManifestDbRow = { readonly manifest: string; readonly signature: string; readonly countersigned: string | null };

export function syncQueries(connection: Connection): SyncQueries {
  const { sql } = connection;
  const settings = settingQueries(connection);
  const read = <N extends keyof typeof stateNames>(name: N): z.infer<(typeof stateNames)[N]> | undefined => {
    const value = settings.get(name);
    // Each name has its own schema; the compiler sees their union.
    return value === undefined ? undefined : (stateNames[name].parse(value) as z.infer<(typeof stateNames)[N]>);
  };
  const manifestRange = (journalId: string): { fromSeq: number; toSeq: number } | null =>
    rangeOf(connection, ownJournals(connection), journalId);
  return {
    device: () => read('sync.device'),
    enrolment: () => read('sync.enrolment'),
    cursor: () => read('sync.cursor') ?? null,
    last: () => read('sync.last'),
    offeredIn: () => read('sync.offered'),
    offerDue: () => {
      const due = read('sync.offer-due');
      return due?.epoch === read('sync.offered') ? undefined : due;
    },
    closedAgainIn: () => read('sync.closed-again'),
    collided: () => collidedActs(connection),
    isCatchingUp: () => read('sync.catching-up') ?? false,
    epochs: () => epochsOf(connection),
    journals: () => ownJournals(connection),
    linkHashAt: (journalId, seq) => linkHashAt(connection, journalId, seq),
    runAfter: (journalId, after, most) => runAfter(connection, journalId, after, most),
    officeCode: () => read('sync.office-code'),
    neighbours: () => read('sync.neighbours') ?? {},
    heldHeads: () => heldHeads(connection),
    heldAfter: (journalId, after) => heldAfter(connection, journalId, after),
    acknowledged: (journalId) => acknowledged(connection, journalId),
    hasLeftBehind: () => actsLeftBehind(connection).length > 0,
    pageAbove: (position) => pageAbove(connection, position),
    pageEnds: () => sql<Cursor>('SELECT epoch, to_position AS position FROM pull_page ORDER BY to_position').all(),
    blobsWaiting: () =>
      sql<{ sha256: string }>('SELECT sha256 FROM blob_named INDEXED BY blob_waiting WHERE waiting = 1 GROUP BY sha256 ORDER BY min(n)')
        .all()
        .map(({ sha256 }) => sha256),
    dossiersNaming: (sha256) =>
      sql<{ id: string }>(
        'SELECT DISTINCT act.dossier_id AS id FROM blob_named JOIN act ON act.n = blob_named.n WHERE blob_named.sha256 = ? AND act.dossier_id IS NOT NULL',
      )
        .all(sha256)
        .map(({ id }) => id),
    manifestRange,
    manifestRows: (journalId, fromSeq, toSeq) => manifestRows(connection, journalId, fromSeq, toSeq),
    findManifest: (journalId, fromSeq, toSeq) =>
      sql<ManifestDbRow>('SELECT manifest, signature, countersigned FROM manifest WHERE journal_id = ? AND from_seq = ? AND to_seq = ?')
        .all(journalId, fromSeq, toSeq)
        .map(keptOf)[0],
    countersigned: (limit) =>
      sql<ManifestDbRow>(
        // Closed in one instant: the later journal's is the last, and the later part of one journal.
        `SELECT manifest, signature, countersigned FROM manifest WHERE countersigned IS NOT NULL ORDER BY json_extract(manifest, '$.closedAt') DESC,
         (SELECT max(no) FROM journal WHERE journal.journal_id = manifest.journal_id) DESC, to_seq DESC LIMIT ?`,
      )
        .all(limit)
        .map(keptOf),
    unsent: () => ({
      acts: sql<{ many: number }>('SELECT count(*) AS many FROM outbox').get()?.many ?? 0,
      blobs:
        sql<{ many: number }>('SELECT count(DISTINCT sha256) AS many FROM blob_named INDEXED BY blob_waiting WHERE waiting = 1').get()
          ?.many ?? 0,
      uncountersigned:
        ownJournals(connection).reduce((sum, { journalId }) => sum + lengthOf(manifestRange(journalId)), 0) +
        forgottenByServer(connection, read('sync.closed-again')),
    }),
    unsentDossiers: (offset, limit) => unsentDossiers(connection, offset, limit),
    sendState: (dossierId) => sendStateOf(connection, dossierId),
    peopleApplied: () => read('sync.people-applied'),
    notices: () => unreadNotices(connection),
    isHeld: () => read('sync.held') ?? false,
    needsDecision: () =>
      sql<{ many: number }>('SELECT count(*) AS many FROM dossier INDEXED BY dossier_in_list WHERE list_group = ?').get(
        groups.needsDecision,
      )?.many ?? 0,
    outages: (limit) =>
      sql<Outage>('SELECT began_at AS beganAt, ended_at AS endedAt, why FROM outage WHERE why = ? ORDER BY began_at DESC LIMIT ?').all(
        outageWhy.server,
        limit,
      ),
  };
}

/** Links of days countersigned before the server was set back, until it has been shown them: it may have forgotten them. */
function forgottenByServer(connection: Connection, shownIn: string | undefined): number {
  const epochs = epochsOf(connection);
  const newest = epochs.at(-1);
  if (epochs.length < 2 || newest === undefined || shownIn === newest) return 0;
  const forgotten = connection.sql<{ many: number }>(
    `SELECT coalesce(sum(to_seq - from_seq + 1), 0) AS many FROM manifest WHERE countersigned IS NOT NULL
     AND json_extract(countersigned, '$.statement.epoch') <> ? AND journal_id NOT IN (SELECT journal_id FROM journal WHERE own = 1 AND forked = 1)`,
  );
  return forgotten.get(newest)?.many ?? 0;
}

const lengthOf = (range: { readonly fromSeq: number; readonly toSeq: number } | null): number =>
  range === null ? 0 : range.toSeq - range.fromSeq + 1;

/** A forked journal is the other life's to close: what was ours of it stands on a later journal. */
function rangeOf({ sql }: Connection, journals: readonly OwnJournal[], journalId: string): { fromSeq: number; toSeq: number } | null {
  const journal = journals.find((one) => one.journalId === journalId);
  if (journal === undefined || journal.forked) return null;
  const last =
    sql<{ seq: number }>('SELECT coalesce(max(to_seq), 0) AS seq FROM manifest WHERE journal_id = ? AND countersigned IS NOT NULL').get(
      journalId,
    )?.seq ?? 0;
  return journal.seq > last ? { fromSeq: last + 1, toSeq: journal.seq } : null;
}

function keptOf({ manifest, signature, countersigned }: ManifestDbRow): KeptManifest {
  return {
    manifest: JSON.parse(manifest) as Manifest,
    signature,
    countersigned: countersigned === null ? null : (JSON.parse(countersigned) as Countersigned),
  };
}
