/** Registers as they come from offices: the quarter of Lạc Tánh as CSV and as Excel, and one with rows that cannot be read. */
import papaparse from 'papaparse';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import writeExcelFile from 'write-excel-file/node';
import { root } from './root.ts';

export type RegisterFile = { readonly name: string; readonly mimeType: string; readonly buffer: Buffer };

const csv = readFileSync(join(root, 'test/fixtures/lac-tanh-2023-q1.csv'));
const [header = [], ...rows] = papaparse.parse<string[]>(csv.toString('utf8').replace(/^\uFEFF/u, ''), { skipEmptyLines: true }).data;

export const quarter: RegisterFile = { name: 'so-theo-doi-quy-1.csv', mimeType: 'text/csv', buffer: csv };

/** Every cell as text, the way an office saves it. */
export async function quarterAsExcel(): Promise<RegisterFile> {
  const buffer = await writeExcelFile([header, ...rows].map((cells) => cells.map((value) => ({ value, type: String })))).toBuffer();
  return { name: 'so-theo-doi-quy-1.xlsx', mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', buffer };
}

/** Ten rows of the quarter: the second has no code, the fourth no date that can be read, the sixth the code of the first. */
export function damaged(): RegisterFile {
  const column = (name: string): number => header.indexOf(name);
  const ten = rows.slice(0, 10).map((cells) => [...cells]);
  ten[1]![column('Mã hồ sơ')] = '';
  ten[3]![column('Ngày nhận')] = 'hôm kia';
  ten[5]![column('Mã hồ sơ')] = ten[0]![column('Mã hồ sơ')]!;
  return { name: 'so-hong.csv', mimeType: 'text/csv', buffer: Buffer.from(`\uFEFF${papaparse.unparse([header, ...ten])}`, 'utf8') };
}
