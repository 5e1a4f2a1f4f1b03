/** The drafts on this desk and how far the present one has come. Lives as long as the person is signed in, whatever screen is shown. */
import { createContext, useContext } from 'react';
import { createStore, type StoreApi, useStore } from 'zustand';
import { type CallFailure, newCommandId } from '../../bridge/index.ts';
import type { PrintResult } from '#shared/contract/paper.ts';
import type { AcceptedDossier, DraftData, DraftRow } from '#shared/contract/reception.ts';
import type { IdCard } from '#shared/domain/identity/id-card.ts';
import type { Undo } from '../../ui/bars/UndoBar.tsx';
import type { CardField } from './card-fill.ts';
import { emptyDraft, isEmptyDraft } from './draft-data.ts';

/** The draft's id is also the id of the command that accepts it: pressed twice, or again after a lost line, it is accepted once. */
export type OpenDraft = {
  readonly draftId: string;
  readonly data: DraftData;
  /** As the store has it; null while never saved. */
  readonly savedAt: string | null;
  readonly savedData: DraftData | null;
};

/** What a scan left to decide: another person's card, or card values beside typed ones. */
export type CardQuestion = {
  readonly card: IdCard;
  readonly otherPerson: boolean;
  readonly differs: Readonly<Partial<Record<CardField, string>>>;
};

export type Stage = { readonly kind: 'form' } | { readonly kind: 'accepting'; readonly draftId: string } | PaperStage;

/** Accepted; the paper is on its way, out, or not. */
export type PaperStage = {
  readonly kind: 'paper';
  /** The draft it was: it leaves the desk with its paper, and is kept as a draft no longer. */
  readonly draftId: string;
  readonly accepted: AcceptedDossier;
  /** Of the print now asked for: asked again after a failure it is printed once. */
  readonly printCommandId: string;
  /** Null while the machine works. */
  readonly print: PrintResult | null;
  readonly failure: CallFailure | null;
};

export type ReceptionState = {
  readonly drafts: readonly OpenDraft[];
  readonly currentId: string;
  readonly stage: Stage;
  readonly failure: CallFailure | null;
  readonly undo: Undo | null;
  readonly question: CardQuestion | null;
  /** Fields that flash once after a scan. */
  readonly flashed: readonly CardField[];
  /** Same-day cases: the slip was asked for instead of settling at the desk. */
  readonly slipAsked: boolean;
  /** The field F9 led to, whose sentence is shown until it is left. */
  readonly pointed: string | null;
};

export type ReceptionStore = StoreApi<ReceptionState>;

export function createReceptionStore(): ReceptionStore {
  const first = freshDraft();
  return createStore<ReceptionState>(() => ({ drafts: [first], currentId: first.draftId, ...untouched }));
}

const untouched = {
  stage: { kind: 'form' },
  failure: null,
  undo: null,
  question: null,
  flashed: [],
  slipAsked: false,
  pointed: null,
} as const;

export function freshDraft(): OpenDraft {
  return { draftId: newCommandId(), data: emptyDraft, savedAt: null, savedData: null };
}

export const ReceptionContext = createContext<ReceptionStore | undefined>(undefined);

export function useReceptionStore(): ReceptionStore {
  const store = useContext(ReceptionContext);
  if (store === undefined) throw new Error('No ReceptionContext above.');
  return store;
}

export function useReception<T>(select: (state: ReceptionState) => T): T {
  return useStore(useReceptionStore(), select);
}

/** Something of the draft being typed. */
export function useDraft<T>(select: (data: DraftData) => T): T {
  return useReception((state) => select(currentDraft(state).data));
}

export type DraftChange = Partial<DraftData> | ((data: DraftData) => DraftData);

/** Changes the draft that is drawn, also when another has come to the front by the time a field of it is left. */
export function usePatch(): (change: DraftChange) => void {
  const store = useReceptionStore();
  const draftId = useReception((state) => currentDraft(state).draftId);
  return (change) => {
    patchDraft(store, change, draftId);
  };
}

export function currentDraft({ drafts, currentId }: ReceptionState): OpenDraft {
  const draft = drafts.find(({ draftId }) => draftId === currentId) ?? drafts[0];
  if (draft === undefined) throw new Error('There is always one draft.');
  return draft;
}

/** Changes the present draft, or the one named; the change is saved when the field is left. */
export function patchDraft(store: ReceptionStore, change: DraftChange, draftId: string = currentDraft(store.getState()).draftId): void {
  store.setState((state) => ({
    failure: null,
    drafts: state.drafts.map((draft) =>
      draft.draftId === draftId
        ? { ...draft, data: typeof change === 'function' ? change(draft.data) : { ...draft.data, ...change } }
        : draft,
    ),
  }));
}

/** Takes over the drafts kept for this person; what is being typed stays the present one. */
export function adoptDrafts(store: ReceptionStore, rows: readonly DraftRow[]): void {
  store.setState((state) => {
    const known = new Set(state.drafts.map(({ draftId }) => draftId));
    const kept = rows.flatMap(({ draftId, data, savedAt, mine }): OpenDraft[] =>
      mine && data !== null && !known.has(draftId) ? [{ draftId, data, savedAt, savedData: data }] : [],
    );
    return { drafts: [...kept, ...state.drafts] };
  });
}

/** F2: a fresh draft beside the present one; an untouched one is used again. */
export function openFreshDraft(store: ReceptionStore): void {
  store.setState((state) => {
    if (state.stage.kind !== 'form') return state;
    const untouchedDraft = state.drafts.find(({ data }) => isEmptyDraft(data));
    const draft = untouchedDraft ?? freshDraft();
    return {
      ...untouched,
      undo: state.undo,
      drafts: untouchedDraft === undefined ? [...state.drafts, draft] : state.drafts,
      currentId: draft.draftId,
    };
  });
}

export function showDraft(store: ReceptionStore, draftId: string): void {
  store.setState((state) => (state.stage.kind === 'form' ? { ...untouched, undo: state.undo, currentId: draftId } : state));
}

/** Takes a draft off the desk; there is always one left to type into. */
export function dropDraft(store: ReceptionStore, draftId: string): void {
  store.setState((state) => {
    const rest = state.drafts.filter((draft) => draft.draftId !== draftId);
    const drafts = rest.length === 0 ? [freshDraft()] : rest;
    const next = state.currentId === draftId ? (drafts.find(({ data }) => isEmptyDraft(data)) ?? drafts.at(-1)) : undefined;
    return { ...untouched, undo: state.undo, drafts, currentId: next?.draftId ?? state.currentId };
  });
}

/** Gives a draft back, in front unless another one is being accepted just now: that one keeps the desk until its paper is out. */
export function putBackDraft(store: ReceptionStore, draft: OpenDraft): void {
  store.setState((state) =>
    state.stage.kind === 'form'
      ? { ...untouched, drafts: [...state.drafts.filter(({ data }) => !isEmptyDraft(data)), draft], currentId: draft.draftId }
      : { drafts: [...state.drafts, draft] },
  );
}

export function markSaved(store: ReceptionStore, draftId: string, data: DraftData, savedAt: string): void {
  store.setState(({ drafts }) => ({
    drafts: drafts.map((draft) => (draft.draftId === draftId ? { ...draft, savedAt, savedData: data } : draft)),
  }));
}
