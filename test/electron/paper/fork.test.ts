import { afterEach, expect, test } from 'vitest';
import { forkPaper, type ForkPaperOptions } from '../../../electron/paper/fork.ts';
import type { PaperJob, PaperPort } from '../../../electron/paper/port.ts';
import { slip } from '../../helpers/receipt-slip.ts';

const job: PaperJob = { form: 'receiptSlip', data: slip() };
const open: PaperPort[] = [];
const started: number[] = [];

function paper(options: ForkPaperOptions = {}): PaperPort {
  const port = forkPaper({ ...options, onStart: (pid) => started.push(pid) });
  open.push(port);
  return port;
}

afterEach(async () => {
  await Promise.all(open.splice(0).map((port) => port.close()));
  started.length = 0;
});

test('gives the bytes of the engine, from one warm process', async () => {
  const port = paper();
  const [first, second, preview] = await Promise.all([port.renderPdf(job), port.renderPdf(job), port.renderSvg(job)]);
  expect(first).toEqual(second);
  expect(Buffer.from(first.bytes.subarray(0, 8)).toString('latin1')).toBe('%PDF-1.7');
  expect({ pages: first.pageCount, previews: preview.pages.length, processes: started.length }).toEqual({
    pages: 2,
    previews: 2,
    processes: 1,
  });
});

test('a killed process takes its running job with it; the next job gets a new one', async () => {
  const port = paper();
  const before = await port.renderPdf(job);
  const lost = port.renderPdf(job);
  process.kill(started[0]!, 'SIGKILL');
  await expect(lost).rejects.toMatchObject({ code: 'paper-process-died' });
  expect(await port.renderPdf(job)).toEqual(before);
  expect(started).toHaveLength(2);
});

test('only the running job is lost, those waiting are done by the next process', async () => {
  const port = paper();
  const outcomes = Promise.allSettled([port.renderPdf(job), port.renderPdf(job), port.renderSvg(job)]);
  process.kill(started[0]!, 'SIGKILL');
  expect((await outcomes).map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
});

test('a job over its time is ended', async () => {
  await expect(paper({ timeLimitMs: 1 }).renderPdf(job)).rejects.toMatchObject({ code: 'paper-process-died' });
});

test('a process over its memory is ended', async () => {
  const port = paper({ memoryLimitBytes: 1024 * 1024 });
  await Promise.allSettled([port.renderPdf(job)]);
  await Promise.allSettled([port.renderPdf(job)]);
  expect(started.length).toBeGreaterThan(1);
});

test('refused data say where, never what, and the process lives on', async () => {
  const port = paper();
  const bad = { ...slip(), receivedAt: 'Thông Thị Mỹ Lệ' };
  const refused = port.renderPdf({ form: 'receiptSlip', data: bad });
  await expect(refused).rejects.toMatchObject({ name: 'PaperJobError', reason: 'ZodError', message: 'receivedAt: invalid_format' });
  expect((await port.renderPdf(job)).pageCount).toBe(2);
  expect(started).toHaveLength(1);
});

test('a closed port refuses', async () => {
  const port = paper();
  await port.close();
  await expect(port.renderPdf(job)).rejects.toMatchObject({ code: 'paper-process-died' });
});
