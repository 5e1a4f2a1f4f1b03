/** What the calls of the district server carry (docs/sync-protocol.md §2–§9). */
import * as z from 'zod';
import { Instant, Sha256Hex, Uuid } from '../../journal/act.ts';
import { Certificate, KeyId } from '../../sync/certificate.ts';
import { Countersigned, Manifest } from '../../sync/manifest.ts';
import { Cursor, SignedPage } from '../../sync/page.ts';
import { JournalHead, SentAct } from '../../sync/sent-act.ts';
import { PublicKey, Signature } from '../../sync/statement.ts';
import { AwaitedCounter } from './errors.ts';

const Epoch = z.string().min(1);
/** 10 bytes, base64url. */
const EnrolmentSecret = z.string().regex(/^[A-Za-z0-9_-]{14}$/u);
/** 32 bytes, base64url. */
const RandomText = z.string().regex(/^[A-Za-z0-9_-]{43}$/u);

export const EnrolInput = z.object({
  secret: EnrolmentSecret,
  deviceId: Uuid,
  devicePublicKey: PublicKey,
  agencyCode: z.string().min(1).max(35),
  counterNo: z.int().min(1).max(9),
  journalId: Uuid,
});

/** What a counter keeps of its server. `epochs`: all of them, oldest first, the last is `epoch`. */
export const Enrolled = z.object({
  agencyCode: z.string(),
  counterNo: z.int(),
  upstreamName: z.string(),
  rootPublicKey: PublicKey,
  certificates: z.array(Certificate),
  epoch: Epoch,
  epochs: z.array(Epoch),
});
export type Enrolled = z.infer<typeof Enrolled>;

export const NonceInput = z.object({ deviceId: Uuid });
export const Nonce = z.object({ nonce: RandomText, expiresAt: Instant });
export const LoginInput = z.object({ deviceId: Uuid, nonce: RandomText, signature: Signature });
export const Session = z.object({ token: RandomText, expiresAt: Instant, epoch: Epoch, serverTime: Instant });
export type Session = z.infer<typeof Session>;

export const HelloInput = z.object({
  /** Heads of the counter's own journals, the living one last. */
  journals: z.array(JournalHead).max(1000),
  cursor: Cursor.nullable(),
  deviceTime: Instant,
  appVersion: z.string().max(50),
});

export const HelloAnswer = z.object({
  epoch: Epoch,
  epochs: z.array(Epoch),
  serverTime: Instant,
  /** The last place the server has given in this agency. */
  position: Cursor.nullable(),
  /** Of every journal of the agency that has acts here: the last link up to which none is missing. `own`: this device's. */
  heads: z.array(JournalHead.extend({ own: z.boolean() })),
  /** For each journal of the question: the server's link at the counter's `seq`, null when it has none. */
  atHead: z.array(z.object({ journalId: Uuid, linkHash: Sha256Hex.nullable() })),
  /** Blobs that acts name and the server has not, at most 1,000. */
  lackingBlobs: z.array(Sha256Hex),
  /** False after a restore, until the counters named have offered again what they hold. */
  receiving: z.boolean(),
  waitingFor: z.array(AwaitedCounter),
  /** This device still owes the server its offer of this epoch: call `reoffer`, at least once with `last`. */
  reofferDue: z.boolean(),
});
export type HelloAnswer = z.infer<typeof HelloAnswer>;

export const PushInput = z.object({
  journalId: Uuid,
  acts: z.array(SentAct).min(1).max(500),
  head: z.object({ seq: z.int().min(1), linkHash: Sha256Hex }),
  headSignature: Signature,
});

/**
 * `stored`: the body is new here; `duplicate`: this body is here, under this or another link; `fork`: this link stands on a branch beside
 * the journal. Whichever, the act is kept and has a place.
 */
export const PushOutcome = z.enum(['stored', 'duplicate', 'fork']);
export const PushResult = z.object({ seq: z.int(), id: Uuid.nullable(), outcome: PushOutcome, epoch: Epoch, position: z.int() });
export type PushResult = z.infer<typeof PushResult>;
export const PushAnswer = z.object({ results: z.array(PushResult), head: JournalHead });

export const PullInput = z.object({ cursor: Cursor.nullable(), limit: z.int().min(1).max(500) });
export const PullAnswer = SignedPage.extend({ more: z.boolean() });

export const ManifestInput = z.object({ manifest: Manifest, signature: Signature });
export const ManifestAnswer = z.object({ countersigned: Countersigned });

/** A page the counter has kept as it came, or null when it holds none above the server's last place. `last`: the offer is complete. */
export const ReofferInput = z.object({ offered: SignedPage.nullable(), last: z.boolean() });
export const ReofferAnswer = z.object({
  /** Where each act of the page stands now: its old place, or a new one when the server had gone on without it. The counter takes these. */
  placements: z.array(z.object({ bodyHash: Sha256Hex, epoch: Epoch, position: z.int() })),
  position: Cursor.nullable(),
  receiving: z.boolean(),
  waitingFor: z.array(AwaitedCounter),
});

/** A signed set of the district's: procedures, calendar, forms, people. Pack key, purpose `pack`, over the object without `signature`. */
export const PackStatement = z.object({
  name: z.string().min(1).max(60),
  /** Only rises. */
  version: z.int().min(1),
  validFrom: z.string(),
  validTo: z.string().nullable(),
  /** SHA-256 of `content`. */
  contentHash: Sha256Hex,
});
export type PackStatement = z.infer<typeof PackStatement>;
export const Pack = z.object({ statement: PackStatement, keyId: KeyId, signature: Signature, content: z.string() });
export type Pack = z.infer<typeof Pack>;
export const PacksInput = z.object({ have: z.array(z.object({ name: z.string(), version: z.int() })).max(100) });
export const PacksAnswer = z.object({ packs: z.array(Pack) });

export const CertificatesAnswer = z.object({ rootPublicKey: PublicKey, certificates: z.array(Certificate), upstreamName: z.string() });
