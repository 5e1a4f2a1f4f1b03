/** What this counter knows of its server: a few rows of local settings, in the encrypted store. */
import * as z from 'zod';
import { Instant } from '#shared/journal/act.ts';
import { Certificate } from '#shared/sync/certificate.ts';
import { Cursor } from '#shared/sync/page.ts';
import { JournalHead } from '#shared/sync/sent-act.ts';
import { PublicKey } from '#shared/sync/statement.ts';

/** Ed25519. `privateKey` is its PKCS #8, base64; it never leaves the encrypted store. `ageIdentity` opens bundles made for this counter. */
export const DeviceKey = z.object({ privateKey: z.string(), publicKey: PublicKey, ageIdentity: z.string(), ageRecipient: z.string() });
export type DeviceKey = z.infer<typeof DeviceKey>;

/** The server this counter is enrolled at. The root key is pinned: no other is ever believed. */
export const Enrolment = z.object({
  server: z.url(),
  upstreamName: z.string(),
  rootPublicKey: PublicKey,
  certificates: z.array(Certificate),
  enrolledAt: Instant,
});
export type Enrolment = z.infer<typeof Enrolment>;

/** How the last attempt ended. `error` is its code, null when all went through; `clockOffSeconds` is the server's time less ours at the last hello. */
export const LastAttempt = z.object({
  at: Instant,
  error: z.string().nullable(),
  details: z.record(z.string(), z.unknown()),
  reachedAt: Instant.nullable(),
  clockOffSeconds: z.int().nullable(),
  waitingFor: z.array(z.object({ deviceId: z.string(), counterNo: z.int() })),
});
export type LastAttempt = z.infer<typeof LastAttempt>;

/** What another desk of the office showed last: the key it signs with, pinned at its first bundle, and up to where it holds every journal. */
export const Neighbours = z.record(z.string(), z.object({ publicKey: PublicKey, have: z.array(JournalHead), at: Instant }));
export type Neighbours = z.infer<typeof Neighbours>;

/** A server set back to a backup is owed, with the next bundle, the pages above `above` and of each journal the links after its head there, as it told on foot. */
export const OfferDue = z.object({ epoch: z.string(), above: z.int(), heads: z.record(z.string(), z.int()) });
export type OfferDue = z.infer<typeof OfferDue>;

export const stateNames = {
  'sync.office-code': z.string(),
  'sync.neighbours': Neighbours,
  'sync.device': DeviceKey,
  'sync.enrolment': Enrolment,
  'sync.cursor': Cursor.nullable(),
  'sync.last': LastAttempt,
  /** Last epoch in which all that was held had been offered to the server again. */
  'sync.offered': z.string(),
  'sync.offer-due': OfferDue,
  /** Last epoch in which the server was shown the days it may have forgotten. */
  'sync.closed-again': z.string(),
  /** Numbers come from the reserve until the server has told what this counter gave before. */
  'sync.catching-up': z.boolean(),
  /** A person has paused sending. */
  'sync.held': z.boolean(),
  /** The people pack that became acts last; `whole`: its administrators too, or it had none. */
  'sync.people-applied': z.object({ version: z.int(), whole: z.boolean() }),
} as const;
