import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import writeXlsxFile from 'write-excel-file/node';
import { importChunkBytes, type ImportProgress, maxImportBytes } from '#shared/contract/register.ts';
import { type Client, commandId, type Office, openOffice, reception, refusal } from '../../helpers/desk.ts';

const csv = readFileSync(join(import.meta.dirname, '../../fixtures/lac-tanh-2023-q1.csv'));
const table = Papa.parse<string[]>(csv.toString('utf8').replace(/^\uFEFF/u, ''), { skipEmptyLines: true }).data;
const [headers = [], ...rows] = table;
const column = (row: readonly string[], name: string): string => row[headers.indexOf(name)] ?? '';
const csvOf = (lines: readonly (readonly string[])[]): Buffer => Buffer.from(Papa.unparse(lines.map((line) => [...line])));

async function upload(call: Client, bytes: Uint8Array, fileName = 'so-theo-doi.csv'): Promise<string> {
  const { importId } = await call.register.begin({ fileName, byteLength: bytes.byteLength });
  for (let offset = 0; offset < bytes.byteLength; offset += importChunkBytes) {
    const part = bytes.subarray(offset, offset + importChunkBytes);
    const received = offset + part.byteLength;
    expect(await call.register.chunk({ importId, offset, base64: Buffer.from(part).toString('base64') })).toEqual({ received });
  }
  return importId;
}

async function run(call: Client, importId: string): Promise<ImportProgress[]> {
  const steps: ImportProgress[] = [];
  for await (const step of await call.register.run({ importId })) steps.push(step);
  return steps;
}

const whole = { read: 863, importable: 863, already: 0, rejected: [] };
const done = { phase: 'done', done: 863, total: 863, imported: 863, already: 0, rejected: 0 };

describe('a real quarter', () => {
  let office: Office;
  let tam: Client;
  beforeAll(async () => {
    office = await openOffice();
    tam = office.as('Trần Minh Tâm');
  });
  afterAll(() => {
    office.close();
  });

  test('is previewed with its headers mapped, then imported with progress that only grows', async () => {
    const importId = await upload(tam, csv);
    const preview = await tam.register.preview({ importId });
    expect(preview).toMatchObject(whole);
    expect(preview.headers.map(({ header }) => header)).toEqual(headers);
    expect(preview.headers.filter(({ field }) => field === null)).toEqual([]);
    expect(preview.sample).toEqual(rows.slice(0, 8));
    const progress = await run(tam, importId);
    expect(progress.at(0)).toEqual({ phase: 'running', done: 0, total: 863, imported: 0, already: 0, rejected: 0 });
    expect(progress.at(-1)).toEqual(done);
    expect(progress.map((step) => step.done)).toEqual(progress.map((step) => step.done).toSorted((a, b) => a - b));
    expect(progress.length).toBeGreaterThan(4);
    expect((await tam.dossier.count({ text: '' })).dossiers).toBe(863);
  });

  test('imported again, also as .xlsx, imports nothing', async () => {
    const xlsx = await writeXlsxFile(table.map((row) => row.map((value) => ({ value, type: String })))).toBuffer();
    for (const bytes of [csv, xlsx]) {
      const importId = await upload(tam, bytes);
      expect(await tam.register.preview({ importId })).toMatchObject({ ...whole, importable: 0, already: 863 });
      expect((await run(tam, importId)).at(-1)).toEqual({ ...done, imported: 0, already: 863 });
    }
    expect((await tam.dossier.count({ text: '' })).dossiers).toBe(863);
  });

  test('every dossier is found by name, with and without its marks and by a part of it, by number, phone and code, and by their ends', async () => {
    const codesOf = async (text: string) =>
      (await tam.dossier.find({ text, tab: 'all', offset: 0, limit: 500 })).rows.map(({ dossierCode }) => dossierCode);
    const missed: string[] = [];
    let asked = 0;
    for (const [index, row] of rows.entries()) {
      const [code, name, personalId, phone] = ['Mã hồ sơ', 'Tên cá nhân/tổ chức', 'Số định danh', 'Số điện thoại'].map((header) =>
        column(row, header),
      ) as [string, string, string, string];
      const partOfName = name.split(' ').slice(-2).join(' ');
      const ways = {
        code,
        codeEnd: code.slice(-11),
        name,
        folded: fold(name),
        partOfName,
        personalId,
        lastDigits: personalId.slice(-6),
        phone,
        phoneEnd: phone.slice(-6),
      };
      for (const [way, text] of Object.entries(ways)) {
        asked += 1;
        if (text === '' || !(await codesOf(text)).includes(code)) missed.push(`row ${index + 2} by ${way}`);
      }
    }
    expect([missed, asked]).toEqual([[], 863 * 9]);
  });

  test('an imported dossier has no receipt of ours to print', async () => {
    const found = await tam.dossier.byCode({ dossierCode: column(rows[0]!, 'Mã hồ sơ') });
    expect(
      await refusal(
        tam.paper.print({ commandId: commandId(1), dossierId: found!.dossierId, form: 'receiptSlip', layout: null, reason: null }),
      ),
    ).toEqual({ code: 'paper-unknown', data: {} });
  });
});

function fold(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('đ', 'd').replaceAll('Đ', 'D').toLowerCase();
}

describe('a file with faults', () => {
  let office: Office;
  let tam: Client;
  beforeAll(async () => {
    office = await openOffice();
    tam = office.as('Trần Minh Tâm');
  });
  afterAll(() => {
    office.close();
  });

  test('rejects bad rows by number and reason, and imports the others', async () => {
    const codeAt = headers.indexOf('Mã hồ sơ');
    const bad = (row: readonly string[], at: number, value: string) => row.map((cell, index) => (index === at ? value : cell));
    const [first, second, third, fourth] = rows as [string[], string[], string[], string[]];
    const importId = await upload(tam, csvOf([headers, first, bad(second, codeAt, 'không có mã'), third, bad(fourth, codeAt, '')]));
    const preview = await tam.register.preview({ importId });
    expect(preview).toMatchObject({ read: 4, importable: 2, already: 0 });
    expect(preview.rejected.map(({ row, reason }) => [row, reason])).toEqual([
      [3, 'bad-dossier-code'],
      [5, 'missing-dossier-code'],
    ]);
    expect((await run(tam, importId)).at(-1)).toEqual({ phase: 'done', done: 2, total: 2, imported: 2, already: 0, rejected: 2 });
  });

  test('a row that stands in it twice is imported once', async () => {
    const row = rows[10]!;
    const importId = await upload(tam, csvOf([headers, row, row]));
    expect((await tam.register.preview({ importId })).rejected).toMatchObject([{ row: 3, reason: 'duplicate-code' }]);
    expect((await run(tam, importId)).at(-1)).toMatchObject({ imported: 1, already: 0, rejected: 1 });
  });

  test('a row whose code was given here is not a second dossier', async () => {
    const { dossierCode } = await tam.reception.accept({
      commandId: commandId(1),
      draftId: null,
      reception: reception(),
      settledAtDesk: false,
    });
    const importId = await upload(
      tam,
      csvOf([headers, rows[20]!.map((cell, index) => (headers[index] === 'Mã hồ sơ' ? dossierCode : cell))]),
    );
    expect(await tam.register.preview({ importId })).toMatchObject({ importable: 0, already: 1 });
    expect((await run(tam, importId)).at(-1)).toMatchObject({ imported: 0, already: 1 });
    expect(office.store().dossiers.findByCode(dossierCode)).toHaveLength(1);
  });

  test('without the columns needed is refused, naming them, in the preview and in the run', async () => {
    const importId = await upload(
      tam,
      csvOf([
        ['STT', 'Ghi chú'],
        ['1', 'a'],
      ]),
    );
    const refused = { code: 'file-headers-unknown', data: { missing: expect.arrayContaining(['dossierCode']) } };
    expect(await refusal(tam.register.preview({ importId }))).toEqual(refused);
    expect(await refusal(run(tam, importId))).toEqual(refused);
  });

  test.each([
    ['that is no Excel file inside', Buffer.from('PK\u0003\u0004 nothing'), 'xlsx'],
    ['in another encoding', Buffer.from([0x4d, 0xe3, 0x20, 0xff]), 'encoding'],
    ['with a quote left open', Buffer.from('"Mã hồ sơ,Họ tên\n1,2\n'), 'csv-quotes'],
  ])('%s is refused', async (_, bytes, why) => {
    const importId = await upload(tam, bytes);
    expect(await refusal(tam.register.preview({ importId }))).toEqual({ code: 'file-unreadable', data: { why } });
  });
});

describe('an upload', () => {
  let office: Office;
  let tam: Client;
  beforeAll(async () => {
    office = await openOffice();
    tam = office.as('Trần Minh Tâm');
  });
  afterAll(() => {
    office.close();
  });
  const small = csvOf([headers, rows[0]!]);
  const base64 = small.toString('base64');

  test('a chunk sent twice does no harm; one that leaves a gap or overruns is refused; an unfinished file is not read', async () => {
    const { importId } = await tam.register.begin({ fileName: 'a.csv', byteLength: small.byteLength });
    const half = small.subarray(0, 10).toString('base64');
    expect(await tam.register.chunk({ importId, offset: 0, base64: half })).toEqual({ received: 10 });
    expect(await tam.register.chunk({ importId, offset: 0, base64: half })).toEqual({ received: 10 });
    const refused = { code: 'file-unreadable', data: { why: 'chunk' } };
    expect(await refusal(tam.register.chunk({ importId, offset: 20, base64: half }))).toEqual(refused);
    expect(await refusal(tam.register.chunk({ importId, offset: 10, base64 }))).toEqual(refused);
    expect(await refusal(tam.register.preview({ importId }))).toEqual({ code: 'file-unreadable', data: { why: 'incomplete' } });
    await tam.register.chunk({ importId, offset: 0, base64 });
    expect(await tam.register.preview({ importId })).toMatchObject({ read: 1, importable: 1 });
  });

  test('belongs to whoever began it, and is gone once cancelled', async () => {
    const importId = await upload(tam, small);
    const unknown = { code: 'import-unknown', data: {} };
    expect(await refusal(office.as('Phạm Công Quản').register.preview({ importId }))).toEqual(unknown);
    expect(await refusal(run(office.as('Phạm Công Quản'), importId))).toEqual(unknown);
    expect(await refusal(office.as('Lê Thị Hạnh').register.preview({ importId }))).toEqual({
      code: 'not-permitted',
      data: { needs: 'register.import' },
    });
    expect(await tam.register.cancel({ importId })).toEqual({});
    expect(await refusal(run(tam, importId))).toEqual(unknown);
  });

  test('of more than the limit is refused before it begins', async () => {
    expect(await refusal(tam.register.begin({ fileName: 'a.csv', byteLength: maxImportBytes + 1 }))).toEqual({
      code: 'file-too-large',
      data: { maxBytes: maxImportBytes },
    });
  });
});
