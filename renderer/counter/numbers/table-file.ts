/** A table of texts as a file another program opens. No cell is ever a formula there, whatever somebody typed into it. */
import papaparse from 'papaparse';
import writeExcelFile from 'write-excel-file/browser';

export type TableKind = 'xlsx' | 'csv';

export async function tableFile(kind: TableKind, table: readonly (readonly string[])[]): Promise<Blob> {
  return kind === 'csv' ? new Blob([csvText(table)], { type: 'text/csv' }) : await excelFile(table);
}

/** UTF-8 with its mark, so that Excel reads the accents. What would begin a formula gets an apostrophe before it. */
export function csvText(table: readonly (readonly string[])[]): string {
  return `\uFEFF${papaparse.unparse(
    table.map((row) => [...row]),
    { escapeFormulae: true, newline: '\r\n' },
  )}`;
}

/** Every cell says that it is text. */
function excelFile(table: readonly (readonly string[])[]): Promise<Blob> {
  return writeExcelFile(table.map((row) => row.map((value) => ({ value, type: String })))).toBlob();
}
