import * as z from 'zod';
import { Instant, Sha256Hex } from '../act.ts';
import { Applicant, Channel, Due, Fee, FormSet, Limit, Result, ResultDelivery, SubmittedDocument, Submitter } from './parts.ts';

/** `dossier.registered`: filed online or by post, nothing accepted yet, no clock (status 1). */
export const Registered = z.object({
  procedureCode: z.string(),
  procedureVersionId: z.string(),
  procedureName: z.string(),
  applicant: Applicant,
  submitter: Submitter.nullable(),
  channel: Channel,
  submittedAt: Instant.nullable(),
  /** The portal's own code of the submission. */
  portalCode: z.string().nullable(),
});

/** `dossier.accepted`: code issued, clock starts; `receivedAt` is the body's `occurredAt`. */
export const Accepted = z.object({
  dossierCode: z.string(),
  procedureCode: z.string(),
  procedureVersionId: z.string(),
  procedureName: z.string(),
  fieldCode: z.string(),
  applicant: Applicant,
  /** Null when the applicant came in person. */
  submitter: Submitter.nullable(),
  channel: Channel,
  submittedAt: Instant.nullable(),
  documents: z.array(SubmittedDocument),
  /** Sets of papers handed in (số lượng hồ sơ). */
  dossierCount: z.int().min(1),
  fee: Fee,
  resultDelivery: ResultDelivery,
  /** The procedure's limit as counted; null where the procedure names none. */
  limit: Limit.nullable(),
  /** Which variant of the procedure's limit was chosen. */
  variant: z.string().nullable(),
  due: Due,
  counterNo: z.int().min(1),
  registerVolume: z.string().nullable(),
  registerNo: z.int().min(1).nullable(),
  /** Null where no slip of ours is due: police forms, same-day cases, offices keeping one paper book. */
  slipNo: z.int().min(1).nullable(),
  formSet: FormSet,
  entryMode: z.enum(['live', 'backfill']),
  backfill: z.object({ reason: z.string(), paperPage: z.string().nullable() }).nullable(),
  note: z.string().nullable(),
});

/** `dossier.recordedAtOnce`: settled at the desk (Đ17 k4): accepted, resolved and returned in one; no slip unless asked. */
export const RecordedAtOnce = Accepted.extend({
  resolvedAt: Instant,
  returnedAt: Instant,
  result: Result,
});

/** `dossier.imported`: one row of an old register; `receivedAt` is the body's `occurredAt`. */
export const Imported = z.object({
  dossierCode: z.string(),
  procedureCode: z.string().nullable(),
  procedureName: z.string(),
  fieldName: z.string().nullable(),
  fieldCode: z.string().nullable(),
  dossierCount: z.int().min(1),
  applicant: Applicant,
  channel: Channel,
  dueAt: Instant.nullable(),
  resolvedAt: Instant.nullable(),
  returnedAt: Instant.nullable(),
  note: z.string().nullable(),
  registerNo: z.int().min(1).nullable(),
  source: z.object({ sha256: Sha256Hex, row: z.int().min(1) }),
});

/** `dossier.notAccepted`: Mẫu 03 (status 3). */
export const NotAccepted = z.object({
  reason: z.string(),
  legalGround: z.string().nullable(),
  applicant: Applicant,
  procedureCode: z.string(),
  procedureName: z.string(),
});
