import * as z from 'zod';
import { FormSetId } from './form-sets.ts';
import { LocalMinute, PrintedText } from './printed-values.ts';

export const DocumentForm = z.enum(['original', 'copy', 'certifiedCopy', 'photocopy', 'presentOnly']);
export type DocumentForm = z.infer<typeof DocumentForm>;

/** One row of the table of papers. `count` is the number of copies; `form` null prints an empty cell. */
export const ReceiptSlipDocument = z.object({ name: PrintedText, form: DocumentForm.nullable(), count: z.int().min(0).max(999) });
export type ReceiptSlipDocument = z.infer<typeof ReceiptSlipDocument>;

/** The part of the slip a person is typing into; marked yellow in previews, never on paper. */
export const ReceiptSlipField = z.enum([
  'fullName',
  'submitterName',
  'identity',
  'address',
  'phone',
  'email',
  'procedureName',
  'documents',
  'dossierCount',
  'resultDelivery',
  'fee',
]);
export type ReceiptSlipField = z.infer<typeof ReceiptSlipField>;

/**
 * `a5`: every copy on A5 sheets, one-sided. `a5-duplex`: every copy starts on a front side, its second page is the back.
 * `a4-two`: two copies side by side on A4 landscape with a line to cut along; `a4-two-duplex`: the same, second pages on the back
 * (columns exchanged, so that they lie behind their own fronts when turned over the short edge).
 */
export const ReceiptSlipLayout = z.enum(['a5', 'a5-duplex', 'a4-two', 'a4-two-duplex']);
export type ReceiptSlipLayout = z.infer<typeof ReceiptSlipLayout>;

/**
 * Everything that Mẫu 01 "Giấy tiếp nhận hồ sơ và hẹn trả kết quả" shows (NĐ 61/2018 Đ17 k1 đ.c and k3; TT 01/2018 Đ9, TT 03/2025).
 * Texts are printed as they are, never read as markup. Empty texts and nulls print the dotted line of the paper form, so that a
 * preview may start empty; without a watermark `dossierCode`, `dossierId`, `dueAt` and the two names must be there.
 * The slip for certification states hour and date (TT 01/2020/TT-BTP Đ2); as `dueAt` has both, every slip does.
 */
export const ReceiptSlipData = z
  .object({
    formSetId: FormSetId,
    /** When the act happened, ISO with offset: becomes the document date, so that the same data give the same bytes. */
    occurredAt: z.iso.datetime({ offset: true }),
    /** Written normally ("UBND thị trấn Lạc Tánh"); the letterhead prints it in capitals. */
    agencyName: PrintedText,
    /** Name of the unit where it differs from the form set's ("Bộ phận Tiếp nhận và Trả kết quả"); null: the form set's. */
    unitName: PrintedText.nullable(),
    /** "Lạc Tánh" of "Lạc Tánh, ngày 24 tháng 4 năm 2025"; the date is that of `receivedAt`, or of `issuedOn` when reprinted later. */
    place: PrintedText,
    issuedOn: z.iso.date(),
    /** The slip's own yearly number, not the dossier code; null prints blank. */
    slipNo: z.int().positive().nullable(),
    dossierCode: z.string().max(64).nullable(),
    dossierId: z.uuid().nullable(),
    applicant: z.object({
      /** Person or organisation. */
      fullName: PrintedText,
      /** Whole number; copy 2 shows only the first three and the last four digits of a `personalId`. */
      identity: z.object({ kind: z.enum(['personalId', 'taxCode']), number: z.string().max(32) }).nullable(),
      address: PrintedText,
      phone: z.string().max(64),
      email: z.string().max(254),
    }),
    /** Who brought the papers, when not the applicant. */
    submitterName: PrintedText.nullable(),
    procedureName: PrintedText,
    documents: z.array(ReceiptSlipDocument).max(200),
    dossierCount: z.int().positive().max(999),
    /** Null leaves the line out and the numbering closes up. */
    processingTime: z
      .object({ value: z.number().positive(), unit: z.enum(['workingDay', 'workingHour', 'calendarDay', 'month']), sameDay: z.boolean() })
      .nullable(),
    receivedAt: LocalMinute,
    dueAt: LocalMinute.nullable(),
    /** The appointment that this slip takes the place of, after a supplement or an extension. */
    replacesDueAt: LocalMinute.nullable(),
    /** `place`: the address for the post, the channel for an electronic result; null for the counter. */
    resultDelivery: z.object({ kind: z.enum(['counter', 'postal', 'electronic']), place: PrintedText.nullable() }),
    /** Null: no fee line. `amountVnd` null: not known yet, dotted. */
    fee: z.object({ amountVnd: z.int().nonnegative().nullable(), state: z.enum(['free', 'paid', 'unpaid']) }).nullable(),
    /** Series per counter; both null where the office keeps one paper book. */
    registerVolume: z.int().positive().nullable(),
    registerNo: z.int().positive().nullable(),
    receptionistName: PrintedText,
    /** The office's own sentences under the form's notes: hotline, look-up address. */
    footerNotes: z.array(PrintedText).max(6),
    /** `n` counts reprints from 1: "BẢN IN LẠI lần n". */
    reprint: z.object({ n: z.int().positive(), reason: PrintedText }).nullable(),
    /** A receipt was in the citizen's hands and was wrong: when that one was printed, and what was corrected. Printed under the title. */
    correction: z.object({ printedAt: LocalMinute, reason: PrintedText }).exactOptional(),
    watermark: z.enum(['preview', 'training']).nullable(),
    /** Which copies (liên), in this order. */
    copies: z
      .array(z.literal([1, 2]))
      .min(1)
      .max(4),
    layout: ReceiptSlipLayout,
    highlight: ReceiptSlipField.nullable(),
  })
  .superRefine((slip, context) => {
    if (slip.watermark !== null) return;
    const missing = (path: (string | number)[]) => context.addIssue({ code: 'custom', message: 'required-on-paper', path });
    if (slip.dossierCode === null) missing(['dossierCode']);
    if (slip.dossierId === null) missing(['dossierId']);
    if (slip.dueAt === null) missing(['dueAt']);
    if (slip.applicant.fullName === '') missing(['applicant', 'fullName']);
    if (slip.procedureName === '') missing(['procedureName']);
  });
export type ReceiptSlipData = z.infer<typeof ReceiptSlipData>;
