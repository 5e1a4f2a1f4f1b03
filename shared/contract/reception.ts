/** Calls of the reception screen: procedures, drafts, the live paper and the one commit. */
import * as z from 'zod';
import { Procedure } from '../domain/catalogue/procedure.ts';
import { ReceiptSlipField } from '../forms/receipt-slip.ts';
import { call } from './base.ts';
import { DueView } from './due.ts';
import { ApplicantInput, Channel, CommandId, DocumentForm, Instant, LocalDateTime, ReceptionInput } from './values.ts';

export const ProcedureRow = z.object({
  procedureCode: z.string(),
  name: z.string(),
  fieldName: z.string(),
  handledBy: z.string().nullable(),
  /** Police forms take the place of ours: the dossier is registered without our receipt slip. */
  registerOnly: z.boolean(),
});
export type ProcedureRow = z.infer<typeof ProcedureRow>;

/** A paper row of a draft, as the form shows it. `listed` papers come from the procedure version, others need `extraReason`. */
export const DraftDocument = z.object({
  name: z.string().max(500),
  listed: z.boolean(),
  ticked: z.boolean(),
  form: DocumentForm,
  copies: z.int().min(0).max(999),
  pages: z.int().min(0).nullable(),
  presentOnly: z.boolean(),
  condition: z.string().nullable(),
  extraReason: z.string().max(300),
});
export type DraftDocument = z.infer<typeof DraftDocument>;

/** The reception form exactly as typed so far: nothing here has gone through the door yet. */
export const DraftData = z.object({
  procedureCode: z.string().nullable(),
  variant: z.int().min(0).nullable(),
  applicantKind: z.enum(['person', 'organisation']),
  fullName: z.string().max(10_000),
  personalId: z.string().max(100),
  taxCode: z.string().max(100),
  dateOfBirth: z.string().max(100),
  sex: z.enum(['male', 'female']).nullable(),
  address: z.string().max(10_000),
  phone: z.string().max(100),
  email: z.string().max(300),
  filledFromCard: z.boolean(),
  onBehalf: z.boolean(),
  submitterName: z.string().max(10_000),
  submitterId: z.string().max(100),
  submitterPhone: z.string().max(100),
  submitterRelation: z.enum(['authorised', 'legalRepresentative', 'postEmployee']),
  authorisation: z.string().max(300),
  channel: Channel,
  /** `YYYY-MM-DDTHH:mm` of an online or postal filing; drafts kept before there was such a field have none. */
  submittedAt: z.string().max(30).default(''),
  documents: z.array(DraftDocument).max(200),
  dossierCount: z.int().min(1).max(999),
  feeAmountVnd: z.int().min(0).nullable(),
  feeState: z.enum(['none', 'paid', 'unpaid', 'exempt']),
  feeExemptionReason: z.string().max(300),
  deliveryMode: z.enum(['counter', 'postal', 'electronic']),
  deliveryAddress: z.string().max(10_000),
  queueLabel: z.string().max(20),
  note: z.string().max(5000),
  /** Set when a paper filled in by hand is entered later. */
  occurredAt: z.string().max(30),
  backfillReason: z.string().max(300),
  backfillPage: z.string().max(50),
});
export type DraftData = z.infer<typeof DraftData>;

export const DraftRow = z.object({
  draftId: z.guid(),
  ownerName: z.string(),
  mine: z.boolean(),
  savedAt: Instant,
  /** Null for another person's draft: it is named, never opened. */
  data: DraftData.nullable(),
});
export type DraftRow = z.infer<typeof DraftRow>;

export const ReceptionPreview = z.object({
  due: DueView.nullable(),
  /** What keeps the calendar from answering: a failure's code, and the values its words need. */
  dueFault: z.object({ code: z.string(), params: z.record(z.string(), z.unknown()) }).nullable(),
  feeVnd: z.int().nullable(),
  /** Code that F9 would give if pressed now. */
  nextDossierCode: z.string().nullable(),
  /** One SVG document a page. */
  pages: z.array(z.string()),
});
export type ReceptionPreview = z.infer<typeof ReceptionPreview>;

export const AcceptedDossier = z.object({
  dossierId: z.guid(),
  dossierCode: z.string(),
  acceptActId: z.guid(),
  dueAt: LocalDateTime.nullable(),
  /** False for a same-day case settled at the desk and for register-only procedures. */
  receiptSlipDue: z.boolean(),
});
export type AcceptedDossier = z.infer<typeof AcceptedDossier>;

export const KnownApplicant = z.object({
  applicant: ApplicantInput,
  lastDossierCode: z.string(),
  lastReceivedAt: Instant,
  openSameProcedure: z.array(z.string()),
});
export type KnownApplicant = z.infer<typeof KnownApplicant>;

export const reception = {
  procedures: call('dossier.accept')
    .input(z.object({ text: z.string().max(200), limit: z.int().min(1).max(200) }))
    .output(z.array(ProcedureRow)),
  procedure: call('dossier.read')
    .input(z.object({ procedureCode: z.string().max(60) }))
    .output(Procedure),
  preview: call('dossier.accept')
    .input(z.object({ draft: DraftData, highlight: ReceiptSlipField.nullable() }))
    .output(ReceptionPreview),
  accept: call('dossier.accept')
    .input(
      z.object({
        commandId: CommandId,
        draftId: z.guid().nullable(),
        reception: ReceptionInput,
        /** Received, resolved and returned in one record: a same-day case settled at the desk (NĐ 61/2018 Đ17 k4). */
        settledAtDesk: z.boolean(),
      }),
    )
    .output(AcceptedDossier),
  knownApplicant: call('dossier.accept')
    .input(z.object({ personalId: z.string().max(30), procedureCode: z.string().max(60).nullable() }))
    .output(KnownApplicant.nullable()),
};

export const draft = {
  list: call('dossier.accept').output(z.array(DraftRow)),
  save: call('dossier.accept')
    .input(z.object({ draftId: z.guid(), data: DraftData }))
    .output(z.object({ savedAt: Instant })),
  delete: call('dossier.accept')
    .input(z.object({ draftId: z.guid() }))
    .output(z.object({})),
};
