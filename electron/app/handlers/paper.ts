import { fail } from '#shared/errors.ts';
import { actIdOf } from '../command-id.ts';
import { authorOf } from '../author.ts';
import { os } from '../os.ts';
import { bodyOf, momentOf } from '../service/body.ts';
import { nextReprintNo, printReceipt, receptionistOf } from '../service/print.ts';
import { receiptOf } from '../service/receipt.ts';
import { printTestPage } from '../service/test-page.ts';
import { settingsOf } from './office.ts';

const preview = os.paper.preview.handler(async ({ context, input }) => {
  const { store, office } = context.desk.open();
  const state = store.dossiers.findState(input.dossierId);
  if (state === undefined) throw fail('dossier-unknown', { dossierCode: '' });
  const reprintNo = nextReprintNo(state);
  const reprint = reprintNo === 0 ? null : { n: reprintNo, reason: input.reason ?? '' };
  const data = receiptOf(state, office(), {
    layout: input.layout,
    reprint,
    receptionistName: receptionistOf(store, state),
    watermark: 'preview',
  });
  const { pages } = await context.desk.ports.paper.renderSvg({ form: 'receiptSlip', data });
  return { pages: [...pages], reprintNo };
});

const print = os.paper.print.handler(async ({ context, input }) => {
  const open = context.desk.open();
  const settings = settingsOf(open);
  const command = { ...input, layout: input.layout ?? settings.layout, printer: input.printer ?? settings.printer };
  const { paper, queue, log } = context.desk.ports;
  const desk = { store: open.store, office: open.office(), paper, queue, log };
  const result = await open.printOnce(`${input.commandId}/${input.dossierId}`, () =>
    printReceipt(desk, authorOf(context.desk, context.session), command),
  );
  context.status.changed();
  return result;
});

const cameOut = os.paper.cameOut.handler(({ context, input }) => {
  const { store } = context.desk.open();
  const printed = store.prints.find(input.printActId);
  if (printed?.dossierId === undefined || printed.dossierId === null) throw fail('paper-unknown', {});
  const author = authorOf(context.desk, context.session);
  const basedOn = store.dossiers.findState(printed.dossierId)?.lastActId ?? null;
  store.commit([
    bodyOf(store.identity, author, {
      id: actIdOf(input.commandId),
      kind: 'paper.cameOut',
      dossierId: printed.dossierId,
      basedOn,
      occurredAt: momentOf(author),
      payload: { printActId: input.printActId, ok: input.ok },
    }),
  ]);
  context.status.changed();
  return {};
});

const test = os.paper.test.handler(async ({ context, input }) => {
  const open = context.desk.open();
  const { paper, queue, log, clock } = context.desk.ports;
  const desk = { store: open.store, office: open.office(), now: clock.now() };
  const { printer, queueFault } = await open.printTestOnce(input.commandId, () => printTestPage(desk, { paper, queue, log }, input));
  log('test-page', { queueFault });
  return { printer, queueFault };
});

const testState = os.paper.testState.handler(async ({ context, input }) => {
  const unknown = (): Promise<never> => Promise.reject(fail('paper-unknown', {}));
  const { jobId } = await context.desk.open().printTestOnce(input.commandId, unknown);
  return { state: jobId === null ? await unknown() : await context.desk.ports.queue.status(jobId) };
});

const printers = os.paper.printers.handler(async ({ context }) =>
  (await context.desk.ports.queue.list()).map(({ name, isDefault }) => ({ name, isDefault })),
);

export const paperHandlers = { preview, print, cameOut, test, testState, printers };
