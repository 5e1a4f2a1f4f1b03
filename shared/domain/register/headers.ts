/** Which column of a register holds what, told by its Vietnamese header in any case, spacing, punctuation or without diacritics. */
import { words } from '../text/fold.ts';
import headers from './headers.json' with { type: 'json' };
import { type RegisterCell, RegisterField } from './row.ts';

/** Field to column, counted from 0. */
export type HeaderMapping = Readonly<Partial<Record<RegisterField, number>>>;

export type MappedHeaders = {
  readonly mapping: HeaderMapping;
  /** Every column of the file with the field it is read as; null where it is not read. */
  readonly columns: readonly { readonly header: string; readonly field: RegisterField | null }[];
  /** Fields without which no row can be imported; `procedureName` stands for name or code. */
  readonly missing: readonly RegisterField[];
};

/** Rows above the header hold titles, name of the office and the like. */
const rowsBeforeHeader = 20;

const fieldsByHeader: ReadonlyMap<string, RegisterField> = new Map(
  RegisterField.options.flatMap((field) => headers[field].map((header) => [headerKey(header), field] as const)),
);

/** Maps a header row. Of two columns with the same meaning the first is read. */
export function mapHeaders(headerRow: readonly RegisterCell[]): MappedHeaders {
  const mapping: Partial<Record<RegisterField, number>> = {};
  const columns = headerRow.map((cell, column) => {
    const header = String(cell ?? '').trim();
    const field = fieldOf(header);
    if (field === undefined || mapping[field] !== undefined) return { header, field: null };
    mapping[field] = column;
    return { header, field };
  });
  return { mapping, columns, missing: missingFields(mapping) };
}

/** Index of the header among the first rows: the first with nothing missing, or `undefined`. */
export function findHeaderRow(rows: readonly (readonly RegisterCell[])[]): number | undefined {
  const found = rows.slice(0, rowsBeforeHeader).findIndex((row) => mapHeaders(row).missing.length === 0);
  return found < 0 ? undefined : found;
}

function missingFields(mapping: HeaderMapping): readonly RegisterField[] {
  const needed: RegisterField[] = ['dossierCode', 'applicantName', 'receivedAt'];
  const missing = needed.filter((field) => mapping[field] === undefined);
  return mapping.procedureName === undefined && mapping.procedureCode === undefined ? [...missing, 'procedureName'] : missing;
}

/** The header as it is, else without what stands in brackets: `Ngày nhận (dd/MM/yyyy)`. */
function fieldOf(header: string): RegisterField | undefined {
  return fieldsByHeader.get(headerKey(header)) ?? fieldsByHeader.get(headerKey(header.replace(/[([{][^)\]}]*[)\]}]/gu, ' ')));
}

function headerKey(header: string): string {
  return words(header).join('');
}
