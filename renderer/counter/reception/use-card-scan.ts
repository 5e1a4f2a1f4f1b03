/** A scan at reception: a card fills the applicant (or the submitter being typed), a slip opens its dossier, the draft stays. It never commits. */
import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { CivilDate } from '#shared/domain/deadline/civil-date.ts';
import type { IdCard } from '#shared/domain/identity/id-card.ts';
import { groupedDigits } from '../../ui/format.ts';
import { readScan } from '../../ui/scanner/read-scan.ts';
import { useScan } from '../../ui/scanner/scan-handlers.ts';
import { useSaying } from '../frame/say.ts';
import { type CardFill, fillFromCard, isOtherPerson, replaceFromCard } from './card-fill.ts';
import { unseenDocuments } from './draft-data.ts';
import { fieldNameOf, focusField } from './next-field.ts';
import { currentDraft, patchDraft, type ReceptionStore } from './reception-store.ts';
import { useOpenDossier } from './use-open-dossier.ts';

export type CardScan = {
  /** "Thay người nộp?" answered. */
  readonly replace: (card: IdCard) => void;
  readonly keep: () => void;
};

export type CardScanFacts = {
  readonly store: ReceptionStore;
  readonly today: CivilDate;
  readonly form: RefObject<HTMLElement | null>;
  readonly editing: boolean;
};

export function useCardScan({ store, today, form, editing }: CardScanFacts): CardScan {
  const { t } = useTranslation();
  const say = useSaying((saying) => saying.say);
  const open = useOpenDossier();
  useScan((scan) => {
    if (scan.kind === 'mangled') return false;
    const read = readScan(scan.text, today);
    switch (read.kind) {
      case 'slip':
      case 'dossier-code':
        open(read.dossierCode);
        return true;
      case 'id-card-fault':
        say(t(`scan.card.${read.reason}`));
        return true;
      case 'id-card':
        if (!editing) return false;
        takeCard(store, form, read.scan.card);
        if (read.scan.nameNeedsReview) say(t('reception.nameNeedsReview'));
        return true;
      case 'other':
        return false;
    }
  });
  return {
    replace: (card) => {
      fill(store, form, replaceFromCard(currentDraft(store.getState()).data, card), card);
    },
    keep: () => {
      store.setState({ question: null });
      focusField(form.current, firstForPerson(store));
    },
  };
}

type Form = CardScanFacts['form'];

/** To the submitter when one is being typed; a card of somebody else asks first. */
function takeCard(store: ReceptionStore, form: Form, card: IdCard): void {
  const { data } = currentDraft(store.getState());
  if (fieldNameOf(document.activeElement)?.startsWith('submitter') === true) {
    patchDraft(store, { submitterName: card.fullName, submitterId: groupedDigits(card.personalId) });
    focusField(form.current, 'submitterPhone');
  } else if (isOtherPerson(data, card)) {
    store.setState({ question: { card, otherPerson: true, differs: {} } });
    focusDrawn(form, () => 'replaceApplicant');
  } else {
    fill(store, form, fillFromCard(data, card), card);
  }
}

function fill(store: ReceptionStore, form: Form, { data, filled, differs }: CardFill, card: IdCard): void {
  patchDraft(store, data);
  const [conflict] = Object.keys(differs);
  store.setState({ question: conflict === undefined ? null : { card, otherPerson: false, differs }, flashed: filled });
  focusDrawn(form, () => conflict ?? firstForPerson(store));
}

/** A field that must be drawn with the card's value, or at all, before it takes the focus. */
function focusDrawn(form: Form, field: () => string): void {
  requestAnimationFrame(() => {
    focusField(form.current, field());
  });
}

/** After a card: the first field a card cannot fill, else the first paper not yet seen. */
function firstForPerson(store: ReceptionStore): string {
  const { data } = currentDraft(store.getState());
  if (data.phone.trim() === '') return 'phone';
  return `document-${unseenDocuments(data.documents)[0] ?? 0}`;
}
