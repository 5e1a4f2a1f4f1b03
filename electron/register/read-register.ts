/**
 * An old register's bytes become judged rows. Nothing here knows a store: it runs in the paper process, which has limits of its own, because what a file holds
 * once unpacked nobody can say before.
 */
import { createHash } from 'node:crypto';
import { findHeaderRow, mapHeaders, type MappedHeaders } from '#shared/domain/register/headers.ts';
import { isBlankRow, registerReader } from '#shared/domain/register/parse-row.ts';
import type { RegisterCell, RegisterRow, RejectedRegisterRow } from '#shared/domain/register/row.ts';
import { fail } from '#shared/errors.ts';
import { readRegisterFile } from './register-file.ts';

export type NumberedRow = { readonly number: number; readonly row: RegisterRow };

/** A register file read and judged; nothing of it is in the store yet. */
export type ReadRegister = {
  readonly sha256: string;
  readonly headers: MappedHeaders;
  /** Rows that are not blank, without the header. */
  readonly read: number;
  readonly good: readonly NumberedRow[];
  readonly rejected: readonly RejectedRegisterRow[];
  /** First rows as they stand, for the preview. */
  readonly sample: readonly (readonly RegisterCell[])[];
};

const sampleRows = 8;

/** Throws `file-unreadable`, `file-too-large`, `file-headers-unknown` (naming the columns that are missing). */
export async function readRegister(bytes: Uint8Array): Promise<ReadRegister> {
  const rows = await readRegisterFile(bytes);
  const headerIndex = findHeaderRow(rows);
  if (headerIndex === undefined)
    throw fail('file-headers-unknown', { missing: [...mapHeaders(rows.find((row) => !isBlankRow(row)) ?? []).missing] });
  const headers = mapHeaders(rows[headerIndex] ?? []);
  const readRow = registerReader(headers.mapping);
  const numbered = rows
    .map((cells, index) => ({ cells, number: index + 1 }))
    .slice(headerIndex + 1)
    .filter(({ cells }) => !isBlankRow(cells));
  const results = numbered.map(({ cells, number }) => ({ number, result: readRow(cells, number) }));
  return {
    sha256: createHash('sha256').update(bytes).digest('hex'),
    headers,
    read: results.length,
    good: results.flatMap(({ number, result }) => (result.ok ? [{ number, row: result.row }] : [])),
    rejected: results.flatMap(({ result }) => (result.ok ? [] : [result])),
    sample: numbered.slice(0, sampleRows).map(({ cells }) => cells),
  };
}
