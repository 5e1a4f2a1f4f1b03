import { randomUUID } from 'node:crypto';
import pdfToPrinter from 'pdf-to-printer';
import { fail } from '#shared/errors.ts';
import { preparePrintFolder, withPrintFile } from './print-file.ts';
import type { Printer, PrintJobStatus, PrintQueue } from './print.ts';

// The package is CommonJS whose names Node cannot see from outside: they come as one object.
const { getDefaultPrinter, getPrinters, print } = pdfToPrinter;
const sides = { oneSided: 'simplex', longEdge: 'duplexlong', shortEdge: 'duplexshort' } as const;

export type WindowsQueueOptions = {
  readonly folder: string;
  /** The SumatraPDF shipped beside the app; the library's own guess points into the archive, where nothing can be run. */
  readonly sumatraPdfPath: string;
  readonly timeoutMs?: number;
};

/** Settles like `work`, or rejects with `printer-silent` after `timeoutMs`. */
async function inTime<T>(work: Promise<T>, timeoutMs: number, printer: string): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    reject(fail('printer-silent', { printer }));
  }, timeoutMs);
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Printing on Windows. SumatraPDF ends when the spooler has taken the whole document, so a job that `print` gave an id for is `ended`
 * as far as this program can tell. Written after the libraries' documents and types; it needs a Windows PC to be seen at work.
 */
export async function createWindowsQueue({ folder, sumatraPdfPath, timeoutMs = 60_000 }: WindowsQueueOptions): Promise<PrintQueue> {
  await preparePrintFolder(folder);
  const handedOver = new Set<string>();

  const list = async (): Promise<readonly Printer[]> => {
    const [all, byDefault] = await inTime(Promise.all([getPrinters(), getDefaultPrinter()]), timeoutMs, '');
    return all.map(({ name }) => ({ name, isDefault: name === byDefault?.name }));
  };

  return {
    list,
    async print(pdf, { printer: wanted, copies, paper, duplex }) {
      const printer = (await list()).find((one) => (wanted === null ? one.isDefault : one.name === wanted))?.name;
      if (printer === undefined) throw fail('printer-missing', { printer: wanted ?? '' });
      const settings = {
        printer,
        copies,
        // A roll's printer knows its own paper.
        ...(paper === 'roll80' ? {} : { paperSize: paper.toUpperCase() }),
        side: sides[duplex],
        scale: 'noscale',
        silent: true,
        sumatraPdfPath,
      } as const;
      await withPrintFile(folder, pdf, (path) =>
        inTime(print(path, settings), timeoutMs, printer).catch((error: unknown) => {
          throw fail('printer-silent', { printer }, error);
        }),
      );
      const jobId = randomUUID();
      handedOver.add(jobId);
      return jobId;
    },
    status: (jobId): Promise<PrintJobStatus> => Promise.resolve(handedOver.has(jobId) ? 'ended' : 'unknown'),
  };
}
