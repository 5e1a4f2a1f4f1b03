/** What keeps F9 from committing, in reading order. Warnings about numbers never stand here. */
import type { DraftData } from '#shared/contract/reception.ts';
import type { Procedure } from '#shared/domain/catalogue/procedure.ts';
import { isLocalTime } from './local-time.ts';
import { unseenDocuments } from './draft-data.ts';
import { readDate } from '../../ui/read-date.ts';

/** `field` is the `data-field` that takes the focus; `key` the sentence under `reception.gaps`. */
export type Gap = { readonly field: string; readonly key: string };

export type GapFacts = {
  readonly data: DraftData;
  readonly procedure: Procedure | undefined;
  /** What the catalogue or the person says is to be paid; null while unknown. */
  readonly feeVnd: number | null;
  readonly today: string;
};

export function gapsOf({ data, procedure, feeVnd, today }: GapFacts): readonly Gap[] {
  return [
    ...backfillGaps(data),
    ...procedureGaps(data, procedure),
    ...personGaps(data, today),
    ...documentGaps(data),
    ...outGaps(data, feeVnd),
  ];
}

function backfillGaps({ occurredAt, backfillReason }: DraftData): Gap[] {
  if (occurredAt === '') return [];
  return [...(isLocalTime(occurredAt) ? [] : [{ field: 'occurredAt', key: 'occurredAt' }]), ...missing(backfillReason, 'backfillReason')];
}

function procedureGaps({ procedureCode }: DraftData, procedure: Procedure | undefined): Gap[] {
  return procedureCode === null || procedure === undefined ? [{ field: 'procedure', key: 'procedure' }] : [];
}

function personGaps(data: DraftData, today: string): Gap[] {
  const born =
    data.dateOfBirth.trim() === '' || readDate(data.dateOfBirth, today) !== null ? [] : [{ field: 'dateOfBirth', key: 'dateOfBirth' }];
  return [
    ...missing(data.fullName, 'fullName', data.applicantKind === 'organisation' ? 'organisationName' : 'fullName'),
    ...(data.applicantKind === 'person' ? born : []),
    ...(data.onBehalf ? missing(data.submitterName, 'submitterName') : []),
  ];
}

function documentGaps({ documents }: DraftData): Gap[] {
  const unnamed = documents.flatMap((document, index) => {
    if (document.listed) return [];
    if (document.name.trim() === '') return [{ field: `extraName-${index}`, key: 'extraName' }];
    return document.extraReason.trim() === '' ? [{ field: `extraReason-${index}`, key: 'extraReason' }] : [];
  });
  return [...unseenDocuments(documents).map((index) => ({ field: `document-${index}`, key: 'document' })), ...unnamed];
}

function outGaps(data: DraftData, feeVnd: number | null): Gap[] {
  const post = data.deliveryMode === 'postal' ? missing(data.deliveryAddress, 'deliveryAddress') : [];
  const email = data.deliveryMode === 'electronic' ? missing(data.email, 'email') : [];
  const owed = data.feeAmountVnd ?? feeVnd ?? 0;
  const fee = owed > 0 && data.feeState === 'none' ? [{ field: 'feeState', key: 'feeState' }] : [];
  const exempt = data.feeState === 'exempt' ? missing(data.feeExemptionReason, 'feeExemptionReason') : [];
  return [...post, ...email, ...fee, ...exempt];
}

function missing(value: string, field: string, key = field): Gap[] {
  return value.trim() === '' ? [{ field, key }] : [];
}
