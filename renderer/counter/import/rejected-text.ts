/** Rows that were not imported, in words and as text to hand on. */
import type { TFunction } from 'i18next';
import type { RejectedRow } from '#shared/contract/register.ts';

/** Why a row was not imported. Names of fields are shown in the person's language. */
export function rejectionText({ reason, params }: Omit<RejectedRow, 'row'>, t: TFunction): string {
  const { field } = params;
  return t(`register.rejected.${reason}`, { ...params, ...(field === undefined ? {} : { field: t(`importing.fields.${field}`) }) });
}

/** One line a row, for a text file or a message: what a cell held begins no line of its own, which a spreadsheet would read as a formula. */
export function rejectedText(rows: readonly RejectedRow[], t: TFunction): string {
  return rows
    .map((row) => t('importing.rejectedLine', { row: row.row, reason: rejectionText(row, t).replaceAll(/\s+/gu, ' ') }))
    .join('\n');
}
