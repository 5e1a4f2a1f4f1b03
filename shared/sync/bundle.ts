/**
 * What a stick carries: lines of JSON inside a zstd stream inside an age file (docs/sync-protocol.md §11). The first line says from whom, for whom and what the sender
 * holds; the last one counts and hashes all before it and is signed. Nothing in it is ever a path.
 */
import * as z from 'zod';
import { Instant, Sha256Hex, Uuid } from '../journal/act.ts';
import { Certificate } from './certificate.ts';
import { Countersigned, Manifest } from './manifest.ts';
import { Cursor, SignedPage } from './page.ts';
import { JournalHead, SentAct } from './sent-act.ts';
import { PublicKey, Signature, statementBytes } from './statement.ts';

/** `upstream`: for the district server. `office`: for every desk of the agency. Else for one counter, by its device's id. */
export const BundleTarget = z.union([z.literal('upstream'), z.literal('office'), Uuid]);

export const BundleHeader = z.object({
  bundle: z.literal(1),
  /** A device's id, or `upstream`. */
  from: z.union([Uuid, z.literal('upstream')]),
  to: BundleTarget,
  agencyCode: z.string().min(1).max(35),
  createdAt: Instant,
  /** Of every journal the sender holds, up to where it holds all: what it need not be sent. */
  have: z.array(JournalHead),
  /** Where the sender's pull stands: an answer begins there. Null at the beginning and from the server. */
  cursor: Cursor.nullable(),
  /** The key that signs the end: a device's own, or the server's certified page key. */
  publicKey: PublicKey,
  /** Where an answer for this device is encrypted to; null from the server. */
  ageRecipient: z
    .string()
    .regex(/^age1[0-9a-z]{1,200}$/u)
    .nullable(),
});
export type BundleHeader = z.infer<typeof BundleHeader>;

/** Base64 of at most this many bytes stands in one `chunk` line. */
export const BUNDLE_CHUNK_BYTES = 196_608;

/**
 * What a server that was ever set back to a backup says of itself. `epochs`: oldest first, the last is living; `proven`: its last place given before that one began;
 * `hasOffer`: this device has offered in it what it holds; `lackingBlobs`: named and not here, at most 1,000.
 */
export const RestoredUpstream = z.strictObject({
  epochs: z.array(z.string().min(1)).min(2),
  proven: z.int().min(0),
  hasOffer: z.boolean(),
  lackingBlobs: z.array(Sha256Hex),
});
export type RestoredUpstream = z.infer<typeof RestoredUpstream>;

export const BundleLine = z.union([
  BundleHeader,
  z.strictObject({ act: SentAct }),
  /** Signed as for a push (`headBytes`): the device vouches for its journal up to here. */
  z.strictObject({ head: JournalHead, headSignature: Signature }),
  /** Followed by as many `chunk` lines as `bytes` needs. */
  z.strictObject({ blob: Sha256Hex, bytes: z.int().min(0) }),
  z.strictObject({ chunk: z.string().max(Math.ceil(BUNDLE_CHUNK_BYTES / 3) * 4) }),
  /** From the server what it tells; to a restored server what it once told. */
  z.strictObject({ page: SignedPage }),
  /** After the last of these pages: nothing more is kept that this epoch may lack. */
  z.strictObject({ offered: z.string().min(1) }),
  z.strictObject({ restored: RestoredUpstream }),
  z.strictObject({ manifest: Manifest, signature: Signature }),
  z.strictObject({ countersigned: Countersigned }),
  z.strictObject({ certificates: z.array(Certificate) }),
  /** Blobs the server has, of those it was sent. */
  z.strictObject({ blobsHere: z.array(Sha256Hex) }),
]);
export type BundleLine = z.infer<typeof BundleLine>;

/** `lines` before this one; `digest` is SHA-256 of them, each with its LF. */
export const BundleEnd = z.strictObject({ end: z.strictObject({ lines: z.int().min(1), digest: Sha256Hex }), signature: Signature });
export type BundleEnd = z.infer<typeof BundleEnd>;

/** Purpose `bundle`: the whole of it, told by its digest, and for whom it is. */
export function bundleBytes(
  { from, to, agencyCode, createdAt }: Pick<BundleHeader, 'from' | 'to' | 'agencyCode' | 'createdAt'>,
  { lines, digest }: BundleEnd['end'],
): Uint8Array {
  return statementBytes('bundle', { agencyCode, createdAt, digest, from, lines, to });
}
