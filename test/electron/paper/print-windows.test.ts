/** What Windows' own programs are told, and what is made of their answers. That a printer obeys needs a Windows PC (build/first-start-sheet.md). */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createWindowsQueue, runHidden, type Run } from '../../../electron/paper/print-windows.ts';

const sumatraPdfPath = 'C:\\Program Files\\Mot Cua\\resources\\bin\\SumatraPDF.exe';
const printers = [
  { Name: 'Máy in tầng 1: HP M404', Default: true },
  { Name: '\\\\may-chu\\Brother HL-L2321D', Default: false },
]
  .map((one) => `${JSON.stringify(one)}\r\n`)
  .join('');
const pdf = Buffer.from('%PDF-1.7 giấy');

let folder = '';
let calls: { readonly file: string; readonly args: readonly string[] }[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mc-print-'));
  calls = [];
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** PowerShell answers `list`; SumatraPDF is `print`, given the file's bytes. */
const queueOf = (list: string, print: (bytes: Buffer) => Promise<string> = () => Promise.resolve('')) => {
  const run: Run = (file, args) => {
    calls.push({ file, args });
    return file === sumatraPdfPath ? print(readFileSync(args.at(-1) ?? '')) : Promise.resolve(list);
  };
  return createWindowsQueue({ folder, sumatraPdfPath, run });
};
const settings = { printer: null, copies: 1, paper: 'a5', duplex: 'oneSided' } as const;

test('names come whole, with their letters, colons and shares', async () => {
  const queue = await queueOf(printers);
  expect(await queue.list()).toEqual([
    { name: 'Máy in tầng 1: HP M404', isDefault: true },
    { name: '\\\\may-chu\\Brother HL-L2321D', isDefault: false },
  ]);
  expect(calls[0]?.file).toMatch(/System32.WindowsPowerShell.v1\.0.powershell\.exe$/u);
  expect(calls[0]?.args.slice(0, 4)).toEqual(['-NoLogo', '-NoProfile', '-NonInteractive', '-Command']);
});

test('a paper goes to the default printer as one document, and its file is gone', async () => {
  const seen: string[] = [];
  const queue = await queueOf(printers, (bytes) => {
    seen.push(bytes.toString());
    return Promise.resolve('');
  });
  const jobId = await queue.print(pdf, settings);
  const path = calls[1]?.args.at(-1);
  expect(calls[1]).toEqual({
    file: sumatraPdfPath,
    args: ['-print-to', 'Máy in tầng 1: HP M404', '-silent', '-print-settings', 'noscale,simplex,paper=A5,1x', path],
  });
  expect(seen).toEqual([pdf.toString()]);
  expect(readdirSync(folder)).toEqual([]);
  await queue.print(pdf, { ...settings, pages: { first: 57, last: 58 } });
  expect(calls.at(-1)?.args).toContain('57-58,noscale,simplex,paper=A5,1x');
  expect([await queue.status(jobId), await queue.status('another')]).toEqual(['ended', 'unknown']);
});

test.each([
  [{ paper: 'a4', duplex: 'shortEdge', copies: 2 }, 'noscale,duplexshort,paper=A4,2x'],
  [{ paper: 'a5', duplex: 'longEdge', copies: 1 }, 'noscale,duplexlong,paper=A5,1x'],
  [{ paper: 'roll80', duplex: 'oneSided', copies: 1 }, 'noscale,simplex,1x'],
] as const)('%o is told as %s', async (asked, told) => {
  const queue = await queueOf(printers);
  await queue.print(pdf, { ...asked, printer: '\\\\may-chu\\Brother HL-L2321D' });
  expect(calls[1]?.args.slice(0, 5)).toEqual(['-print-to', '\\\\may-chu\\Brother HL-L2321D', '-silent', '-print-settings', told]);
});

test.each([
  ['the named one is not there', printers, 'Máy cũ'],
  ['none is the default', '{"Name":"Fax","Default":false}\r\n', null],
  ['there is none at all', '', null],
])('%s: nothing is sent', async (_name, list, printer) => {
  const queue = await queueOf(list);
  await expect(queue.print(pdf, { ...settings, printer })).rejects.toMatchObject({
    code: 'printer-missing',
    params: { printer: printer ?? '' },
  });
  expect(calls.length).toBe(1);
});

test('a printer that fails is called silent, and its file is gone too', async () => {
  const queue = await queueOf(printers, () => Promise.reject(new Error('Command failed')));
  await expect(queue.print(pdf, settings)).rejects.toMatchObject({ code: 'printer-silent', params: { printer: 'Máy in tầng 1: HP M404' } });
  expect(readdirSync(folder)).toEqual([]);
});

test('a program gives what it wrote, and one that does not end is ended', async () => {
  expect(await runHidden(process.execPath, ['-e', 'process.stdout.write("Máy in")'], 60_000)).toBe('Máy in');
  await expect(runHidden(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], 500)).rejects.toMatchObject({ killed: true });
}, 120_000);
