import { fail } from '#shared/errors.ts';
import { isKind } from '#shared/journal/kinds.ts';
import { mayMake } from '#shared/domain/dossier/may.ts';
import { actIdOf } from '../command-id.ts';
import { authorOf } from '../author.ts';
import { os } from '../os.ts';
import { makeAct } from '../service/act.ts';
import { choicesOf, decisionOf, redoIdOf, redoNeeds, redoneBody } from '../service/decision.ts';
import { admit, personOf } from '../session.ts';

const get = os.decision.get.handler(({ context, input }) => {
  const { desk, session } = context;
  return decisionOf(desk.open().store, personOf(session), authorOf(desk, session), input.dossierId);
});

const settle = os.decision.settle.handler(({ context, input }) => {
  const { desk, session, status } = context;
  const { store } = desk.open();
  const { commandId, dossierId, reason } = input;
  const made = store.acts.find(actIdOf(commandId));
  if (made !== undefined) return { actId: made.body.id };
  const state = store.dossiers.findState(dossierId);
  if (state === undefined) throw fail('dossier-unknown', { dossierCode: '' });
  if (
    !isSame(
      state.needsDecision.map(({ actId }) => actId),
      input.disputed,
    )
  )
    throw fail('act-not-lawful', { why: state.needsDecision.length === 0 ? 'settled-already' : 'change-not-seen' });
  const choice = choicesOf(state, store.acts.ofDossier(dossierId)).find(({ storyId }) => storyId === input.storyId);
  if (choice === undefined) throw fail('act-not-lawful', { why: 'change-not-seen' });
  const payload = { keeps: choice.keeps, setsAside: choice.setsAside, reason };
  const { body } = makeAct(store, authorOf(desk, session), {
    commandId,
    dossierId,
    basedOn: null,
    kind: 'act.settled',
    payload,
    occurredAt: null,
  });
  status.changed();
  return { actId: body.id };
});

const redo = os.decision.redo.handler(({ context, input }) => {
  const { desk, session, status } = context;
  const { store } = desk.open();
  const { actId, dossierId } = input;
  const original = store.acts.find(actId);
  if (original?.body.dossierId !== dossierId || !isKind(original.body.kind)) throw fail('dossier-unknown', { dossierCode: '' });
  admit(session, redoNeeds(original.body.kind));
  const author = authorOf(desk, session);
  store.commitWith((reader) => {
    const before = reader.acts.find(redoIdOf(actId));
    if (before !== undefined) return [before.body];
    const state = reader.dossiers.findState(dossierId);
    if (state?.setAside.some((one) => one.actId === actId) !== true) throw fail('act-not-lawful', { why: 'change-not-seen' });
    const body = redoneBody(reader, author, state, original);
    const verdict = mayMake(state, body);
    if (!verdict.ok) throw fail('act-not-lawful', { why: verdict.why });
    return [body];
  });
  status.changed();
  return { actId: redoIdOf(actId) };
});

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((id) => b.includes(id));
}

export const decisionHandlers = { get, settle, redo };
