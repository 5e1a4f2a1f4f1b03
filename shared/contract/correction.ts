/** Calls that put right what was accepted wrong: correct the receipt, take back what was pressed by mistake, and what is still to be explained. */
import * as z from 'zod';
import { call } from './base.ts';
import { DueView } from './due.ts';
import { DraftData } from './reception.ts';
import { ApplicantInput, Channel, CommandId, DocumentInput, Instant, LocalDateTime, ResultDelivery, SubmitterInput } from './values.ts';
import { ShownChange } from './shown-change.ts';
import { personText } from '../domain/text/door.ts';

const byId = z.object({ dossierId: z.guid() });

/** The reception's fields as they should be. Numbers left out stay as they are: the page need not have seen them in full. */
export const CorrectionInput = z.object({
  applicant: ApplicantInput.partial({ personalId: true, phone: true }),
  submitter: SubmitterInput.partial({ personalId: true, phone: true }).nullable(),
  channel: Channel,
  documents: z.array(DocumentInput).max(200),
  dossierCount: z.int().min(1).max(999),
  fee: z
    .object({
      amountVnd: z.int().min(0),
      state: z.enum(['none', 'paid', 'unpaid', 'exempt']),
      exemptionReason: personText(200).nullable(),
      fiscalReceipt: personText(50).nullable(),
    })
    .nullable(),
  resultDelivery: ResultDelivery.nullable(),
  /** Index into the procedure version's variants, -1 for the ordinary limit; left out, the limit stays and so does the date. */
  variant: z.int().min(-1).optional(),
  note: personText(1000).nullable(),
});
export type CorrectionInput = z.infer<typeof CorrectionInput>;

export const CorrectionForm = z.object({
  dossierId: z.guid(),
  /** Last act the form shows: a correction from an older page is refused. */
  basedOn: z.guid(),
  /** As it stands, numbers left out. */
  now: CorrectionInput,
  /** The numbers as they may be shown. */
  masked: z.object({
    personalId: z.string().nullable(),
    phone: z.string().nullable(),
    submitterPersonalId: z.string().nullable(),
    submitterPhone: z.string().nullable(),
  }),
  /** The variants of the limit; empty where the limit can no longer be changed. */
  variants: z.array(z.object({ index: z.int(), when: z.string() })),
  /** The variant it was counted by, -1 the ordinary limit. */
  variant: z.int(),
});
export type CorrectionForm = z.infer<typeof CorrectionForm>;

export const CorrectionPreview = z.object({
  changes: z.array(ShownChange),
  /** Both dates where the correction moves it; null where it stays. */
  due: z.object({ before: LocalDateTime.nullable(), after: DueView }).nullable(),
  /** Receipts in the citizen's hands that stop being valid. */
  voids: z.int(),
  /** The new receipt, one SVG a page; empty where none of ours is due. */
  pages: z.array(z.string()),
});
export type CorrectionPreview = z.infer<typeof CorrectionPreview>;

/** A dossier whose receipt nobody has in hand: never printed, or the paper did not come out. */
export const PaperOwed = z.object({
  dossierId: z.guid(),
  dossierCode: z.string(),
  applicantName: z.string(),
  receivedAt: Instant,
  why: z.enum(['neverPrinted', 'notOut', 'unanswered', 'corrected']),
});
export type PaperOwed = z.infer<typeof PaperOwed>;

/** A code that is used and counts nowhere, and why. */
export const VoidedCode = z.object({
  dossierId: z.guid(),
  dossierCode: z.string(),
  applicantName: z.string(),
  receivedAt: Instant,
  voidedAt: Instant,
  voidedBy: z.string(),
  reason: z.string(),
});
export type VoidedCode = z.infer<typeof VoidedCode>;

export const correction = {
  form: call('dossier.accept').input(byId).output(CorrectionForm),
  preview: call('dossier.accept')
    .input(byId.extend({ correction: CorrectionInput, reason: personText(300) }))
    .output(CorrectionPreview),
  make: call('dossier.accept')
    .input(
      byId.extend({
        commandId: CommandId,
        basedOn: z.guid(),
        correction: CorrectionInput,
        reason: personText(300),
        /** The new date as the preview showed it; null when it showed none. A date nobody has seen is refused. */
        shownDueAt: LocalDateTime.nullable(),
      }),
    )
    .output(z.object({ actId: z.guid(), receiptDue: z.boolean() })),
  /** Takes back the act just made, as long as the law has a way back. Of an acceptance the typed form comes back as `draft`. */
  undo: call('dossier.process')
    .input(byId.extend({ commandId: CommandId, actId: z.guid(), draft: z.object({ draftId: z.guid(), data: DraftData }).nullable() }))
    .output(z.object({ actId: z.guid() })),
  /** Receipts still owed of the last days, and the codes voided in them. */
  explained: call('dossier.read').output(z.object({ papers: z.array(PaperOwed), voided: z.array(VoidedCode) })),
};
