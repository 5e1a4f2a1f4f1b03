/** The typed form as the one command that accepts: empty texts become nulls, dates and numbers are read. */
import type { DraftData } from '#shared/contract/reception.ts';
import type { ReceptionInput } from '#shared/contract/values.ts';
import { readDate } from '../../ui/read-date.ts';

/** Expects a draft without gaps (`gapsOf`). `today` is the counter's date. */
export function receptionInput(data: DraftData, today: string): ReceptionInput {
  const backfilled = data.occurredAt !== '';
  return {
    procedureCode: data.procedureCode ?? '',
    variant: data.variant,
    applicant: applicantInput(data, today),
    submitter: data.onBehalf
      ? {
          fullName: text(data.submitterName) ?? '',
          personalId: digits(data.submitterId),
          phone: text(data.submitterPhone),
          relation: data.submitterRelation,
          authorisation: text(data.authorisation),
        }
      : null,
    channel: data.channel,
    // A day typed before the channel was changed back stays in the draft alone.
    submittedAt: data.channel === 'inPerson' || data.submittedAt === '' ? null : data.submittedAt,
    documents: data.documents
      .filter(({ ticked }) => ticked)
      .map(({ name, form, copies, pages, presentOnly, listed, extraReason }) => ({
        name: name.trim(),
        form,
        copies,
        pages,
        presentOnly,
        extraReason: listed ? null : extraReason.trim(),
      })),
    dossierCount: data.dossierCount,
    fee: {
      amountVnd: data.feeAmountVnd,
      state: data.feeState,
      exemptionReason: data.feeState === 'exempt' ? text(data.feeExemptionReason) : null,
      fiscalReceipt: null,
    },
    resultDelivery: { mode: data.deliveryMode, address: deliveryAddress(data) },
    note: text(data.note),
    occurredAt: backfilled ? data.occurredAt : null,
    backfill: backfilled ? { reason: data.backfillReason.trim(), paperPage: text(data.backfillPage) } : null,
  };
}

function applicantInput(data: DraftData, today: string): ReceptionInput['applicant'] {
  const person = data.applicantKind === 'person';
  return {
    kind: data.applicantKind,
    fullName: data.fullName.trim(),
    personalId: person ? digits(data.personalId) : null,
    taxCode: person ? null : digits(data.taxCode),
    dateOfBirth: person ? readDate(data.dateOfBirth, today) : null,
    sex: person ? data.sex : null,
    address: text(data.address),
    phone: text(data.phone),
    email: text(data.email),
  };
}

function deliveryAddress({ deliveryMode, deliveryAddress: address, email }: DraftData): string | null {
  if (deliveryMode === 'postal') return text(address);
  return deliveryMode === 'electronic' ? text(email) : null;
}

/** Inner line ends of an address become blanks: it is printed as one line. */
function text(typed: string): string | null {
  const one = typed.replace(/\s*\n\s*/gu, ' ').trim();
  return one === '' ? null : one;
}

/** Numbers are shown in groups; the groups are not kept. Passports and old numbers keep their letters. */
function digits(typed: string): string | null {
  return text(typed.replace(/(?<=\d)[\s.]+(?=\d)/gu, ''));
}
