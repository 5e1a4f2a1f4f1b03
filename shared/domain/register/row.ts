/** One row of an old register, paper or Excel, as it will be imported. */
import * as z from 'zod';
import { LocalDateTime } from '../deadline/local-date-time.ts';
import { DossierCode } from '../dossier/code.ts';
import { ProcedureCode } from '../catalogue/procedure.ts';

const optionalText = z.string().min(1).nullable();

/** Texts have come through the door. Null is an empty cell or a column that the file does not have. */
export const RegisterRow = z.object({
  registerNo: optionalText,
  /** Of any agency, as on the citizen's paper. */
  dossierCode: DossierCode,
  /** At least one of code and name is there. */
  procedureCode: ProcedureCode.nullable(),
  procedureName: optionalText,
  fieldName: optionalText,
  dossierCount: z.int().min(1).max(999),
  applicantName: z.string().min(1),
  personalId: optionalText,
  address: optionalText,
  /** In the national form where it is a phone number, else as written. */
  phone: optionalText,
  channel: z.enum(['inPerson', 'online', 'postal']),
  receivedAt: LocalDateTime,
  dueAt: LocalDateTime.nullable(),
  resolvedAt: LocalDateTime.nullable(),
  returnedAt: LocalDateTime.nullable(),
  note: optionalText,
});
export type RegisterRow = z.infer<typeof RegisterRow>;

export const RegisterField = z.keyof(RegisterRow);
export type RegisterField = z.infer<typeof RegisterField>;

/** What a spreadsheet or CSV cell holds. Excel dates come as ISO text of the wall clock or as serial numbers. */
export type RegisterCell = string | number | boolean | null | undefined;

/** Why a row is not imported; `params` of `RejectedRegisterRow` fill the texts `register.rejected.<reason>`. */
export const RowRejection = z.enum([
  'missing-dossier-code',
  'bad-dossier-code',
  'duplicate-code',
  'missing-applicant-name',
  'missing-procedure',
  'missing-received-date',
  'bad-date',
  'bad-count',
  'unknown-channel',
  'number-damaged',
  'text-refused',
  'received-after-due',
  'resolved-before-received',
  'returned-before-resolved',
  'returned-without-resolved',
]);
export type RowRejection = z.infer<typeof RowRejection>;

/** What was understood with a doubt; the row is imported. */
export const RowWarning = z.enum([
  'procedure-code-unreadable',
  'leading-zero-restored',
  'personal-id-unusual',
  'phone-unusual',
  'channel-assumed',
  'due-missing',
  'resolved-assumed',
  'times-out-of-order',
]);
export type RowWarning = z.infer<typeof RowWarning>;

/** `row` is the row's number in the file, the header counted. `params` may hold a cell's text: for the screen, not for a log. */
export type RejectedRegisterRow = {
  readonly ok: false;
  readonly row: number;
  readonly reason: RowRejection;
  readonly params: Readonly<Record<string, string>>;
};
export type ReadRegisterRow =
  { readonly ok: true; readonly row: RegisterRow; readonly warnings: readonly RowWarning[] } | RejectedRegisterRow;
