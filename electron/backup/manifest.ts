/** What lies beside a backup: how far it reaches and what it must hash to. Codes, counts and numbers only, so that it may be read and sent without the key. */
import * as z from 'zod';

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/u);
export const BackupReason = z.enum(['hourly', 'dayClose', 'migration', 'restore', 'command']);
export type BackupReason = z.infer<typeof BackupReason>;

export const BackupHead = z.object({ journalId: z.string(), seq: z.int().min(1), linkHash: Sha256 });
export type BackupHead = z.infer<typeof BackupHead>;

/** A file of papers and scans. `lastN` and `blobs` tell whether the counter's own has grown since. */
export const MonthCopy = z.object({
  month: z.string().regex(/^\d{4}-\d{2}$/u),
  file: z.string(),
  bytes: z.int(),
  sha256: Sha256,
  blobs: z.int(),
  lastN: z.int(),
});
export type MonthCopy = z.infer<typeof MonthCopy>;

/** Last order number of a day, null where none of that range was given. */
export const DayNumbers = z.object({ date: z.string(), ordinary: z.int().nullable(), reserve: z.int().nullable() });
export type DayNumbers = z.infer<typeof DayNumbers>;

export const manifestFormat = 1;

export const BackupManifest = z.object({
  format: z.literal(manifestFormat),
  file: z.string(),
  /** Instant with offset. */
  madeAt: z.string(),
  reason: BackupReason,
  appVersion: z.string(),
  schemaVersion: z.int(),
  agencyCode: z.string(),
  counterNo: z.int(),
  liveJournalId: z.string(),
  heads: z.array(BackupHead),
  counts: z.object({ acts: z.int(), dossiers: z.int(), prints: z.int() }),
  bytes: z.int(),
  sha256: Sha256,
  months: z.array(MonthCopy),
  numbers: z.array(DayNumbers),
  /** The highest register or slip number this counter has given, in any year. */
  highestInSeries: z.int().min(0).default(0),
  /** Of everything the backup holds beside acts; equal when nothing has changed. */
  fingerprint: z.string(),
});
export type BackupManifest = z.infer<typeof BackupManifest>;

/**
 * The format a manifest says it has; null where it says none, or where that is all it would have changed: then one digit was damaged, and what a newer app writes differs
 * in more.
 */
export function formatOf(value: unknown): number | null {
  const said = z.object({ format: z.int().min(1) }).safeParse(value);
  if (!said.success) return null;
  const isOurs = z.strictObject(BackupManifest.shape).safeParse({ ...(value as object), format: manifestFormat }).success;
  return isOurs && said.data.format !== manifestFormat ? null : said.data.format;
}
