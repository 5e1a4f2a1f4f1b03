import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { fail } from '#shared/errors.ts';
import { preparePrintFolder, withPrintFile } from './print-file.ts';
import { purgeCupsJob } from './cups-purge.ts';
import { createSpoolSweep } from './spool-sweep.ts';
import type { Printer, PrintJobStatus, PrintOptions, PrintQueue } from './print.ts';

const run = promisify(execFile);

const sides = { oneSided: 'one-sided', longEdge: 'two-sided-long-edge', shortEdge: 'two-sided-short-edge' } as const;

export type CupsOptions = {
  /** Folder for print files; made with mode 0700. */
  readonly folder: string;
  /** How long a command of the print system may take. */
  readonly timeoutMs?: number;
};

/** What `lpstat` says when nothing is set up, which is an answer and not a failure. */
const NO_PRINTERS = /No destinations added/;
const NO_SUCH_PRINTER = /does not exist|Invalid destination|no default destination|Unknown destination/i;

function linesOf(text: string): readonly string[] {
  return text.split('\n').filter((line) => line.trim() !== '');
}

/** `accepting` lists names one a line; the default is what follows the last colon of its own line. */
function readPrinters(accepting: string, defaultLine: string): readonly Printer[] {
  const byDefault = /: (\S+)\s*$/.exec(defaultLine)?.[1];
  return linesOf(accepting).map((line) => ({ name: line.trim(), isDefault: line.trim() === byDefault }));
}

/** The lines of `lpstat -l -o` about one job: its own line begins with the id, those indented belong to it. */
function aboutJob(listing: string, jobId: string): string | undefined {
  const lines = linesOf(listing);
  const at = lines.findIndex((line) => line.startsWith(`${jobId} `));
  if (at < 0) return undefined;
  const end = lines.findIndex((line, n) => n > at && !/^\s/.test(line));
  return lines.slice(at, end < 0 ? undefined : end).join('\n');
}

function isKilled(error: unknown): boolean {
  return error instanceof Error && 'killed' in error && error.killed === true;
}

function saidBy(error: unknown): string {
  return error instanceof Error && 'stderr' in error ? String(error.stderr) : '';
}

/**
 * Printing through CUPS by its own commands, called with an argument list and no shell: a printer's name is never read as a command.
 * (The unix-print package puts the file's and the printer's name into a shell line.)
 */
export async function createCupsQueue({ folder, timeoutMs = 15_000 }: CupsOptions): Promise<PrintQueue> {
  await preparePrintFolder(folder);

  const ask = async (command: 'lp' | 'lpstat', args: readonly string[], printer: string): Promise<string> => {
    try {
      const { stdout } = await run(command, args, { timeout: timeoutMs, env: { ...process.env, LC_ALL: 'C', LANG: 'C' } });
      return stdout;
    } catch (error) {
      const said = saidBy(error);
      if (NO_PRINTERS.test(said)) return '';
      if (!isKilled(error) && NO_SUCH_PRINTER.test(said)) throw fail('printer-missing', { printer }, error);
      throw fail('printer-silent', { printer }, error);
    }
  };

  const list = async (): Promise<readonly Printer[]> => {
    const [names, byDefault] = [await ask('lpstat', ['-e'], ''), await ask('lpstat', ['-d'], '')];
    return readPrinters(names, byDefault);
  };

  const choose = async (wanted: string | null): Promise<string> => {
    const found = (await list()).find((printer) => (wanted === null ? printer.isDefault : printer.name === wanted));
    if (found !== undefined) return found.name;
    // `lpstat -e` answers an empty list also when nobody is there to ask.
    const answers = /scheduler is running/.test(await ask('lpstat', ['-r'], wanted ?? ''));
    throw fail(answers ? 'printer-missing' : 'printer-silent', { printer: wanted ?? '' });
  };

  const send = async (path: string, printer: string, options: PrintOptions): Promise<string> => {
    const settings = [
      `media=${options.paper === 'roll80' ? 'Custom.80x297mm' : options.paper.toUpperCase()}`,
      `sides=${sides[options.duplex]}`,
      'print-scaling=none',
      'job-sheets=none,none',
      ...(options.pages === undefined ? [] : [`page-ranges=${String(options.pages.first)}-${String(options.pages.last)}`]),
    ];
    const args = ['-d', printer, '-n', String(options.copies), '-t', 'Mot Cua', ...settings.flatMap((one) => ['-o', one]), '--', path];
    const answer = await ask('lp', args, printer);
    const jobId = /request id is (\S+)/.exec(answer)?.[1];
    if (jobId === undefined) throw fail('printer-silent', { printer }, new Error('lp gave no job id'));
    return jobId;
  };

  const sweep = createSpoolSweep(folder, {
    pending: async () => new Set(linesOf(await ask('lpstat', ['-W', 'not-completed', '-o'], '')).map((line) => line.split(' ')[0] ?? '')),
    purge: (jobId) => purgeCupsJob(jobId, timeoutMs),
  });

  return {
    list,
    async print(pdf, options) {
      const printer = await choose(options.printer);
      const jobId = await withPrintFile(folder, pdf, (path) => send(path, printer, options));
      sweep.follow(jobId);
      return jobId;
    },
    async status(jobId): Promise<PrintJobStatus> {
      const printer = jobId.slice(0, jobId.lastIndexOf('-'));
      const pending = aboutJob(await ask('lpstat', ['-l', '-W', 'not-completed', '-o'], printer), jobId);
      if (pending !== undefined) return /job-printing/.test(pending) ? 'printing' : 'waiting';
      const ended = aboutJob(await ask('lpstat', ['-l', '-W', 'completed', '-o'], printer), jobId);
      return ended === undefined && !sweep.isSwept(jobId) ? 'unknown' : 'ended';
    },
  };
}
