import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { sourcePaperFiles } from '../../../electron/paper/paper-files.ts';
import { createCupsQueue } from '../../../electron/paper/print-cups.ts';
import { printOptionsOf, type PrintQueue, registerBookOptions } from '../../../electron/paper/print.ts';
import { createTypst } from '../../../electron/paper/typst.ts';
import { startCupsPdf, type CupsPdf, whyNoQueue } from '../../helpers/cups.ts';
import { pdfPageSizes, pdfPicture } from '../../helpers/pdf.ts';
import { likeness, turnedRight } from '../../helpers/pixels.ts';
import { slip } from '../../helpers/receipt-slip.ts';
import { registerPart } from '../../helpers/register-part.ts';

let cups: CupsPdf;
let base: string;
let queue: PrintQueue;
const typst = createTypst(sourcePaperFiles());

beforeAll(async () => {
  if (whyNoQueue !== undefined) return;
  cups = startCupsPdf();
  base = await mkdtemp(join(tmpdir(), 'mot-cua-test-'));
  queue = await createCupsQueue({ folder: join(base, 'print') });
});
afterAll(async () => {
  if (whyNoQueue !== undefined) return;
  cups.stop();
  await rm(base, { recursive: true });
});
beforeEach(({ skip }) => {
  if (whyNoQueue !== undefined) skip(whyNoQueue);
});

async function ended(jobId: string): Promise<string> {
  for (;;) {
    const status = await queue.status(jobId);
    if (status !== 'waiting' && status !== 'printing') return status;
    await pause(100);
  }
}

describe('a real CUPS queue', () => {
  test('lists the printer', async () => {
    expect(await queue.list()).toContainEqual({ name: cups.printer, isDefault: false });
  });

  test.each([
    // CUPS counts A5 in whole points, and turns a landscape page to lie on portrait paper.
    { layout: 'a5' as const, sizes: ['149×210', '149×210'], turns: 0 },
    { layout: 'a4-two' as const, sizes: ['210×297'], turns: 1 },
  ])('$layout comes out on its paper, unscaled, as it was sent', async ({ layout, sizes, turns }) => {
    const sent = typst.renderPdf({ form: 'receiptSlip', data: slip({ layout }) }).bytes;
    const jobId = await queue.print(sent, printOptionsOf(layout, cups.printer));
    const printed = await cups.output(jobId);
    expect(await ended(jobId)).toBe('ended');
    expect(pdfPageSizes(printed)).toEqual(sizes);
    // cups-pdf goes through PostScript and keeps no text: compare what is on the paper, as a person sees it from afar.
    const [out, wanted] = [pdfPicture(printed, 1, 18), pdfPicture(sent, 1, 18)];
    const seen = turns === 1 ? turnedRight(out) : out;
    const upsideDown = { ...wanted, grey: wanted.grey.toReversed() };
    expect(likeness(seen, wanted)).toBeGreaterThan(0.65);
    expect(likeness(seen, upsideDown)).toBeLessThan(0.45);
  });

  test('single pages of a register come out as they were kept, and no others', async () => {
    const sent = typst.renderBook(registerPart(80)).bytes;
    expect(pdfPageSizes(sent)).toHaveLength(6);
    const jobId = await queue.print(sent, { ...registerBookOptions(cups.printer), pages: { first: 5, last: 6 } });
    const printed = await cups.output(jobId);
    expect(await ended(jobId)).toBe('ended');
    expect(pdfPageSizes(printed)).toEqual(['210×297', '210×297']);
    const likest = [1, 2].map((page) => {
      const seen = turnedRight(pdfPicture(printed, page, 18));
      const likes = [1, 2, 3, 4, 5, 6].map((kept) => likeness(seen, pdfPicture(sent, kept, 18)));
      return likes.indexOf(Math.max(...likes)) + 1;
    });
    // From afar the full pages look alike; the cover and the last one with its few rows do not.
    expect([2, 3, 4, 5]).toContain(likest[0]);
    expect(likest[1]).toBe(6);
  });

  test(
    'takes a document out of the spool once its job has ended, also for a run that did not live to see it',
    { timeout: 120_000 },
    async () => {
      const spool = '/var/spool/cups';
      const documentsOf = async (jobId: string): Promise<string[]> => {
        const number = jobId.slice(jobId.lastIndexOf('-') + 1).padStart(5, '0');
        return (await readdir(spool)).filter((name) => name.startsWith(`d${number}-`));
      };
      const sent = typst.renderPdf({ form: 'receiptSlip', data: slip({ layout: 'a5' }) }).bytes;
      const jobId = await queue.print(sent, printOptionsOf('a5', cups.printer));
      await cups.output(jobId);
      await vi.waitUntil(async () => (await documentsOf(jobId)).length === 0, { timeout: 60_000, interval: 200 });
      expect(await ended(jobId)).toBe('ended');
      // As `lp` leaves it when the app is killed at that moment.
      execFileSync('lp', ['-d', cups.printer, '-t', 'Mot Cua', '/etc/hostname']);
      const orphan = /^(\S+)/mu.exec(execFileSync('lpstat', ['-W', 'all', '-o', cups.printer], { encoding: 'utf8' }))?.[1] ?? '';
      await writeFile(join(base, 'print', `${orphan}.job`), '');
      await createCupsQueue({ folder: join(base, 'print') });
      await vi.waitUntil(async () => (await documentsOf(orphan)).length === 0, { timeout: 60_000, interval: 200 });
    },
  );

  test('leaves no file behind, in a folder nobody else can open', async () => {
    await vi.waitUntil(async () => (await readdir(join(base, 'print'))).length === 0, { timeout: 60_000, interval: 100 });
    expect((await stat(join(base, 'print'))).mode & 0o777).toBe(0o700);
  });

  test('says which printer is missing', async () => {
    const options = printOptionsOf('a5', 'không có; touch /tmp/x');
    await expect(queue.print(new Uint8Array(), options)).rejects.toMatchObject({
      code: 'printer-missing',
      params: { printer: 'không có; touch /tmp/x' },
    });
  });

  test('knows nothing of a job that never was', async () => {
    expect(await queue.status(`${cups.printer}-999999`)).toBe('unknown');
  });

  test('says that the print system is silent', async () => {
    const before = process.env['CUPS_SERVER'];
    process.env['CUPS_SERVER'] = 'localhost:1';
    try {
      await expect(queue.print(new Uint8Array(), printOptionsOf('a5', cups.printer))).rejects.toMatchObject({ code: 'printer-silent' });
    } finally {
      if (before === undefined) delete process.env['CUPS_SERVER'];
      else process.env['CUPS_SERVER'] = before;
    }
  });

  test('starting again clears what a power cut left in the folder', async () => {
    await writeFile(join(base, 'print', 'left-over.pdf'), 'x');
    await createCupsQueue({ folder: join(base, 'print') });
    expect(await readdir(join(base, 'print'))).toEqual([]);
  });
});
