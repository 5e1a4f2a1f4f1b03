/** A jammed, refusing, switched-off or hanging printer never stops the counter: the dossier is accepted, the paper archived, and printed later. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { createCupsQueue } from '../../../electron/paper/print-cups.ts';
import type { PrintQueue } from '../../../electron/paper/print.ts';
import { type CupsPdf, startCupsPdf, whyNoQueue } from '../../helpers/cups.ts';
import { type Client, commandId, type Office, openOffice, reception } from '../../helpers/desk.ts';

let cups: CupsPdf;
/** Waits for as long as a busy machine's print system takes to answer. */
let patient: PrintQueue;
/** For the one that never answers, and long enough to accept a dossier meanwhile. */
let hasty: PrintQueue;
let queue: PrintQueue;
let base: string;
let office: Office;
let hanh: Client;
let made = 0;

beforeAll(async () => {
  if (whyNoQueue !== undefined) return;
  cups = startCupsPdf();
  base = mkdtempSync(join(tmpdir(), 'mot-cua-test-'));
  patient = await createCupsQueue({ folder: join(base, 'print'), timeoutMs: 60_000 });
  hasty = await createCupsQueue({ folder: join(base, 'hasty'), timeoutMs: 5_000 });
  office = await openOffice({
    queue: {
      list: () => queue.list(),
      print: (pdf, options) => queue.print(pdf, options),
      status: (jobId) => queue.status(jobId),
    },
  });
  hanh = office.as('Lê Thị Hạnh');
}, 120_000);
afterAll(() => {
  if (whyNoQueue !== undefined) return;
  office.close();
  execFileSync('cancel', ['-a', '-x', cups.printer], { stdio: 'ignore' });
  cups.stop();
  rmSync(base, { recursive: true });
}, 120_000);

beforeEach(({ skip }) => {
  if (whyNoQueue !== undefined) skip(whyNoQueue);
  queue = patient;
});
const server = process.env['CUPS_SERVER'];
afterEach(() => {
  if (server === undefined) delete process.env['CUPS_SERVER'];
  else process.env['CUPS_SERVER'] = server;
  if (whyNoQueue !== undefined) return;
  execFileSync('cupsaccept', [cups.printer]);
  execFileSync('cupsenable', [cups.printer]);
});

const id = (number: number): string => commandId(made * 100 + number);
const print = (dossierId: string, number: number, reason: string | null = null) =>
  hanh.paper.print({ commandId: id(number), dossierId, form: 'receiptSlip', layout: null, reason, printer: cups.printer });
const accept = () => {
  made += 1;
  return hanh.reception.accept({ commandId: id(1), draftId: null, reception: reception(), settledAtDesk: false });
};
const owed = async (dossierId: string) =>
  (await hanh.correction.explained()).papers.filter((paper) => paper.dossierId === dossierId).map(({ why }) => why);

/** A print system that takes the connection and never says a word. */
async function mute(): Promise<AsyncDisposable & { readonly address: string }> {
  const sockets = new Set<Socket>();
  const listening = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  const address = listening.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    address: `127.0.0.1:${String(address.port)}`,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        listening.close(() => {
          resolve();
        });
      }),
  };
}

test(
  'stopped: the paper waits in the queue; the clerk says it did not come out and prints it again later',
  { timeout: 120_000 },
  async () => {
    execFileSync('cupsdisable', [cups.printer]);
    const { dossierId } = await accept();
    const { printActId, ...first } = await print(dossierId, 2);
    expect(first).toMatchObject({ reprintNo: 0, queued: true, queueFault: null });
    await hanh.paper.cameOut({ commandId: id(3), printActId, ok: false });
    expect(await owed(dossierId)).toEqual(['notOut']);
    execFileSync('cancel', ['-a', '-x', cups.printer]);
    execFileSync('cupsenable', [cups.printer]);
    const again = await print(dossierId, 4, 'Máy in kẹt giấy');
    expect(again).toMatchObject({ reprintNo: 1, queued: true });
    await hanh.paper.cameOut({ commandId: id(5), printActId: again.printActId, ok: true });
    expect(await owed(dossierId)).toEqual([]);
  },
);

test.each([
  ['refusing', () => execFileSync('cupsreject', [cups.printer])],
  [
    'switched off',
    () => {
      process.env['CUPS_SERVER'] = '127.0.0.1:1';
    },
  ],
])('%s: accepted and archived all the same, and the same paper goes out later', { timeout: 120_000 }, async (_, breakIt) => {
  breakIt();
  const { dossierId, dossierCode } = await accept();
  expect(dossierCode).toMatch(/-260608-2\d{3}$/u);
  const { printActId, ...failed } = await print(dossierId, 2);
  expect(failed).toMatchObject({ reprintNo: 0, queued: false, queueFault: 'printer-silent' });
  const archived = office.store().prints.find(printActId);
  expect(office.store().blobs.get(archived!.blobSha256)?.byteLength).toBe(archived!.byteLength);
  expect(await owed(dossierId)).toEqual(['unanswered']);
  delete process.env['CUPS_SERVER'];
  execFileSync('cupsaccept', [cups.printer]);
  // Nobody has had it: the same command hands over the same bytes, and it is no reprint.
  expect(await print(dossierId, 2)).toMatchObject({ printActId, reprintNo: 0, queued: true });
  expect(office.store().prints.ofDossier(dossierId)).toHaveLength(1);
});

test(
  'hanging: while the print system says nothing the next dossier is accepted, and the clerk is told in time',
  { timeout: 120_000 },
  async () => {
    await using silent = await mute();
    queue = hasty;
    process.env['CUPS_SERVER'] = silent.address;
    const { dossierId } = await accept();
    const order: string[] = [];
    const printing = print(dossierId, 2).then(({ queueFault }) => order.push(`print: ${String(queueFault)}`));
    // Archived before anybody is asked to print it.
    await expect.poll(() => office.store().prints.ofDossier(dossierId).length, { timeout: 60_000 }).toBe(1);
    const next = await accept();
    order.push('accepted');
    await printing;
    expect(next.dossierId).not.toBe(dossierId);
    expect(order).toEqual(['accepted', 'print: printer-silent']);
  },
);

test(
  'a test page waits behind a stopped printer and says so, goes out when it runs, and misses a printer that is not there',
  { timeout: 120_000 },
  async () => {
    made += 1;
    const page = (number: number, printer: string) => hanh.paper.test({ commandId: id(number), printer, layout: 'a5' });
    const state = async (number: number) => (await hanh.paper.testState({ commandId: id(number) })).state;
    execFileSync('cupsdisable', [cups.printer]);
    expect(await page(1, cups.printer)).toEqual({ printer: cups.printer, queueFault: null });
    expect(await state(1)).toBe('waiting');
    execFileSync('cupsenable', [cups.printer]);
    await expect.poll(() => state(1), { timeout: 60_000 }).toBe('ended');
    expect(await page(2, 'mot-cua-nobody')).toEqual({ printer: 'mot-cua-nobody', queueFault: 'printer-missing' });
    process.env['CUPS_SERVER'] = '127.0.0.1:1';
    expect(await page(3, cups.printer)).toEqual({ printer: cups.printer, queueFault: 'printer-silent' });
  },
);
