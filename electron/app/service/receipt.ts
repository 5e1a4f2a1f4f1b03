/** Data of the receipt slip (Mẫu 01): of a dossier as its acts leave it, or of a draft as typed so far. */
import type { DraftData, DraftDocument } from '#shared/contract/reception.ts';
import type { PaperLayout } from '#shared/contract/paper.ts';
import type { DossierState } from '#shared/domain/dossier/state.ts';
import { dateOf, fromInstant, type LocalDateTime, localMinuteOf, toInstant, wholeMinute } from '#shared/domain/deadline/local-date-time.ts';
import type { ProcessingTime } from '#shared/domain/deadline/limit.ts';
import { fail } from '#shared/errors.ts';
import type { ReceiptSlipData, ReceiptSlipDocument, ReceiptSlipField } from '#shared/forms/receipt-slip.ts';
import { formSetIdOn, isRegisterOnly, type OfficeData } from './office-data.ts';

/** A slip's texts; what is typed may be longer until it is put right. */
const longestText = 500;

export type Reprint = { readonly n: number; readonly reason: string } | null;

type Printing = {
  readonly layout: PaperLayout;
  readonly reprint: Reprint;
  /** The person who received the dossier. */
  readonly receptionistName: string;
  readonly watermark: ReceiptSlipData['watermark'];
};

/** The slip of an accepted dossier. Throws `paper-unknown` where there is none to print (not accepted, imported without a receipt of ours), `procedure-register-only` where the police's form takes its place. */
export function receiptOf(state: DossierState, office: OfficeData, printing: Printing): ReceiptSlipData {
  const { applicant, receivedAt, resultDelivery, fee } = state;
  if (applicant === null || receivedAt === null || state.dossierCode === null || resultDelivery === null || state.dueAt === null)
    throw fail('paper-unknown', {});
  if (isRegisterOnly(office, state.procedureVersionId)) throw fail('procedure-register-only', { procedureCode: state.procedureCode ?? '' });
  const received = fromInstant(receivedAt);
  return {
    ...letterhead(office, dateOf(received)),
    occurredAt: receivedAt,
    issuedOn: dateOf(received),
    slipNo: state.slipNo,
    dossierCode: state.dossierCode,
    dossierId: state.dossierId,
    applicant: {
      fullName: applicant.fullName,
      identity: identityOf(applicant.personalId, applicant.taxCode),
      address: applicant.address ?? '',
      phone: applicant.phone ?? '',
      email: applicant.email ?? '',
    },
    submitterName: state.submitter?.fullName ?? null,
    procedureName: state.procedureName ?? '',
    documents: state.documents.map(documentOnSlip),
    dossierCount: state.dossierCount,
    processingTime: state.limit,
    receivedAt: wholeMinute(received),
    dueAt: localMinuteOf(state.dueAt),
    replacesDueAt: replacedDueAt(state),
    resultDelivery: { kind: resultDelivery.mode, place: resultDelivery.address },
    fee: fee === null ? null : { amountVnd: fee.amountVnd, state: feeState(fee.state) },
    registerVolume: state.registerVolume === null ? null : Number(state.registerVolume),
    registerNo: state.registerNo,
    receptionistName: printing.receptionistName,
    reprint: printing.reprint,
    ...correctionOn(state),
    watermark: printing.watermark ?? (office.config.training ? 'training' : null),
    copies: [1, 2],
    layout: printing.layout,
    highlight: null,
  };
}

export type DraftFacts = {
  readonly receivedAt: LocalDateTime;
  readonly dueAt: LocalDateTime | null;
  readonly limit: ProcessingTime | null;
  readonly procedureName: string;
  readonly nextDossierCode: string | null;
  readonly nextSlipNo: number | null;
  readonly registerVolume: number | null;
  readonly nextRegisterNo: number | null;
  readonly feeVnd: number | null;
  readonly receptionistName: string;
  readonly highlight: ReceiptSlipField | null;
};

/** The slip as it would be if F9 were pressed now: copy 2, marked as a preview. */
export function receiptOfDraft(draft: DraftData, office: OfficeData, facts: DraftFacts): ReceiptSlipData {
  const personal = draft.applicantKind === 'person' ? draft.personalId : '';
  return {
    ...letterhead(office, dateOf(facts.receivedAt)),
    occurredAt: toInstant(facts.receivedAt),
    issuedOn: dateOf(facts.receivedAt),
    slipNo: facts.nextSlipNo,
    dossierCode: facts.nextDossierCode,
    dossierId: null,
    applicant: {
      fullName: draft.fullName.slice(0, longestText),
      identity: identityOf(compact(personal), draft.applicantKind === 'organisation' ? compact(draft.taxCode) : null),
      address: draft.address.slice(0, longestText),
      phone: draft.phone.slice(0, 64),
      email: draft.email.slice(0, 254),
    },
    submitterName: draft.onBehalf ? draft.submitterName.slice(0, longestText) : null,
    procedureName: facts.procedureName,
    documents: draft.documents.filter(({ ticked }) => ticked).map(documentOnSlip),
    dossierCount: draft.dossierCount,
    processingTime: facts.limit,
    receivedAt: wholeMinute(facts.receivedAt),
    dueAt: facts.dueAt,
    replacesDueAt: null,
    resultDelivery: { kind: draft.deliveryMode, place: deliveryPlaceOf(draft) },
    fee: { amountVnd: facts.feeVnd, state: feeState(draft.feeState) },
    registerVolume: facts.registerVolume,
    registerNo: facts.nextRegisterNo,
    receptionistName: facts.receptionistName,
    reprint: null,
    watermark: 'preview',
    copies: [2],
    layout: 'a5',
    highlight: facts.highlight,
  };
}

/** A paper that was shown and not kept stands on the slip too, and says so. */
function documentOnSlip({
  name,
  form,
  copies,
  presentOnly,
}: Pick<DraftDocument, 'name' | 'form' | 'copies' | 'presentOnly'>): ReceiptSlipDocument {
  return { name, form: presentOnly ? 'presentOnly' : form, count: copies };
}

/** An address typed for a way no longer chosen stays in the draft, not on the paper. */
function deliveryPlaceOf({ deliveryMode, deliveryAddress, email }: DraftData): string | null {
  if (deliveryMode === 'counter') return null;
  const place = (deliveryMode === 'postal' ? deliveryAddress : email).trim();
  return place === '' ? null : place.slice(0, longestText);
}

function letterhead(
  office: OfficeData,
  on: string,
): Pick<ReceiptSlipData, 'formSetId' | 'agencyName' | 'unitName' | 'place' | 'footerNotes'> {
  const { agencyName, unitName, placeName, footerNotes } = office.config;
  return { formSetId: formSetIdOn(on, office), agencyName, unitName, place: placeName, footerNotes };
}

function identityOf(personalId: string | null, taxCode: string | null): ReceiptSlipData['applicant']['identity'] {
  if (personalId !== null && personalId !== '') return { kind: 'personalId', number: personalId.slice(0, 32) };
  return taxCode === null || taxCode === '' ? null : { kind: 'taxCode', number: taxCode.slice(0, 32) };
}

/** The receipt that a correction made void, while the one printed now takes its place. */
function correctionOn({ slips, corrections }: DossierState): Pick<ReceiptSlipData, 'correction'> {
  const wrong = slips.findLast(({ form, void: isVoid }) => form === 'receiptSlip' && isVoid);
  const corrected = corrections.find(({ actId }) => actId === wrong?.voidedBy);
  if (wrong === undefined || corrected === undefined) return {};
  return { correction: { printedAt: localMinuteOf(wrong.printedAt), reason: corrected.reason.slice(0, longestText) } };
}

/** The appointment before the present one, once a supplement or a correction has moved it. */
function replacedDueAt(state: DossierState): string | null {
  const earlier = state.clockCycles.at(-2)?.dueAt ?? state.firstDueAt;
  return earlier === null || earlier === state.dueAt ? null : localMinuteOf(earlier);
}

function feeState(state: 'none' | 'paid' | 'unpaid' | 'exempt'): 'free' | 'paid' | 'unpaid' {
  return state === 'none' || state === 'exempt' ? 'free' : state;
}

function compact(number: string): string {
  return number.replace(/\s+/gu, '');
}
