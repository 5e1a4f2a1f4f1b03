import * as z from 'zod';
import { Instant, Sha256Hex, Uuid } from '../act.ts';
import { FormSet } from './parts.ts';

// Acts that stand beside a dossier's course: they commute and never conflict.

export const Noted = z.object({ text: z.string() });
export const Notified = z.object({ channel: z.string(), to: z.string().nullable(), text: z.string().nullable() });
export const Scanned = z.object({ documentName: z.string(), blobSha256: Sha256Hex, pages: z.int().min(1), mediaType: z.string() });
export const ConsultationAsked = z.object({ agency: z.string(), content: z.string(), dueAt: Instant.nullable() });
export const ConsultationAnswered = z.object({ askedActId: Uuid, content: z.string() });

/** `paper.printed`: a paper archived and sent to the printer. */
export const Printed = z.object({
  /** `receiptSlip`, `appointmentSlip`, `controlSlip`, … as the forms are named. */
  form: z.string(),
  formSet: FormSet,
  /** Number of the form in its set, '01'. */
  formNo: z.string(),
  templateVersion: z.string(),
  /** The copies (liên) in these bytes. */
  copies: z.array(z.int().min(1)),
  layout: z.string(),
  /** 0 is the first print, n the n-th reprint. */
  reprintNo: z.int().min(0),
  reason: z.string().nullable(),
  /** The earlier `paper.printed` this one replaces. */
  replaces: Uuid.nullable(),
  blobSha256: Sha256Hex,
  byteLength: z.int().min(1),
  pageCount: z.int().min(1),
  /** The date the paper shows, null where it shows none. */
  dueAt: Instant.nullable(),
  /** The last act whose result the paper shows. */
  stateActId: Uuid,
});
export const CameOut = z.object({ printActId: Uuid, ok: z.boolean() });
export const CodeConflicted = z.object({ otherDossierId: Uuid, dossierCode: z.string() });

/** `act.contested`: the server's own finding about an act the fold cannot judge. */
export const Contested = z.object({ actId: Uuid, reason: z.string() });
/** `act.settled`: a person's decision between acts; the first one in order counts. */
export const Settled = z.object({ keeps: z.array(Uuid), setsAside: z.array(Uuid), reason: z.string() });

/** `personalData.revealed`: somebody looked at a masked number in full (Luật 91/2025/QH15: access is accounted for). */
export const Revealed = z.object({ what: z.enum(['personalId', 'phone']) });
