/** What sync writes, each call one durable transaction. */
import type { ActBody } from '#shared/journal/act.ts';
import type { Countersigned, Manifest } from '#shared/sync/manifest.ts';
import type { Cursor, SignedPage } from '#shared/sync/page.ts';
import type { SentAct } from '#shared/sync/sent-act.ts';
import type { Connection } from '../connection.ts';
import { keepNumbersBeside } from '../numbers-beside.ts';
import type { StoreIdentity } from '../store.ts';
import { perJournal } from '../queries/acts.ts';
import { outageQueries } from '../queries/outages.ts';
import { settingQueries } from '../queries/settings.ts';
import type { Writer } from '../writer.ts';
import { actsLeftBehind } from './own-journals.ts';
import { addNotice, type NoticeDetails, type NoticeKind, noticeSeen } from './notices.ts';
import { rewind, storePage, type Stored } from './pages.ts';
import { attemptBegun, attemptEnded, type SendFault } from './send-attempts.ts';
import { storeTold } from './told.ts';
import { syncQueries, type SyncQueries } from './sync-queries.ts';
import { type DeviceKey, type Enrolment, type LastAttempt, type Neighbours, type OfferDue, stateNames } from './sync-state.ts';

export type SyncStore = SyncQueries & {
  keepDevice(device: DeviceKey): void;
  keepEnrolment(enrolment: Enrolment): void;
  /** All of them, oldest first; what is known keeps its order. */
  keepEpochs(epochs: readonly string[]): void;
  keepLast(last: LastAttempt): void;
  keepOffered(epoch: string): void;
  keepOfferDue(due: OfferDue): void;
  keepClosedAgain(epoch: string): void;
  /** The server has told everything this counter ever gave it. */
  caughtUp(): void;
  /** A verified page that begins where the cursor stands. Throws `RangeError` for another. */
  storePage(page: SignedPage): Stored;
  /** Acts a neighbour told, which have no place yet; each run follows what is held. Answers how many were not here. Throws `RangeError` for a gap: then nothing was kept. */
  storeTold(acts: readonly SentAct[]): number;
  keepOfficeCode(code: string): void;
  keepNeighbour(deviceId: string, neighbour: Neighbours[string]): void;
  /** Forgets the places above `position`; they are pulled anew. */
  rewind(position: number): void;
  /**
   * Opens a new live journal; `body` is its `journal.opened`. With `forked` nothing of the old one is sent under its name any more. Until `caughtUp`, numbers
   * come from the reserve; with the reason `clone` until a person tells the other machine's last code.
   */
  openJournal(journalId: string, body: ActBody, forked: boolean): void;
  /** The old journal `journalId`, which is not live, has gone on elsewhere. */
  markForked(journalId: string): void;
  /** Links up to 500 acts of forked journals that have no place yet on the live journal; answers how many. */
  linkLeftBehind(): number;
  keepBlobsSent(hashes: readonly string[]): void;
  /** The server has lost these. */
  forgetBlobsSent(hashes: readonly string[]): void;
  keepManifest(manifest: Manifest, signature: string): void;
  keepCountersigned(manifest: Manifest, countersigned: Countersigned): void;
  /** Everything unsent is tried now. */
  attemptBegun(at: string): void;
  /** `fault`: why the attempt ended; `ofDossiers`: what held back single ones. */
  attemptEnded(fault: SendFault | null, ofDossiers: readonly { readonly dossierId: string; readonly fault: SendFault }[]): void;
  /** Whether a person has paused sending. */
  hold(held: boolean): void;
  keepPeopleApplied(applied: { readonly version: number; readonly whole: boolean }): void;
  /** Told once, until somebody has read it. */
  tellPerson(at: string, kind: NoticeKind, details: NoticeDetails): void;
  noticeSeen(no: number, at: string): void;
  /** The server could not be reached at `at`; the outage lasts until `noteOutageOver`. */
  noteOutage(at: string): void;
  noteOutageOver(at: string): void;
};

export function syncStore(
  connection: Connection,
  writer: Pick<Writer, 'openJournal' | 'linkAgain' | 'writeLocal'>,
  identity: { -readonly [K in keyof StoreIdentity]: StoreIdentity[K] },
): SyncStore {
  const { sql } = connection;
  const settings = settingQueries(connection);
  const outages = outageQueries(connection);
  const queries = syncQueries(connection);
  const put = (name: keyof typeof stateNames, value: unknown): void => {
    writer.writeLocal(() => {
      settings.put(name, value);
    });
  };
  const eachHash = (statements: readonly string[], hashes: readonly string[]): void => {
    if (hashes.length === 0) return;
    writer.writeLocal(() => {
      for (const hash of hashes) for (const statement of statements) sql(statement).run(hash);
    });
  };
  return {
    ...queries,
    keepDevice: (device) => {
      put('sync.device', device);
    },
    keepEnrolment: (enrolment) => {
      put('sync.enrolment', enrolment);
    },
    keepEpochs: (epochs) => {
      eachHash(['INSERT OR IGNORE INTO epoch (epoch) VALUES (?)'], epochs);
    },
    keepLast: (last) => {
      put('sync.last', last);
    },
    keepOffered: (epoch) => {
      put('sync.offered', epoch);
    },
    keepOfferDue: (due) => {
      put('sync.offer-due', due);
    },
    keepClosedAgain: (epoch) => {
      put('sync.closed-again', epoch);
    },
    caughtUp: () => {
      put('sync.catching-up', false);
    },
    storePage: (page) =>
      writer.writeLocal(() => {
        if (!isSamePlace(page.page.after, queries.cursor())) throw new RangeError('the page does not follow the last one');
        const stored = storePage(connection, page);
        settings.put('sync.cursor', page.page.to);
        return stored;
      }),
    storeTold: (acts) => writer.writeLocal(() => storeTold(connection, identity.deviceId, acts)),
    keepOfficeCode: (code) => {
      put('sync.office-code', code);
    },
    keepNeighbour: (deviceId, neighbour) => {
      put('sync.neighbours', { ...queries.neighbours(), [deviceId]: neighbour });
    },
    rewind: (position) => {
      writer.writeLocal(() => {
        settings.put('sync.cursor', rewind(connection, position));
      });
    },
    openJournal: (journalId, body, forked) => {
      writer.openJournal(journalId, body, () => {
        sql('UPDATE journal SET live = 0, forked = ? WHERE live = 1').run(Number(forked));
        sql('UPDATE journal SET live = 1 WHERE journal_id = ? AND own = 1').run(journalId);
        settings.put('sync.catching-up', true);
        if (body.payload['reason'] === 'clone') keepNumbersBeside(connection, body);
      });
      identity.journalId = journalId;
    },
    markForked: (journalId) => {
      writer.writeLocal(() => {
        sql('UPDATE journal SET forked = 1 WHERE journal_id = ? AND own = 1 AND live = 0').run(journalId);
      });
    },
    linkLeftBehind: () => writer.linkAgain(() => actsLeftBehind(connection)),
    keepBlobsSent: (hashes) => {
      eachHash(['INSERT OR IGNORE INTO blob_sent (sha256) VALUES (?)', 'UPDATE blob_named SET waiting = 0 WHERE sha256 = ?'], hashes);
    },
    forgetBlobsSent: (hashes) => {
      eachHash(
        [
          'DELETE FROM blob_sent WHERE sha256 = ?',
          `UPDATE blob_named SET waiting = 1 WHERE sha256 = ? AND n / ${String(perJournal)} IN (SELECT no FROM journal WHERE own = 1)`,
        ],
        hashes,
      );
    },
    keepManifest: (manifest, signature) => {
      writer.writeLocal(() => {
        sql(
          'INSERT OR REPLACE INTO manifest (journal_id, from_seq, to_seq, manifest, signature, countersigned) VALUES (?, ?, ?, ?, ?, NULL)',
        ).run(manifest.journalId, manifest.fromSeq, manifest.toSeq, JSON.stringify(manifest), signature);
      });
    },
    keepCountersigned: ({ journalId, fromSeq, toSeq }, countersigned) => {
      writer.writeLocal(() => {
        sql('UPDATE manifest SET countersigned = ? WHERE journal_id = ? AND from_seq = ? AND to_seq = ?').run(
          JSON.stringify(countersigned),
          journalId,
          fromSeq,
          toSeq,
        );
      });
    },
    attemptBegun: (at) => {
      writer.writeLocal(() => {
        attemptBegun(connection, at);
      });
    },
    attemptEnded: (fault, ofDossiers) => {
      writer.writeLocal(() => {
        attemptEnded(connection, fault, ofDossiers);
      });
    },
    keepPeopleApplied: (applied) => {
      put('sync.people-applied', applied);
    },
    tellPerson: (at, kind, details) => {
      writer.writeLocal(() => {
        addNotice(connection, at, kind, details);
      });
    },
    noticeSeen: (no, at) => {
      writer.writeLocal(() => {
        noticeSeen(connection, no, at);
      });
    },
    hold: (held) => {
      if (queries.isHeld() !== held) put('sync.held', held);
    },
    noteOutage: (at) => {
      writer.writeLocal(() => {
        outages.noteServerLost(at);
      });
    },
    noteOutageOver: (at) => {
      writer.writeLocal(() => {
        outages.noteServerBack(at);
      });
    },
  };
}

const isSamePlace = (a: Cursor | null, b: Cursor | null): boolean => a?.epoch === b?.epoch && a?.position === b?.position;
