import { afterEach, expect, test, vi } from 'vitest';
import { dispatchPaper } from '../../../electron/paper/dispatch.ts';
import type { PaperChild } from '../../../electron/paper/paper-child.ts';
import type { Answer, Ask, Lane } from '../../../electron/paper/jobs.ts';
import type { BookJob, PaperJob } from '../../../electron/paper/port.ts';
import { slip } from '../../helpers/receipt-slip.ts';

afterEach(() => {
  vi.useRealTimers();
});

test('one job at a time, receipts before previews', async () => {
  const asked: Ask[] = [];
  let answer: (reply: Answer) => void = () => undefined;
  const child: PaperChild = {
    send: (ask) => asked.push(ask),
    onAnswer: (listen) => {
      answer = listen;
    },
    onExit: () => undefined,
    rssBytes: () => undefined,
    kill: () => undefined,
  };
  const port = dispatchPaper(() => child);
  const job: PaperJob = { form: 'receiptSlip', data: slip() };
  const done = Promise.all([port.renderSvg(job), port.renderSvg(job), port.renderPdf(job)]);
  const kinds: string[] = [];
  while (kinds.length < 3) {
    expect(asked).toHaveLength(1);
    const { id, kind } = asked.shift()!;
    kinds.push(kind);
    answer({ id, ok: true, output: { pages: [kind] }, rssBytes: 1 });
  }
  expect(kinds).toEqual(['renderSvg', 'renderPdf', 'renderSvg']);
  expect(await done).toEqual([{ pages: ['renderSvg'] }, { pages: ['renderSvg'] }, { pages: ['renderPdf'] }]);
  await port.close();
});

test('a long job has a process of its own: a receipt asked for later is answered first', async () => {
  const asked: { lane: Lane; ask: Ask }[] = [];
  const answers = new Map<Lane, (reply: Answer) => void>();
  const port = dispatchPaper((lane) => ({
    send: (ask) => asked.push({ lane, ask }),
    onAnswer: (listen) => answers.set(lane, listen),
    onExit: () => undefined,
    rssBytes: () => undefined,
    kill: () => undefined,
  }));
  const job: PaperJob = { form: 'receiptSlip', data: slip() };
  const output = { bytes: new Uint8Array(1), pageCount: 1, sha256: '', templateVersion: '', rows: 0 };
  const order: string[] = [];
  const book = port.renderBook({} as BookJob).then(() => order.push('book'));
  const receipt = port.renderPdf(job).then(() => order.push('receipt'));
  expect(asked.map(({ lane, ask }) => [lane, ask.kind])).toEqual([
    ['long', 'renderBook'],
    ['quick', 'renderPdf'],
  ]);
  for (const lane of ['quick', 'long'] as const) {
    answers.get(lane)!({ id: asked.find((one) => one.lane === lane)!.ask.id, ok: true, output, rssBytes: 1 });
    await (lane === 'quick' ? receipt : book);
  }
  expect(order).toEqual(['receipt', 'book']);
  await port.close();
});

test('a register stands behind no backup and no check of the log: they have a process of their own', async () => {
  const asked: [Lane, string][] = [];
  const port = dispatchPaper((lane) => ({
    send: ({ kind }) => asked.push([lane, kind]),
    onAnswer: () => undefined,
    onExit: () => undefined,
    rssBytes: () => undefined,
    kill: () => undefined,
  }));
  const waiting = [
    port.backup({} as Parameters<typeof port.backup>[0]),
    port.checkLog({} as Parameters<typeof port.checkLog>[0]),
    port.renderBook({} as BookJob),
  ];
  expect(asked).toEqual([
    ['safekeeping', 'backup'],
    ['long', 'renderBook'],
  ]);
  await port.close();
  expect((await Promise.allSettled(waiting)).map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
});

test('a slow PC has time to start its process; from the first answer on a job has its own time alone', async () => {
  vi.useFakeTimers();
  const asked: Ask[] = [];
  const killed: number[] = [];
  let answer: (reply: Answer) => void = () => undefined;
  const port = dispatchPaper(() => ({
    send: (ask) => asked.push(ask),
    onAnswer: (listen) => {
      answer = listen;
    },
    onExit: () => undefined,
    rssBytes: () => undefined,
    kill: () => killed.push(asked.length),
  }));
  const job: PaperJob = { form: 'receiptSlip', data: slip() };
  const first = port.renderPdf(job);
  await vi.advanceTimersByTimeAsync(39_000);
  answer({ id: asked[0]!.id, ok: true, output: { pages: [] }, rssBytes: 1 });
  await first;
  const second = port.renderPdf(job).catch((error: unknown) => (error as { code: string }).code);
  await vi.advanceTimersByTimeAsync(9_000);
  expect(killed).toEqual([]);
  await vi.advanceTimersByTimeAsync(1_001);
  expect([await second, killed]).toEqual(['paper-process-died', [2]]);
  await port.close();
});
