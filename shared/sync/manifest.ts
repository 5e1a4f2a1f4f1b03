/**
 * What a counter says it sent, and what the server counts again from its own rows (docs/sync-protocol.md §8). Every figure is read from
 * the envelope or from fixed keys of the payload, never by a kind's schema: an older and a newer app count the same.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import * as z from 'zod';
import { dateOf, fromInstant } from '../domain/deadline/local-date-time.ts';
import { Failure } from '../errors.ts';
import { type ActBody, Instant, type JsonValue, Sha256Hex, Uuid } from '../journal/act.ts';
import { hashOfBytes } from '../journal/body.ts';
import { canonicalText } from '../journal/canonical.ts';
import { toUtf8 } from '../journal/utf8.ts';
import { KeyId } from './certificate.ts';
import { blobNamedBy } from './sent-act.ts';
import { Signature } from './statement.ts';

/** `date` is the office's day of `occurredAt`, null for acts nobody can read, counted under the kind `unreadable`. */
export const BusinessDay = z.object({
  date: z.string().nullable(),
  kinds: z.record(z.string(), z.int().min(1)),
  /** Fees taken in at acceptance, in đồng. */
  feeVnd: z.int().min(0),
});
export type BusinessDay = z.infer<typeof BusinessDay>;

/** One journal's acts from `fromSeq` to `toSeq`, both counted. Device key, purpose `manifest`. */
export const Manifest = z.object({
  agencyCode: z.string(),
  deviceId: Uuid,
  journalId: Uuid,
  fromSeq: z.int().min(1),
  toSeq: z.int().min(1),
  /** Link hash at `toSeq`: with it every act before is told too. */
  headHash: Sha256Hex,
  acts: z.int().min(1),
  /** By date, the unreadable last; kinds by name. */
  businessDays: z.array(BusinessDay),
  /** Distinct blobs the acts name; `bytes` of those the writer holds. */
  blobs: z.object({ count: z.int().min(0), bytes: z.int().min(0), digest: Sha256Hex }),
  closedAt: Instant,
});
export type Manifest = z.infer<typeof Manifest>;

/** What the page key signs, purpose `countersign`. */
export const CountersignStatement = z.object({
  agencyCode: z.string(),
  journalId: Uuid,
  fromSeq: z.int().min(1),
  toSeq: z.int().min(1),
  manifestHash: Sha256Hex,
  serverTime: Instant,
  epoch: z.string().min(1),
});
export type CountersignStatement = z.infer<typeof CountersignStatement>;

export const Countersigned = z.object({ statement: CountersignStatement, keyId: KeyId, signature: Signature });
export type Countersigned = z.infer<typeof Countersigned>;

/** SHA-256 of the manifest's canonical text. */
export const hashOfManifest = (manifest: Manifest): string => hashOfBytes(toUtf8(canonicalText(manifest)));

/** One link of the range; `body` is null where its bytes are no act's. */
export type ManifestRow = { readonly seq: number; readonly linkHash: string; readonly body: ActBody | null };

export type ManifestSource = Pick<Manifest, 'agencyCode' | 'deviceId' | 'journalId' | 'closedAt'> & {
  /** The whole range by `seq`. */
  readonly rows: readonly ManifestRow[];
  /** Length of a blob, `undefined` when it is not held. */
  readonly blobBytes: (sha256: string) => number | undefined;
};

/** Throws `RangeError` for no rows. */
export function manifestOf({ rows, blobBytes, ...named }: ManifestSource): Manifest {
  const [first, last] = [rows[0], rows.at(-1)];
  if (first === undefined || last === undefined) throw new RangeError('No acts to count');
  const blobs = [...new Set(rows.flatMap(({ body }) => (body === null ? [] : (blobNamedBy(body) ?? []))))].sort();
  return {
    ...named,
    fromSeq: first.seq,
    toSeq: last.seq,
    headHash: last.linkHash,
    acts: rows.length,
    businessDays: businessDays(rows),
    blobs: {
      count: blobs.length,
      bytes: blobs.reduce((sum, blob) => sum + (blobBytes(blob) ?? 0), 0),
      digest: bytesToHex(sha256(toUtf8(blobs.join('\n')))),
    },
  };
}

export type ManifestField = 'agencyCode' | 'deviceId' | 'journalId' | 'fromSeq' | 'toSeq' | 'headHash' | 'acts' | 'businessDays' | 'blobs';

const COMPARED: readonly ManifestField[] = [
  'agencyCode',
  'deviceId',
  'journalId',
  'fromSeq',
  'toSeq',
  'headHash',
  'acts',
  'businessDays',
  'blobs',
];

/** Fields in which two manifests of one range differ; when it was closed is the counter's to say. */
export function differingFields(here: Manifest, there: Manifest): readonly ManifestField[] {
  return COMPARED.filter((field) => canonicalText(here[field]) !== canonicalText(there[field]));
}

/** One link as its side names it, to tell which acts the other side lacks. */
export const NamedLink = z.object({ seq: z.int().min(1), actId: Uuid.nullable(), linkHash: Sha256Hex });
export type NamedLink = z.infer<typeof NamedLink>;

/** The links only one side has; both sides' links of the same range. */
export function differingLinks(
  here: readonly NamedLink[],
  there: readonly NamedLink[],
): { readonly onlyHere: readonly NamedLink[]; readonly onlyThere: readonly NamedLink[] } {
  const hashes = (links: readonly NamedLink[]): ReadonlySet<string> => new Set(links.map(({ linkHash }) => linkHash));
  const [hereHashes, thereHashes] = [hashes(here), hashes(there)];
  return {
    onlyHere: here.filter(({ linkHash }) => !thereHashes.has(linkHash)),
    onlyThere: there.filter(({ linkHash }) => !hereHashes.has(linkHash)),
  };
}

function businessDays(rows: readonly ManifestRow[]): BusinessDay[] {
  const byDate = Map.groupBy(rows, ({ body }) => (body === null ? null : businessDayOf(body)));
  return [...byDate]
    .sort(([a], [b]) => compareDates(a, b))
    .map(([date, ofDay]) => ({ date, kinds: countKinds(ofDay), feeVnd: sumFees(ofDay) }));
}

const compareDates = (a: string | null, b: string | null): number => {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return a < b ? -1 : Number(a > b);
};

/** The office's date of the act; null for an instant the calendar does not have. */
function businessDayOf(body: Pick<ActBody, 'occurredAt'>): string | null {
  try {
    return dateOf(fromInstant(body.occurredAt));
  } catch (error) {
    if (error instanceof Failure || error instanceof RangeError) return null;
    throw error;
  }
}

function countKinds(rows: readonly ManifestRow[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const { body } of rows) {
    const kind = body?.kind ?? 'unreadable';
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}

const sumFees = (rows: readonly ManifestRow[]): number => rows.reduce((sum, { body }) => sum + (body === null ? 0 : feeTakenBy(body)), 0);

/** `payload.fee.amountVnd` where `payload.fee.state` is `paid`, of the two kinds that take a fee in. */
function feeTakenBy({ kind, payload }: ActBody): number {
  if (kind !== 'dossier.accepted' && kind !== 'dossier.recordedAtOnce') return 0;
  const fee = payload['fee'];
  if (!isObject(fee) || fee['state'] !== 'paid') return 0;
  const amount = fee['amountVnd'];
  return typeof amount === 'number' && Number.isSafeInteger(amount) && amount > 0 ? amount : 0;
}

const isObject = (value: JsonValue | undefined): value is { readonly [key: string]: JsonValue } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
