/** The desk of one person while answers are on their way: which draft is meant, and what is left of it. */
import { expect, test } from 'vitest';
import type { PrintResult } from '#shared/contract/paper.ts';
import type { AcceptedDossier, DraftData } from '#shared/contract/reception.ts';
import { createAccepting, type AcceptingDeps } from '../../../renderer/counter/reception/accepting.ts';
import { emptyDraft } from '../../../renderer/counter/reception/draft-data.ts';
import { shownParts } from '../../../renderer/counter/reception/local-time.ts';
import {
  createReceptionStore,
  currentDraft,
  openFreshDraft,
  patchDraft,
  type ReceptionStore,
} from '../../../renderer/counter/reception/reception-store.ts';
import { saveChanged } from '../../../renderer/counter/reception/save-changed.ts';

const today = '2025-04-24';
const accepted: AcceptedDossier = {
  dossierId: '0196663d-0000-7000-8000-000000000001',
  dossierCode: '000.05.24.H11-250424-2001',
  acceptActId: '0196663d-0000-7000-8000-000000000002',
  dueAt: '2025-05-05T17:30',
  receiptSlipDue: true,
};
const printed: PrintResult = { printActId: accepted.acceptActId, reprintNo: 0, pageCount: 2, queued: true, queueFault: null };

type Call = { readonly name: string; readonly input: unknown; readonly answer: (value: unknown) => Promise<void> };

/** A desk whose calls wait until the test answers them. */
function desk() {
  const store = createReceptionStore();
  const calls: Call[] = [];
  const ask = (name: string) => (input: unknown) =>
    new Promise((resolve) => {
      calls.push({
        name,
        input,
        answer: async (value) => {
          resolve(value);
          // What follows an answer is done before the test looks.
          for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
        },
      });
    });
  const api = {
    reception: { accept: ask('accept') },
    paper: { print: ask('print'), cameOut: ask('cameOut') },
    correction: { undo: ask('undo') },
    draft: { save: ask('save') },
  };
  const accepting = createAccepting({
    api: api as unknown as AcceptingDeps['api'],
    store,
    onChanged: () => undefined,
    undoWords: () => '',
    onTakenBack: () => undefined,
  });
  return {
    store,
    accepting,
    save: () => saveChanged(api as unknown as Parameters<typeof saveChanged>[0], store),
    names: () => calls.map(({ name }) => name),
    last: (name: string): Call => calls.findLast((call) => call.name === name)!,
  };
}

const typed = (store: ReceptionStore, data: Partial<DraftData>): string => {
  patchDraft(store, data);
  return currentDraft(store.getState()).draftId;
};
const desktop = (store: ReceptionStore) => store.getState().drafts.map(({ draftId, data }) => [draftId, data.fullName]);

test('F9 twice is one acceptance, which names its draft also while that was never yet saved', async () => {
  const { store, accepting, names, last } = desk();
  const draftId = typed(store, { fullName: 'Thông Thị Mỹ Lệ' });
  const first = accepting.accept(today, false);
  await accepting.accept(today, false);
  expect(names()).toEqual(['accept']);
  expect(last('accept').input).toMatchObject({ commandId: draftId, draftId });
  await last('accept').answer(accepted);
  await last('print').answer(printed);
  await first;
  expect(store.getState().stage).toMatchObject({ kind: 'paper', draftId, print: printed });
});

test('what was accepted is kept as a draft no more: not while its paper is out, and not by leaving the screen', async () => {
  const { store, accepting, names, last, save } = desk();
  typed(store, { fullName: 'Thông Thị Mỹ Lệ' });
  void accepting.accept(today, false);
  await save();
  await last('accept').answer(accepted);
  await save();
  await last('print').answer(printed);
  await save();
  expect(names()).toEqual(['accept', 'print']);
  accepting.goOn(true);
  await save();
  expect(names()).toEqual(['accept', 'print', 'cameOut']);
});

test('an acceptance taken back late stands beside the one under way, which keeps its paper and its end', async () => {
  const { store, accepting, last } = desk();
  typed(store, { fullName: 'Thông Thị Mỹ Lệ' });
  void accepting.accept(today, false);
  await last('accept').answer(accepted);
  await last('print').answer({ ...printed, queued: false, queueFault: 'printer-silent' });
  store.getState().undo?.undo();
  accepting.goOn(false);
  const second = typed(store, { fullName: 'Ka Mon' });
  void accepting.accept(today, false);
  const takenBack = last('undo').input as { readonly draft: { readonly draftId: string } };
  await last('undo').answer({ actId: accepted.acceptActId });
  expect(store.getState().stage).toEqual({ kind: 'accepting', draftId: second });
  await last('accept').answer({ ...accepted, dossierId: accepted.acceptActId });
  await last('print').answer(printed);
  accepting.goOn(true);
  expect(desktop(store)).toEqual([[takenBack.draft.draftId, 'Thông Thị Mỹ Lệ']]);
});

test('a late answer goes into the draft it was asked for', () => {
  const { store } = desk();
  const first = typed(store, { fullName: 'Thông Thị Mỹ Lệ' });
  openFreshDraft(store);
  const second = currentDraft(store.getState()).draftId;
  patchDraft(store, { procedureCode: '1.004884' }, first);
  expect(store.getState().drafts.map(({ draftId, data }) => [draftId, data.procedureCode])).toEqual([
    [first, '1.004884'],
    [second, emptyDraft.procedureCode],
  ]);
});

test('a late entry shows the part of its time that can be read', () => {
  expect(shownParts('2025-04-23T08:42')).toEqual({ date: '2025-04-23', time: '08:42' });
  expect(shownParts('unreadT08:42')).toEqual({ date: '', time: '08:42' });
  expect(shownParts('')).toEqual({ date: '', time: '' });
});
