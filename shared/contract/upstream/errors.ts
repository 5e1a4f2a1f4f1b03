/** Failures of the district server. On the wire `{"code", "status", "data", …}`; a client reads `code` and `data` (docs/sync-protocol.md §1). */
import * as z from 'zod';
import { Uuid } from '../../journal/act.ts';
import { Manifest, NamedLink } from '../../sync/manifest.ts';
import { JournalHead } from '../../sync/sent-act.ts';

const none = z.object({});

/** A counter the server still waits for after a restore. */
export const AwaitedCounter = z.object({ deviceId: Uuid, counterNo: z.int() });
export type AwaitedCounter = z.infer<typeof AwaitedCounter>;

/** What any call may answer. */
export const commonErrors = {
  'request-invalid': { status: 400, data: z.object({ fields: z.array(z.string()) }) },
  'session-needed': { status: 401, data: none },
  /** Too old, or of an epoch before the server's restore: log in again. */
  'session-over': { status: 401, data: none },
  'device-revoked': { status: 403, data: none },
  'packing-unknown': { status: 415, data: none },
  'too-large': { status: 413, data: z.object({ maxBytes: z.int() }) },
  'protocol-unsupported': { status: 426, data: z.object({ min: z.int(), max: z.int(), update: z.enum(['counter', 'server']) }) },
  'too-many-requests': { status: 429, data: z.object({ retryAfterSeconds: z.int() }) },
  /** `reference` is in the server's log. */
  'server-fault': { status: 500, data: z.object({ reference: z.string() }) },
  'disk-full': { status: 507, data: none },
} as const;

export const enrolErrors = {
  'enrolment-unknown': { status: 403, data: none },
  'enrolment-expired': { status: 403, data: none },
  'enrolment-used': { status: 409, data: none },
  'enrolment-for-another': { status: 409, data: none },
} as const;

export const sessionErrors = {
  'nonce-unknown': { status: 401, data: none },
  'signature-wrong': { status: 401, data: none },
} as const;

export const pushErrors = {
  'signature-wrong': { status: 422, data: none },
  /** `seq` of the first link that does not hold; nothing of the batch was kept. */
  'chain-broken': { status: 422, data: z.object({ seq: z.int(), why: z.enum(['journal', 'seq-gap', 'prev', 'body-hash', 'head']) }) },
  /** `head` is the server's, null when it has nothing of the journal: push from there. */
  gap: { status: 409, data: z.object({ head: JournalHead.nullable() }) },
  'journal-of-another': { status: 409, data: none },
  'not-receiving': { status: 409, data: z.object({ waitingFor: z.array(AwaitedCounter) }) },
} as const;

export const manifestErrors = {
  'signature-wrong': { status: 422, data: none },
  'journal-of-another': { status: 409, data: none },
  /** `counted` is what the server counts over its own rows (null when it has none of the range), `links` what these rows are. */
  'manifest-differs': {
    status: 409,
    data: z.object({
      fields: z.array(z.string()),
      counted: Manifest.nullable(),
      links: z.array(NamedLink),
      lackingBlobs: z.array(z.string()),
    }),
  },
} as const;

export const reofferErrors = {
  /** The page is not one this server signed, or its acts are not the page's. */
  'page-wrong': { status: 422, data: z.object({ why: z.enum(['signature', 'entries', 'hash', 'agency', 'epoch']) }) },
  /** The page begins above the server's last place: offer from there. */
  'page-gap': { status: 409, data: z.object({ position: z.int() }) },
} as const;
