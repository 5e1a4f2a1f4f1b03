/** Calls of the day's end and of sending in between (docs/sync-protocol.md). */
import { eventIterator } from '@orpc/contract';
import * as z from 'zod';
import { call } from './base.ts';
import { Instant } from './values.ts';

/** What is not with the server yet: acts without a place, blobs without a confirmation, links no countersigned manifest covers. */
export const Unsent = z.object({ acts: z.int(), blobs: z.int(), uncountersigned: z.int() });
export type Unsent = z.infer<typeof Unsent>;

export const SyncStatus = z.object({
  enrolled: z.object({ server: z.string(), upstreamName: z.string(), enrolledAt: Instant }).nullable(),
  unsent: Unsent,
  /** Enrolled, and nothing is unsent. */
  allSent: z.boolean(),
  /** Dossiers that wait for a person. */
  needsDecision: z.int(),
  lastCountersigned: z
    .object({ journalId: z.string(), fromSeq: z.int(), toSeq: z.int(), acts: z.int(), closedAt: Instant, serverTime: Instant })
    .nullable(),
  /** The last attempt. `error` is a code under `sync.errors`, null when it went through; `clockOffSeconds` is the server's time less ours. */
  last: z
    .object({
      at: Instant,
      error: z.string().nullable(),
      details: z.record(z.string(), z.unknown()),
      reachedAt: Instant.nullable(),
      clockOffSeconds: z.int().nullable(),
      waitingFor: z.array(z.object({ deviceId: z.string(), counterNo: z.int() })),
    })
    .nullable(),
  /** Since when the server has not been reached, null when the last attempt reached it. */
  outageSince: Instant.nullable(),
  /** A person has paused sending: nothing is tried by itself until a person sends again. */
  held: z.boolean(),
});
export type SyncStatus = z.infer<typeof SyncStatus>;

const Count = z.object({ done: z.int(), total: z.int() });

/** Where an attempt stands: the latest value, at most ten a second. `fault` is set with `failed`, a code under `sync.errors`. */
export const SyncProgress = z.object({
  phase: z.enum(['idle', 'connecting', 'offering', 'sending', 'blobs', 'fetching', 'comparing', 'done', 'failed', 'paused']),
  acts: Count,
  blobs: Count,
  blobBytes: Count,
  fetched: z.int(),
  reconnects: z.int(),
  fault: z.object({ code: z.string(), details: z.record(z.string(), z.unknown()) }).nullable(),
  /** With the last value: everything that was asked for is done. */
  complete: z.boolean().nullable(),
});
export type SyncProgress = z.infer<typeof SyncProgress>;

const Fault = z.object({ code: z.string(), details: z.record(z.string(), z.unknown()) });

/** How sending went for one dossier. `attempts` since something of it last arrived; `lastError` is a code under `sync.errors`. */
export const SendState = z.object({
  acts: z.int(),
  blobs: z.int(),
  attempts: z.int(),
  lastAt: Instant.nullable(),
  lastError: Fault.nullable(),
});
export type SendState = z.infer<typeof SendState>;

/** A dossier with something unsent; `dossierId` null stands for all acts of no dossier. */
export const UnsentDossier = SendState.extend({
  dossierId: z.guid().nullable(),
  dossierCode: z.string().nullable(),
  applicantName: z.string().nullable(),
  procedureName: z.string().nullable(),
});
export type UnsentDossier = z.infer<typeof UnsentDossier>;

/** How trying again ended. `sentActs`: all that arrived, also of other dossiers; `dossier`: how the asked one stands now, null when all were asked for. */
export const Retried = z.object({ fault: Fault.nullable(), sentActs: z.int(), dossier: SendState.nullable() });
export type Retried = z.infer<typeof Retried>;

/** What a person has to know of sync and has not read yet; its words stand under `sync.notices`. */
export const SyncNotice = z.object({
  no: z.int(),
  at: Instant,
  kind: z.enum(['store-restored', 'store-copied', 'server-restored', 'pack-taken', 'pack-refused']),
  details: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type SyncNotice = z.infer<typeof SyncNotice>;

const DossierOrNone = z.object({ dossierId: z.guid().nullable() });

export const sync = {
  status: call('dossier.read').output(SyncStatus),
  /** Sends and fetches; joins an attempt under way. The stream ends with it. */
  run: call('dossier.read').output(eventIterator(SyncProgress)),
  /** Where the attempt under way stands, or how the last one ended; begins none and does not end with one. */
  watch: call('dossier.read').output(eventIterator(SyncProgress)),
  /** Ends the attempt under way where nothing is half done; what arrived stays confirmed. */
  pause: call('dossier.read').output(z.object({})),
  /** As `run`, and the server countersigns the day. Allowed with open problems: they are in `status`. */
  closeDay: call('dossier.accept').output(eventIterator(SyncProgress)),
  /** The dossiers with something unsent, what is wrong first. */
  unsent: call('dossier.read')
    .input(z.object({ offset: z.int().min(0), limit: z.int().min(1).max(200) }))
    .output(z.object({ rows: z.array(UnsentDossier), total: z.int() })),
  /** Of one dossier; null: of the acts of none. */
  ofDossier: call('dossier.read').input(DossierOrNone).output(SendState),
  /** As `run`, answered when it has ended. Journals are sent in their order, so trying one dossier sends what stands before it too; the answer says how much. */
  retry: call('dossier.read').input(DossierOrNone).output(Retried),
  /** Oldest first. */
  notices: call('dossier.read').output(z.array(SyncNotice)),
  /** A person has read it. */
  noticeSeen: call('dossier.read')
    .input(z.object({ no: z.int() }))
    .output(z.object({})),
};
