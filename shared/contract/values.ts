/** Values that several calls share. Instants are ISO text with offset, `LocalDateTime` is the office's own clock `YYYY-MM-DDTHH:mm`. */
import * as z from 'zod';
import { personText } from '../domain/text/door.ts';

export const Instant = z.iso.datetime({ offset: true });
export const LocalDateTime = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/u);
export const CommandId = z.uuid();
// Other ids of the contract are `z.guid()`, people's in answers any text: an act may carry any 32 digits (docs/act-format.md), and one odd act of another counter must not
// cost everybody the whole list it stands in.

const optionalText = (max: number) => personText(max).nullable();

/** A name with nothing to read in it names nobody. */
export const PersonName = personText(100).regex(/[\p{L}\p{N}]/u);

export const ApplicantInput = z.object({
  kind: z.enum(['person', 'organisation']),
  fullName: PersonName,
  personalId: optionalText(30),
  taxCode: optionalText(20),
  dateOfBirth: z.string().max(10).nullable(),
  sex: z.enum(['male', 'female']).nullable(),
  address: optionalText(300),
  phone: optionalText(30),
  email: optionalText(100),
});
export type ApplicantInput = z.infer<typeof ApplicantInput>;

export const SubmitterInput = z.object({
  fullName: PersonName,
  personalId: optionalText(30),
  phone: optionalText(30),
  relation: z.enum(['authorised', 'legalRepresentative', 'postEmployee']),
  authorisation: optionalText(200),
});
export type SubmitterInput = z.infer<typeof SubmitterInput>;

export const DocumentForm = z.enum(['original', 'copy', 'certifiedCopy', 'photocopy']);

export const DocumentInput = z.object({
  name: personText(500).min(1),
  form: DocumentForm,
  copies: z.int().min(0).max(999),
  pages: z.int().min(0).max(99_999).nullable(),
  presentOnly: z.boolean(),
  /** Why a paper outside the procedure's list is taken; null for papers of the list. */
  extraReason: optionalText(300),
});
export type DocumentInput = z.infer<typeof DocumentInput>;

export const Channel = z.enum(['inPerson', 'online', 'postal']);
export const ResultDelivery = z.object({ mode: z.enum(['counter', 'postal', 'electronic']), address: optionalText(300) });

export const FeeInput = z.object({
  /** Amount in đồng; null takes the catalogue's. */
  amountVnd: z.int().min(0).nullable(),
  state: z.enum(['none', 'paid', 'unpaid', 'exempt']),
  exemptionReason: optionalText(200),
  fiscalReceipt: optionalText(50),
});

/** What the receptionist has entered: the whole command except its id. */
export const ReceptionInput = z.object({
  procedureCode: z.string().max(60),
  /** Index into the procedure version's variants; null is the ordinary case. */
  variant: z.int().min(0).nullable(),
  applicant: ApplicantInput,
  submitter: SubmitterInput.nullable(),
  channel: Channel,
  submittedAt: LocalDateTime.nullable(),
  documents: z.array(DocumentInput).max(200),
  dossierCount: z.int().min(1).max(999),
  fee: FeeInput,
  resultDelivery: ResultDelivery,
  note: optionalText(1000),
  /** The paper's own time when it is entered later than it happened; null is now. */
  occurredAt: LocalDateTime.nullable(),
  backfill: z.object({ reason: personText(300).min(1), paperPage: optionalText(50) }).nullable(),
});
export type ReceptionInput = z.infer<typeof ReceptionInput>;
