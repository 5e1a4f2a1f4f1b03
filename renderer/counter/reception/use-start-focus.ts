/** Focus on the first thing to type: at opening, at another draft, after a paper, and when F2 asks. */
import { type RefObject, useEffect, useRef } from 'react';
import { useNavigation } from '../frame/navigation.ts';
import { focusField } from './next-field.ts';
import { currentDraft, openFreshDraft, type ReceptionStore, showDraft, useReception, useReceptionStore } from './reception-store.ts';

export function useStartFocus(form: RefObject<HTMLElement | null>, draftId: string, editing: boolean): void {
  const store = useReceptionStore();
  useAskedNew(store, form);
  useAskedDraft(store);
  useEffect(() => {
    if (!editing || draftId === '') return;
    const { data } = currentDraft(store.getState());
    focusField(form.current, data.procedureCode === null ? 'procedure' : data.fullName === '' ? 'fullName' : 'phone');
  }, [draftId, editing, store, form]);
}

/** The first field a procedure, just chosen, leaves to be typed; else the first paper. */
export function firstEmpty(store: ReceptionStore): string {
  const { data } = currentDraft(store.getState());
  const order =
    data.applicantKind === 'person'
      ? (['fullName', 'dateOfBirth', 'personalId', 'address', 'phone'] as const)
      : (['fullName', 'taxCode', 'address', 'phone'] as const);
  return order.find((field) => data[field].trim() === '') ?? 'document-0';
}

/** F2, also from other screens. */
function useAskedNew(store: ReceptionStore, form: RefObject<HTMLElement | null>): void {
  const { place, asked } = useNavigation();
  const answered = useRef(-1);
  useEffect(() => {
    if (place.screen !== 'reception' || place.ask !== 'new' || answered.current === asked) return;
    answered.current = asked;
    openFreshDraft(store);
    focusField(form.current, 'procedure');
  }, [place, asked, store, form]);
}

/** A draft chosen in the list comes to the front, as soon as the drafts kept for this person are here. */
function useAskedDraft(store: ReceptionStore): void {
  const { place, asked } = useNavigation();
  const drafts = useReception((state) => state.drafts);
  const answered = useRef(-1);
  const wanted = place.screen === 'reception' ? place.draftId : undefined;
  const isHere = drafts.some((draft) => draft.draftId === wanted);
  useEffect(() => {
    if (wanted === undefined || !isHere || answered.current === asked) return;
    answered.current = asked;
    showDraft(store, wanted);
  }, [wanted, isHere, asked, store]);
}
