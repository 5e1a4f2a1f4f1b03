/** What a story leaves behind, fact by fact, to be laid side by side. Compared in full; shown masked. */
import type { FactName } from '#shared/contract/decision.ts';
import type { DossierState } from '#shared/domain/dossier/state.ts';

export type Facts = Record<FactName, string | null>;

/** Codes stay codes (`status`, `delivery`, `result`, the fee's state); the page words them. */
export function factsOf({ status, applicant, resultDelivery, fee, documents, dueAt, holder, result, closing }: DossierState): Facts {
  return {
    status,
    fullName: applicant?.fullName ?? null,
    personalId: applicant?.personalId ?? applicant?.taxCode ?? null,
    dateOfBirth: applicant?.dateOfBirth ?? null,
    address: applicant?.address ?? null,
    phone: applicant?.phone ?? null,
    delivery: resultDelivery?.mode ?? null,
    deliveryAddress: resultDelivery?.address ?? null,
    fee: fee === null ? null : `${fee.state} ${String(fee.amountVnd)}`,
    documents: documents.length === 0 ? null : documents.map(({ name }) => name).join('; '),
    dueAt,
    holder,
    result,
    closing: closing?.reason ?? null,
  };
}
