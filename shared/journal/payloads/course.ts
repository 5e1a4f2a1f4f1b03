import * as z from 'zod';
import { Instant, JsonObject } from '../act.ts';
import { Applicant, Channel, Due, Fee, Limit, Result, ResultDelivery, SubmittedDocument, Submitter } from './parts.ts';

/**
 * `dossier.supplementRequested`: Mẫu 02. Before acceptance at the desk it is the dossier's first act and then names applicant
 * and procedure itself; they are null where an earlier act has told them.
 */
export const SupplementRequested = z.object({
  phase: z.enum(['preAcceptance', 'appraisal']),
  items: z.array(z.string()),
  reason: z.string(),
  /** The law allows one request (Đ11 k2 đ.c); another one says why. */
  secondTimeReason: z.string().nullable(),
  noticeNo: z.string().nullable(),
  applicant: Applicant.nullable(),
  procedureCode: z.string().nullable(),
  procedureName: z.string().nullable(),
});

/** `dossier.supplementCompleted`: the limit is counted again from the beginning (Đ19 k4). */
export const SupplementCompleted = z.object({ documents: z.array(SubmittedDocument), due: Due });

/** `dossier.handedOver`: the row "Giao" of the control slip. */
export const HandedOver = z.object({ toPersonId: z.string().nullable(), toUnit: z.string().nullable(), note: z.string().nullable() });
/** `dossier.takenOver`: the row "Nhận"; the actor is who took over. */
export const TakenOver = z.object({ fromPersonId: z.string().nullable(), note: z.string().nullable() });

/** `dossier.paymentRequested`: a financial obligation outside our fee (typically a tax notice); the clock pauses. */
export const PaymentRequested = z.object({ reason: z.string(), amountVnd: z.int().min(0).nullable() });
export const PaymentConfirmed = z.object({ proof: z.string().nullable(), due: Due });

export const Stopped = z.object({ reason: z.string() });
export const Reopened = z.object({ reason: z.string(), due: Due });
export const Withdrawn = z.object({ reason: z.string(), papersReturned: z.boolean() });

/** `dossier.resolved`: `resolvedAt` is the body's `occurredAt`. */
export const Resolved = z.object({ result: Result, resultNo: z.string().nullable(), reason: z.string().nullable() });
/** `dossier.resultRecalled`: documented correction of a wrong result (Đ21), the only way back from resolved. */
export const ResultRecalled = z.object({ reason: z.string(), documentNo: z.string(), due: Due });
/** `dossier.returned`: `returnedAt` is the body's `occurredAt`. */
export const Returned = z.object({
  collector: z.enum(['applicant', 'authorised', 'post']),
  collectorName: z.string().nullable(),
  authorisation: z.string().nullable(),
  trackingNo: z.string().nullable(),
  lostReceiptReason: z.string().nullable(),
});

/** `dossier.voided`: a mistaken acceptance. `byUnitHead` is checked against the actor's role where the act is made. */
export const Voided = z.object({ reason: z.string(), byUnitHead: z.boolean() });
/** `dossier.extended`: re-appointment, at most once (Đ19 k9); moves `promisedAt`, never `dueAt`. */
export const Extended = z.object({
  promisedAt: Instant,
  reason: z.string(),
  apologyNo: z.string().nullable(),
  /** Announced after the due date, which the law does not allow but offices must be able to record. */
  late: z.boolean(),
});
/** `dossier.corrected` as first released, before reception's further fields and the limit could be put right. */
export const CorrectedV1 = z.object({
  /** For people to read: what was changed. */
  changes: z.array(JsonObject),
  applicant: Applicant.nullable(),
  documents: z.array(SubmittedDocument).nullable(),
  resultDelivery: ResultDelivery.nullable(),
  fee: Fee.nullable(),
  due: Due.nullable(),
  reason: z.string(),
});

/** `dossier.corrected`: each part given replaces that part whole; null leaves it. Voids the slips printed before. */
export const Corrected = CorrectedV1.extend({
  /** Who brought it and how, in how many sets, and the note. */
  intake: z
    .object({
      submitter: Submitter.nullable(),
      channel: Channel,
      dossierCount: z.int().min(1),
      note: z.string().nullable(),
    })
    .nullable(),
  /** Another variant of the procedure's limit; `due` then holds the date counted by it. */
  limit: z.object({ limit: Limit, variant: z.string().nullable() }).nullable(),
});
