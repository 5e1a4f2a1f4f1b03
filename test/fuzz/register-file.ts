import { deepStrictEqual, ok } from 'node:assert/strict';
import * as fc from 'fast-check';
import { unzipSync, zipSync } from 'fflate';
import Papa from 'papaparse';
import writeXlsxFile from 'write-excel-file/node';
import { Failure } from '#shared/errors.ts';
import { readRegister } from '../../electron/register/read-register.ts';
import { readRegisterFile } from '../../electron/register/register-file.ts';
import { type FuzzTarget, tally } from './target.ts';

const known: ReadonlySet<string> = new Set(['file-unreadable', 'file-too-large', 'file-headers-unknown']);
const headers = ['Mã hồ sơ', 'Tên thủ tục', 'Họ và tên', 'Ngày tiếp nhận', 'Ngày hẹn trả', 'Lĩnh vực'];
const cell = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.constantFrom(
    '=HYPERLINK("http://x")',
    '@SUM(1)',
    '-1',
    '+1',
    '\t1',
    '"',
    "'",
    ',',
    ';',
    '\n',
    '29/02/2025',
    '24/04/2025 08:05',
    '𠮷',
    '\u202e',
  ),
);
const table = fc.array(fc.array(cell, { minLength: headers.length, maxLength: headers.length }), { maxLength: 6 });
const bytes = fc.uint8Array({ maxLength: 400 });

/** Any bytes are rows or a refusal by name; a table written as CSV is read back cell by cell as it was. */
export const csvTarget: FuzzTarget = {
  name: 'register-csv',
  run: async (steps, seed) => {
    const count = tally();
    await fc.assert(
      fc.asyncProperty(fc.oneof({ weight: 2, arbitrary: table }, bytes), async (given) => {
        if (given instanceof Uint8Array) return judged(given, count);
        // A line of its own in the heading keeps the comma as what divides, whatever the cells hold.
        const rows = [headers, ...given];
        const text = Papa.unparse(rows, { quotes: true, newline: '\r\n' });
        deepStrictEqual(await readRegisterFile(Buffer.from(text, 'utf8')), rows);
        await judged(Buffer.from(text, 'utf8'), count);
      }),
      { numRuns: steps, seed },
    );
    return count.of(steps);
  },
};

/** A workbook with bytes changed, inside and outside of its parts, is rows or a refusal by name. */
export const xlsxTarget: FuzzTarget = {
  name: 'register-xlsx',
  run: async (steps, seed) => {
    const count = tally();
    const row = ['000.05.24.H11-250424-2001', 'Đăng ký khai sinh', 'Người Thử', '24/04/2025 08:05', '29/04/2025', 'Hộ tịch'];
    const parts = unzipSync(await xlsx([headers, row]));
    const names = Object.keys(parts);
    // Packed anew only where a part was changed.
    const whole = { packed: zipSync(parts), stored: zipSync(parts, { level: 0 }) };
    const change = fc.tuple(fc.nat(), fc.nat(), fc.uint8Array({ minLength: 1, maxLength: 8 }), fc.boolean());
    // Stored parts take a fifth of the time, and what is changed outside of them changes what they say; packed ones try what unpacks.
    const how = fc.constantFrom<'packed' | 'stored'>('packed', 'stored', 'stored', 'stored');
    await fc.assert(
      fc.asyncProperty(fc.array(change, { maxLength: 3 }), how, async (changes, packing) => {
        const changed = changes.filter(([, , , within]) => within);
        const inside: Record<string, Uint8Array<ArrayBuffer>> = { ...parts };
        for (const [which, at, part] of changed) {
          const name = names[which % names.length] ?? '';
          inside[name] = over(parts[name] ?? new Uint8Array(), at, part);
        }
        const before = changed.length === 0 ? whole[packing] : zipSync(inside, { level: packing === 'stored' ? 0 : 6 });
        const file = changes.filter(([, , , within]) => !within).reduce<Uint8Array>((now, [, at, part]) => over(now, at, part), before);
        await judged(file, count);
      }),
      { numRuns: steps, seed },
    );
    return count.of(steps);
  },
};

async function xlsx(rows: readonly (readonly string[])[]): Promise<Uint8Array> {
  const data = rows.map((cells) => cells.map((value) => ({ value, type: String })));
  return new Uint8Array(await writeXlsxFile(data).toBuffer());
}

function over(bytes: Uint8Array, at: number, part: Uint8Array): Uint8Array<ArrayBuffer> {
  const out = Buffer.from(bytes);
  Buffer.from(part).copy(out, out.length === 0 ? 0 : at % out.length);
  return new Uint8Array(out);
}

async function judged(file: Uint8Array, count: ReturnType<typeof tally>): Promise<void> {
  try {
    const { good, rejected, read } = await readRegister(file);
    deepStrictEqual(good.length + rejected.length, read);
    for (const { row } of good) ok(row.applicantName.isWellFormed());
    count.accept();
  } catch (error) {
    if (!(error instanceof Failure) || !known.has(error.code)) throw error;
    count.refuse();
  }
}
