import { expect, test } from 'vitest';
import { dispatchPaper, type PaperChild } from '../../../electron/paper/dispatch.ts';
import type { Answer, Ask } from '../../../electron/paper/jobs.ts';
import type { PaperJob } from '../../../electron/paper/port.ts';
import { slip } from '../../helpers/receipt-slip.ts';

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
