import { dateOf, fromInstant } from '#shared/domain/deadline/local-date-time.ts';
import { authorOf } from '../author.ts';
import { actIdOf } from '../command-id.ts';
import type { Desk } from '../desk.ts';
import { os } from '../os.ts';
import { makeCorrection, previewCorrection } from '../service/correction.ts';
import { correctionForm } from '../service/correction-form.ts';
import { explained } from '../service/explained.ts';
import { receiptOf } from '../service/receipt.ts';
import { receptionistOf } from '../service/print.ts';
import { isRegisterOnly } from '../service/office-data.ts';
import { undo as undoAct, undoOf } from '../service/undo.ts';
import { admit } from '../session.ts';

const deskOf = (desk: Desk) => {
  const { store, office } = desk.open();
  return { reader: store, office: office(), today: dateOf(fromInstant(desk.clock.now())) };
};

const form = os.correction.form.handler(({ context, input }) => correctionForm(deskOf(context.desk), input.dossierId));

const preview = os.correction.preview.handler(async ({ context, input }) => {
  const desk = deskOf(context.desk);
  const { after, ...shown } = previewCorrection(desk, authorOf(context.desk, context.session), input);
  if (isRegisterOnly(desk.office, after.procedureVersionId) || after.dueAt === null || after.resultDelivery === null)
    return { ...shown, pages: [] };
  const receptionistName = receptionistOf(desk.reader, after);
  const data = receiptOf(after, desk.office, { layout: 'a5', reprint: null, receptionistName, watermark: 'preview' });
  const { pages } = await context.desk.ports.paper.renderSvg({ form: 'receiptSlip', data });
  return { ...shown, pages: [...pages] };
});

const make = os.correction.make.handler(({ context, input }) => {
  const { desk, session, status } = context;
  const { store, office } = desk.open();
  const body = makeCorrection(store, office(), authorOf(desk, session), input);
  status.changed();
  const state = store.dossiers.findState(input.dossierId);
  return { actId: body.id, receiptDue: state?.slips.some(({ form: name }) => name === 'receiptSlip') === true };
});

const undo = os.correction.undo.handler(({ context, input }) => {
  const { desk, session, status } = context;
  const { store } = desk.open();
  const author = authorOf(desk, session);
  const done = store.acts.find(actIdOf(input.commandId));
  if (done !== undefined && done.body.dossierId === input.dossierId) return { actId: done.body.id };
  const inverse = undoOf(store, author, input);
  admit(session, inverse.needs);
  const body = undoAct(store, author, input, inverse);
  status.changed();
  return { actId: body.id };
});

const listExplained = os.correction.explained.handler(({ context }) => explained(context.desk.open().store, context.desk.clock.now()));

export const correctionHandlers = { form, preview, make, undo, explained: listExplained };
