/** The correction as it is typed: every field a text, numbers empty while they stay as they were. */
import type { CorrectionForm, CorrectionInput } from '#shared/contract/correction.ts';
import type { DocumentInput } from '#shared/contract/values.ts';
import { dateText } from '../../../ui/format.ts';
import { readDate } from '../../../ui/read-date.ts';

export type TypedDocument = DocumentInput & { readonly key: string };

export type Typed = {
  readonly fullName: string;
  readonly personalId: string;
  readonly taxCode: string;
  readonly dateOfBirth: string;
  readonly sex: 'male' | 'female' | '';
  readonly address: string;
  readonly phone: string;
  readonly email: string;
  readonly onBehalf: boolean;
  readonly submitterName: string;
  readonly submitterId: string;
  readonly submitterPhone: string;
  readonly relation: 'authorised' | 'legalRepresentative' | 'postEmployee';
  readonly authorisation: string;
  readonly channel: CorrectionInput['channel'];
  readonly deliveryMode: 'counter' | 'postal' | 'electronic';
  readonly deliveryAddress: string;
  readonly dossierCount: string;
  readonly feeAmount: string;
  readonly feeState: 'none' | 'paid' | 'unpaid' | 'exempt';
  readonly feeExemptionReason: string;
  readonly variant: number;
  readonly note: string;
  readonly documents: readonly TypedDocument[];
  readonly reason: string;
};
export type TextField = { [K in keyof Typed]: string extends Typed[K] ? K : never }[keyof Typed];

export function typedOf({ now, variant }: CorrectionForm): Typed {
  const { applicant, submitter, fee, resultDelivery } = now;
  return {
    fullName: applicant.fullName,
    personalId: '',
    taxCode: applicant.taxCode ?? '',
    dateOfBirth: applicant.dateOfBirth === null ? '' : dateText(applicant.dateOfBirth),
    sex: applicant.sex ?? '',
    address: applicant.address ?? '',
    phone: '',
    email: applicant.email ?? '',
    onBehalf: submitter !== null,
    submitterName: submitter?.fullName ?? '',
    submitterId: '',
    submitterPhone: '',
    relation: submitter?.relation ?? 'authorised',
    authorisation: submitter?.authorisation ?? '',
    channel: now.channel,
    deliveryMode: resultDelivery?.mode ?? 'counter',
    deliveryAddress: resultDelivery?.address ?? '',
    dossierCount: String(now.dossierCount),
    feeAmount: fee === null ? '' : String(fee.amountVnd),
    feeState: fee?.state ?? 'none',
    feeExemptionReason: fee?.exemptionReason ?? '',
    variant,
    note: now.note ?? '',
    documents: now.documents.map((document, index) => ({ ...document, key: String(index) })),
    reason: '',
  };
}

/** Fields that keep the correction from being understood, in reading order. The reason is asked for at F9 alone. */
export function gapsOf(typed: Typed, today: string): readonly string[] {
  return [
    ...(text(typed.fullName) === null ? ['fullName'] : []),
    ...(typed.dateOfBirth.trim() !== '' && readDate(typed.dateOfBirth, today) === null ? ['dateOfBirth'] : []),
    ...(typed.onBehalf && text(typed.submitterName) === null ? ['submitterName'] : []),
    ...(typed.deliveryMode === 'postal' && text(typed.deliveryAddress) === null ? ['deliveryAddress'] : []),
    ...(count(typed.dossierCount) < 1 ? ['dossierCount'] : []),
    ...(typed.feeState === 'exempt' && text(typed.feeExemptionReason) === null ? ['feeExemptionReason'] : []),
    ...typed.documents.flatMap(({ key, name, extraReason }) => [
      ...(text(name) === null ? [`document-${key}`] : []),
      ...(extraReason !== null && text(extraReason) === null ? [`extra-${key}`] : []),
    ]),
  ];
}

/** Expects a form without gaps. What was not typed anew stays as `form` has it. */
export function inputOf(typed: Typed, { now, variant }: CorrectionForm, today: string): CorrectionInput {
  return {
    applicant: {
      kind: now.applicant.kind,
      fullName: text(typed.fullName) ?? '',
      ...retyped('personalId', typed.personalId),
      taxCode: text(typed.taxCode),
      dateOfBirth: readDate(typed.dateOfBirth, today),
      sex: typed.sex === '' ? null : typed.sex,
      address: text(typed.address),
      ...retyped('phone', typed.phone),
      email: text(typed.email),
    },
    submitter: typed.onBehalf
      ? {
          fullName: text(typed.submitterName) ?? '',
          ...retyped('personalId', typed.submitterId),
          ...retyped('phone', typed.submitterPhone),
          relation: typed.relation,
          authorisation: text(typed.authorisation),
        }
      : null,
    channel: typed.channel,
    documents: typed.documents.map(({ key: _key, name, extraReason, ...document }) => ({
      ...document,
      name: name.trim(),
      extraReason: extraReason?.trim() ?? null,
    })),
    dossierCount: count(typed.dossierCount),
    fee:
      now.fee === null
        ? null
        : {
            amountVnd: count(typed.feeAmount),
            state: typed.feeState,
            exemptionReason: typed.feeState === 'exempt' ? text(typed.feeExemptionReason) : null,
            fiscalReceipt: now.fee.fiscalReceipt,
          },
    resultDelivery:
      now.resultDelivery === null
        ? null
        : { mode: typed.deliveryMode, address: typed.deliveryMode === 'counter' ? null : text(typed.deliveryAddress) },
    ...(typed.variant === variant ? {} : { variant: typed.variant }),
    note: text(typed.note),
  };
}

function retyped<K extends string>(name: K, typed: string): Partial<Record<K, string>> {
  const value = text(typed.replace(/(?<=\d)[\s.]+(?=\d)/gu, ''));
  return value === null ? {} : ({ [name]: value } as Record<K, string>);
}

/** Inner line ends become blanks, as at reception. */
function text(typed: string): string | null {
  const one = typed.replace(/\s*\n\s*/gu, ' ').trim();
  return one === '' ? null : one;
}

function count(typed: string): number {
  return Number(typed.replace(/\D/gu, '').slice(0, 12) || '0');
}
