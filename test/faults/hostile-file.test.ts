/** Register files made to break the desk: they are refused in words, in a process of their own, and the desk answers meanwhile. */
import { strToU8, zipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { importChunkBytes, maxImportBytes } from '#shared/contract/register.ts';
import { forkPaper } from '../../electron/paper/fork.ts';
import { type Client, type Office, openOffice, refusal } from '../helpers/desk.ts';

const megabyte = 1024 * 1024;
const started: number[] = [];
let office: Office;
let tam: Client;
beforeAll(async () => {
  office = await openOffice({ paper: forkPaper({ memoryLimitBytes: 250 * megabyte, onStart: (pid) => started.push(pid) }) });
  tam = office.as('Trần Minh Tâm');
}, 120_000);
afterAll(async () => {
  await office.ports.paper.close();
  office.close();
});

async function send(bytes: Uint8Array): Promise<string> {
  const { importId } = await tam.register.begin({ fileName: 'so.xlsx', byteLength: bytes.byteLength });
  for (let offset = 0; offset < bytes.byteLength; offset += importChunkBytes) {
    const part = bytes.subarray(offset, offset + importChunkBytes);
    await tam.register.chunk({ importId, offset, base64: Buffer.from(part).toString('base64') });
  }
  return importId;
}

/** A workbook whose one sheet is `size` bytes of blanks and packs to almost nothing. */
function bomb(size: number): Uint8Array {
  const part = (text: string) => strToU8(`<?xml version="1.0" encoding="UTF-8"?>${text}`);
  const relations = 'http://schemas.openxmlformats.org/package/2006/relationships';
  const office2006 = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const sheet = Buffer.alloc(size, ' ');
  sheet.write(`<worksheet xmlns="${main}"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>`);
  sheet.write('</t></is></c></row></sheetData></worksheet>', size - 43);
  return zipSync(
    {
      '_rels/.rels': part(
        `<Relationships xmlns="${relations}"><Relationship Id="a" Type="${office2006}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
      ),
      'xl/workbook.xml': part(
        `<workbook xmlns="${main}" xmlns:r="${office2006}"><sheets><sheet name="a" sheetId="1" r:id="b"/></sheets></workbook>`,
      ),
      'xl/_rels/workbook.xml.rels': part(
        `<Relationships xmlns="${relations}"><Relationship Id="b" Type="${office2006}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
      ),
      'xl/worksheets/sheet1.xml': new Uint8Array(sheet),
    },
    { level: 1 },
  );
}

/** The same file, saying another size of what is `size` bytes inside. */
function lying(bytes: Uint8Array, size: number, said: number): Uint8Array {
  const file = Buffer.from(bytes);
  const real = Buffer.alloc(4);
  real.writeUInt32LE(size);
  for (let at = file.indexOf(real); at !== -1; at = file.indexOf(real, at + 4)) file.writeUInt32LE(said, at);
  return file;
}

test('a packed file that says it grows beyond all measure is refused before it is unpacked', { timeout: 120_000 }, async () => {
  const importId = await send(lying(bomb(megabyte), megabyte, 2_000 * megabyte));
  expect(await refusal(tam.register.preview({ importId }))).toEqual({ code: 'file-unreadable', data: { why: 'too-large-inside' } });
  // The process that looked is the one that is still there.
  const processes = started.length;
  await refusal(tam.register.preview({ importId }));
  expect(started).toHaveLength(processes);
});

test('one that grows beyond the memory of its process ends that process alone', { timeout: 120_000 }, async () => {
  const importId = await send(bomb(160 * megabyte));
  expect(await refusal(tam.register.preview({ importId }))).toEqual({ code: 'file-unreadable', data: { why: 'too-large-inside' } });
});

test('one that lies about its size is refused, and the desk answers meanwhile', { timeout: 120_000 }, async () => {
  const size = 20 * megabyte;
  const importId = await send(lying(bomb(size), size, 1_000));
  const outcome = refusal(tam.register.preview({ importId }));
  const searched = await office.as('Lê Thị Hạnh').dossier.find({ text: 'khai sinh', tab: 'all', offset: 0, limit: 10 });
  expect(searched.rows).toEqual([]);
  expect((await outcome).code).toBe('file-unreadable');
  const csv = Buffer.from('Mã hồ sơ,Họ tên\n1,2\n');
  expect((await refusal(tam.register.preview({ importId: await send(csv) }))).code).toBe('file-headers-unknown');
});

test('200 MB are refused by their size, before a byte of them is taken', async () => {
  const before = process.memoryUsage.rss();
  expect(await refusal(tam.register.begin({ fileName: 'so.csv', byteLength: 200 * megabyte }))).toEqual({
    code: 'file-too-large',
    data: { maxBytes: maxImportBytes },
  });
  expect(process.memoryUsage.rss() - before).toBeLessThan(100 * megabyte);
});
