import * as z from 'zod';
import { FormSetId, type DossierRegisterColumnKey, type FormSet } from './form-sets.ts';
import { LocalMinute, PrintedText } from './printed-values.ts';

/** So many rows are laid out at once at most: a paper process stays at some 270 MB over a whole book, and takes some 300 more for a part of the longest texts there can be. */
export const registerRowsAPart = 250;

/** One numbered dossier. What is not known yet is null and left blank for the pen. */
export const DossierRegisterRow = z.object({
  registerNo: z.int().min(1),
  dossierCode: PrintedText,
  procedureName: PrintedText,
  dossierCount: z.int().min(0),
  applicantName: PrintedText,
  /** Address and telephone. */
  contact: PrintedText,
  /** The agency that settles it. */
  settledBy: PrintedText,
  receivedAt: LocalMinute.nullable(),
  dueAt: LocalMinute.nullable(),
  returnedAt: LocalMinute.nullable(),
  delivery: z.enum(['counter', 'postal', 'electronic']).nullable(),
  note: PrintedText,
});
export type DossierRegisterRow = z.infer<typeof DossierRegisterRow>;

/**
 * Sổ theo dõi hồ sơ (Mẫu 06 of TT 01/2018/TT-VPCP, 07 of TT 03/2025/TT-VPCP): one volume of one year, rows in the order of their numbers. Book rules: TT
 * 01/2018 Đ10 k2. Columns and their words come from the form set.
 */
export const DossierRegisterData = z.object({
  formSetId: FormSetId,
  /** When it was printed, ISO with offset: becomes the document date, so that the same data give the same bytes. */
  occurredAt: z.iso.datetime({ offset: true }),
  agencyName: PrintedText,
  unitName: PrintedText,
  place: PrintedText,
  year: z.int().min(2000).max(2100),
  volume: PrintedText,
  printedAt: LocalMinute,
  /** Dossiers of the whole volume; a long one is printed in parts. */
  dossiers: z.int().min(0),
  /** Numbered pages of the parts before this one; 0 puts the cover in front. */
  pagesBefore: z.int().min(0),
  /** Whether these are the volume's last rows. */
  isLast: z.boolean(),
  /** Of a part that is not the last, only those that fill whole sheets are set: a book has no blank page in its midst. */
  rows: z.array(DossierRegisterRow).max(registerRowsAPart),
});
export type DossierRegisterData = z.infer<typeof DossierRegisterData>;

type Cell = (row: DossierRegisterRow) => string;

const deliveryWords = { counter: 'Trực tiếp', postal: 'Bưu chính', electronic: 'Điện tử' } as const;

const cells: { readonly [key in DossierRegisterColumnKey]: Cell } = {
  registerNo: ({ registerNo }) => String(registerNo).padStart(2, '0'),
  // The agency on the first line, date and number whole on the second.
  dossierCode: ({ dossierCode }) => dossierCode.replace('-', '-\n'),
  procedureName: ({ procedureName }) => procedureName,
  dossierCount: ({ dossierCount }) => String(dossierCount).padStart(2, '0'),
  applicantName: ({ applicantName }) => applicantName,
  contact: ({ contact }) => contact,
  settledBy: ({ settledBy }) => settledBy,
  receivedAt: ({ receivedAt }) => moment(receivedAt),
  dueAt: ({ dueAt }) => moment(dueAt),
  returnedAt: ({ returnedAt }) => moment(returnedAt),
  delivery: ({ delivery }) => (delivery === null ? '' : deliveryWords[delivery]),
  signature: () => '',
  note: ({ note }) => note,
};

/** `08:05 24/04/2025` */
function moment(at: string | null): string {
  return at === null ? '' : `${at.slice(11)} ${at.slice(8, 10)}/${at.slice(5, 7)}/${at.slice(0, 4)}`;
}

/** What the template reads: the form's words and every row as texts, in the order of its columns. */
export function dossierRegisterSheet({ rows, formSetId: _id, occurredAt: _at, ...head }: DossierRegisterData, formSet: FormSet) {
  const { formNumber, title, columns } = formSet.dossierRegister;
  return {
    ...head,
    formNumber,
    title,
    columns: columns.map(({ label, group, width }) => ({ label, group, width })),
    rows: rows.map((row) => columns.map(({ key }) => cells[key](row))),
  };
}
