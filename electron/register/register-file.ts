/** Reads a register file into cells: CSV (UTF-8 or UTF-16, comma, semicolon or tab) and Excel .xlsx, told apart by their bytes, not their name. */
import { unzipSync } from 'fflate';
import Papa from 'papaparse';
import { readSheet } from 'read-excel-file/node';
import { fail } from '#shared/errors.ts';
import { maxImportBytes } from '#shared/contract/register.ts';
import type { RegisterCell } from '#shared/domain/register/row.ts';

/** Rows of cells as they stand in the file, the first row being number 1. Throws `file-too-large`, `file-unreadable`. */
export async function readRegisterFile(bytes: Uint8Array): Promise<readonly (readonly RegisterCell[])[]> {
  if (bytes.byteLength > maxImportBytes) throw fail('file-too-large', { maxBytes: maxImportBytes });
  return isZip(bytes) ? readXlsx(bytes) : readCsv(bytes);
}

function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b;
}

/** A register of 100,000 rows takes a tenth of this. */
const maxUnpackedBytes = 300 * 1024 * 1024;

/** What the packed file says it holds. One that lies is stopped by the memory its process may take. */
function sizeInside(bytes: Uint8Array): number {
  let total = 0;
  try {
    unzipSync(bytes, {
      filter: ({ originalSize }) => {
        total += originalSize;
        return false;
      },
    });
  } catch (error) {
    throw fail('file-unreadable', { why: 'xlsx' }, error);
  }
  return total;
}

async function readXlsx(bytes: Uint8Array): Promise<RegisterCell[][]> {
  if (sizeInside(bytes) > maxUnpackedBytes) throw fail('file-unreadable', { why: 'too-large-inside' });
  try {
    const rows = await readSheet(Buffer.from(bytes));
    return rows.map((row) => row.map(cellOf));
  } catch (error) {
    throw fail('file-unreadable', { why: 'xlsx' }, error);
  }
}

/** Excel's dates have no zone: the library gives the wall clock as if it were UTC. */
function cellOf(cell: unknown): RegisterCell {
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? null : cell.toISOString().slice(0, 19);
  return typeof cell === 'string' || typeof cell === 'number' || typeof cell === 'boolean' ? cell : null;
}

function readCsv(bytes: Uint8Array): RegisterCell[][] {
  const { data, errors } = Papa.parse<string[]>(decode(bytes), { skipEmptyLines: false });
  const fatal = errors.find(({ type }) => type === 'Quotes');
  if (fatal !== undefined) throw fail('file-unreadable', { why: 'csv-quotes' });
  return data;
}

function decode(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const encoding = first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (error) {
    throw fail('file-unreadable', { why: 'encoding' }, error);
  }
}
