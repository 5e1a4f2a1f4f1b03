/**
 * Taking back the act just made, by the law's own way back: a mistaken acceptance is voided, a result recorded by mistake is recalled. Both stay in the
 * journal. What has no way back is not undone.
 */
import type { DraftData } from '#shared/contract/reception.ts';
import type { Permission } from '#shared/contract/permissions.ts';
import type { DossierState } from '#shared/domain/dossier/state.ts';
import { fail } from '#shared/errors.ts';
import type { ActBody } from '#shared/journal/act.ts';
import type { Store } from '../../store/store.ts';
import { makeAct } from './act.ts';
import { type Author, momentOf } from './body.ts';
import { refuseForeign } from './draft.ts';

/** Longer than the bar stands, shorter than anybody else builds on the act. */
const undoWithinMs = 2 * 60_000;

/** Kept with the act and read by people: the office's language. */
const standardReason = 'Bấm nhầm, hoàn tác ngay';

type Inverse = { readonly kind: string; readonly payload: Readonly<Record<string, unknown>>; readonly needs: Permission };

const inverses: Readonly<Record<string, (state: DossierState) => Inverse | undefined>> = {
  'dossier.accepted': () => ({ kind: 'dossier.voided', payload: { reason: standardReason, byUnitHead: false }, needs: 'dossier.void' }),
  // The date given to the citizen stays: taking a key back wins the office no time.
  'dossier.resolved': ({ due }) =>
    due === null
      ? undefined
      : { kind: 'dossier.resultRecalled', payload: { reason: standardReason, documentNo: '', due }, needs: 'dossier.resolve' },
};

export type UndoCommand = {
  readonly commandId: string;
  readonly dossierId: string;
  /** The act to take back. */
  readonly actId: string;
  /** What was typed, to be a draft again. */
  readonly draft: { readonly draftId: string; readonly data: DraftData } | null;
};

/** Kind of act an undo makes, and who may; throws `undo-not-possible` where there is no way back, it is another person's act, or too late. */
export function undoOf(store: Store, author: Author, { dossierId, actId }: UndoCommand): Inverse {
  const state = store.dossiers.findState(dossierId);
  const made = store.acts.find(actId)?.body;
  if (state === undefined || made?.dossierId !== dossierId) throw fail('dossier-unknown', { dossierCode: '' });
  const inverse = inverses[made.kind]?.(state);
  if (inverse === undefined) throw fail('undo-not-possible', { why: 'no-way-back' });
  if (made.actorId !== author.actorId) throw fail('undo-not-possible', { why: 'of-another' });
  const age = Date.parse(author.recordedAt) - Date.parse(made.recordedAt);
  if (age < 0 || age > undoWithinMs) throw fail('undo-not-possible', { why: 'too-late' });
  if (state.slips.some(({ cameOut, stateActId }) => cameOut === true && stateActId === actId))
    throw fail('undo-not-possible', { why: 'paper-out' });
  return inverse;
}

/** Makes it, and keeps the draft in the same transaction. Sent twice it is one act. Throws as `undoOf` and `makeAct` do, `draft-of-another`. */
export function undo(store: Store, author: Author, command: UndoCommand, { kind, payload }: Inverse): ActBody {
  const { commandId, dossierId, actId, draft } = command;
  const savedAt = momentOf(author);
  const keepDraft = (): void => {
    if (draft === null) return;
    const { draftId, data } = draft;
    const label = data.queueLabel === '' ? null : data.queueLabel;
    store.drafts.save({ id: draftId, ownerId: author.actorId, label, data, createdAt: savedAt, savedAt });
  };
  if (draft !== null) refuseForeign(store.drafts.find(draft.draftId), author.actorId);
  const means = { slipAlone: false, office: null };
  return makeAct(store, author, { commandId, dossierId, basedOn: actId, kind, payload, occurredAt: null }, means, keepDraft).body;
}
