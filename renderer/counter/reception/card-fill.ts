/** What a scanned card does to the form: empty fields are filled, typed ones that differ are shown beside the card's. */
import type { DraftData } from '#shared/contract/reception.ts';
import type { IdCard } from '#shared/domain/identity/id-card.ts';
import { fold } from '#shared/domain/text/fold.ts';
import { dateText, groupedDigits } from '../../ui/format.ts';

export type CardField = 'fullName' | 'dateOfBirth' | 'personalId' | 'address';
export type CardFill = {
  readonly data: DraftData;
  readonly filled: readonly CardField[];
  /** The card's value where another was typed. */
  readonly differs: Readonly<Partial<Record<CardField, string>>>;
};

const fields: readonly CardField[] = ['fullName', 'dateOfBirth', 'personalId', 'address'];

/** The card's values as the form shows them. */
export function cardValues(card: IdCard): Readonly<Record<CardField, string>> {
  return {
    fullName: card.fullName,
    dateOfBirth: dateText(card.dateOfBirth),
    personalId: groupedDigits(card.personalId),
    address: card.residence,
  };
}

/** Whether the form already shows another person's number: the person is asked before the applicant is replaced. */
export function isOtherPerson(data: DraftData, card: IdCard): boolean {
  const shown = plain(data.personalId);
  return shown !== '' && shown !== card.personalId;
}

/** Fills the applicant from `card`. A card proves nothing and ticks nothing. */
export function fillFromCard(data: DraftData, card: IdCard): CardFill {
  const values = cardValues(card);
  const empty = fields.filter((field) => data[field].trim() === '');
  const differing = fields.filter((field) => data[field].trim() !== '' && !same(data[field], values[field]) && values[field] !== '');
  return {
    data: {
      ...data,
      applicantKind: 'person',
      filledFromCard: true,
      sex: card.sex ?? data.sex,
      ...Object.fromEntries(empty.map((field) => [field, values[field]])),
    },
    filled: empty.filter((field) => values[field] !== ''),
    differs: Object.fromEntries(differing.map((field) => [field, values[field]])),
  };
}

/** Another applicant altogether: nothing of the one before stays but the procedure and the papers. */
export function replaceFromCard(data: DraftData, card: IdCard): CardFill {
  return fillFromCard({ ...data, fullName: '', personalId: '', dateOfBirth: '', address: '', phone: '', email: '', sex: null }, card);
}

function same(typed: string, ofCard: string): boolean {
  return fold(typed) === fold(ofCard) || plain(typed) === plain(ofCard);
}

function plain(text: string): string {
  return text.replace(/[\s.]+/gu, '');
}
