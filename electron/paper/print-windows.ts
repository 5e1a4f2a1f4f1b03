import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod';
import { fail } from '#shared/errors.ts';
import { preparePrintFolder, withPrintFile } from './print-file.ts';
import type { Printer, PrintJobStatus, PrintOptions, PrintQueue } from './print.ts';

/** Runs a program to its end and gives what it wrote. Rejects when it cannot start, ends with anything but 0, or takes longer; then it is ended. */
export type Run = (file: string, args: readonly string[], timeoutMs: number) => Promise<string>;

export type WindowsQueueOptions = {
  readonly folder: string;
  /** The SumatraPDF shipped beside the app as a real file: from inside the archive nothing can be run. */
  readonly sumatraPdfPath: string;
  readonly timeoutMs?: number;
  /** Replaced by tests. */
  readonly run?: Run;
};

/** By its full path: Windows would look in the current folder first. */
const powershell = join(process.env['SystemRoot'] ?? 'C:\\Windows', 'System32', 'WindowsPowerShell', 'v1.0', 'powershell.exe');
/** One JSON object a line, in UTF-8: Vietnamese names would arrive in the console's old code page. */
const listScript =
  '[Console]::OutputEncoding = New-Object System.Text.UTF8Encoding $false; Get-CimInstance Win32_Printer -Property Name,Default | ForEach-Object { $_ | Select-Object Name,Default | ConvertTo-Json -Compress }';
const sides = { oneSided: 'simplex', longEdge: 'duplexlong', shortEdge: 'duplexshort' } as const;

const Listed = z.object({ Name: z.string().min(1), Default: z.boolean() });

const execute = promisify(execFile);

/** Without `windowsHide` every call would open a black window over the form and take the focus from it. */
export const runHidden: Run = async (file, args, timeoutMs) => {
  const { stdout } = await execute(file, [...args], { windowsHide: true, timeout: timeoutMs, encoding: 'utf8' });
  return stdout;
};

/** What SumatraPDF is told: `-print-settings` of its documented command line. A roll's printer knows its own paper. */
function sumatraArguments(path: string, printer: string, { copies, paper, duplex, pages }: PrintOptions): readonly string[] {
  const settings = [
    ...(pages === undefined ? [] : [`${String(pages.first)}-${String(pages.last)}`]),
    'noscale',
    sides[duplex],
    ...(paper === 'roll80' ? [] : [`paper=${paper.toUpperCase()}`]),
    `${String(copies)}x`,
  ];
  return ['-print-to', printer, '-silent', '-print-settings', settings.join(','), path];
}

/**
 * Printing on Windows. SumatraPDF ends when the spooler has taken the whole document, so a job that `print` gave an id for is `ended`
 * as far as this program can tell. Written after the programs' documents; it needs a Windows PC to be seen at work.
 */
export async function createWindowsQueue(options: WindowsQueueOptions): Promise<PrintQueue> {
  const { folder, sumatraPdfPath, timeoutMs = 60_000, run = runHidden } = options;
  await preparePrintFolder(folder);
  const handedOver = new Set<string>();

  const inTime = async (printer: string, file: string, args: readonly string[]): Promise<string> => {
    try {
      return await run(file, args, timeoutMs);
    } catch (error) {
      throw fail('printer-silent', { printer }, error);
    }
  };
  const list = async (): Promise<readonly Printer[]> => {
    const answer = await inTime('', powershell, ['-NoLogo', '-NoProfile', '-NonInteractive', '-Command', listScript]);
    const printers = answer.split(/\r?\n/u).filter((line) => line !== '');
    return printers.map((line) => {
      const { Name, Default } = Listed.parse(JSON.parse(line));
      return { name: Name, isDefault: Default };
    });
  };

  return {
    list,
    async print(pdf, job) {
      const printer = (await list()).find((one) => (job.printer === null ? one.isDefault : one.name === job.printer))?.name;
      if (printer === undefined) throw fail('printer-missing', { printer: job.printer ?? '' });
      await withPrintFile(folder, pdf, (path) => inTime(printer, sumatraPdfPath, sumatraArguments(path, printer, job)));
      const jobId = randomUUID();
      handedOver.add(jobId);
      return jobId;
    },
    status: (jobId): Promise<PrintJobStatus> => Promise.resolve(handedOver.has(jobId) ? 'ended' : 'unknown'),
  };
}
