/** What is known of a dossier, as labelled facts; what is not known is left out. */
import type { TFunction } from 'i18next';
import type { DossierDetail } from '#shared/contract/dossier.ts';
import type { Fee } from '#shared/journal/payloads/parts.ts';
import { formatVnd } from '#shared/domain/fee/vnd.ts';
import { dateText } from '../../ui/format.ts';
import type { Fact } from './Facts.tsx';
import { MaskedNumber } from './MaskedNumber.tsx';

/** The few facts beside the list. */
export function peekFacts({ dossierId, state, names }: DossierDetail, t: TFunction): readonly Fact[] {
  const { holder, resultDelivery, applicant, documents, scans } = state;
  const scanned = scans.reduce((sum, { pages }) => sum + pages, 0);
  return [
    ...(holder === null ? [] : [fact('holder', names[holder] ?? t('dossier.unknownPerson'), t)]),
    ...(resultDelivery === null ? [] : [fact('delivery', t(`dossier.delivery.${resultDelivery.mode}`), t)]),
    ...(applicant === null || applicant.phone === null
      ? []
      : [fact('phone', <MaskedNumber key={dossierId} dossierId={dossierId} what="phone" masked={applicant.phone} />, t)]),
    ...(documents.length === 0
      ? []
      : [
          fact(
            'papers',
            scanned === 0
              ? t('dossier.papers.kinds', { count: documents.length })
              : t('dossier.papers.kindsAndScans', { count: documents.length, pages: scanned }),
            t,
          ),
        ]),
  ];
}

/** The whole left column of the page. */
export function pageFacts({ dossierId, state }: DossierDetail, t: TFunction): readonly Fact[] {
  const { applicant, submitter, resultDelivery, fee, registerVolume, registerNo, channel } = state;
  if (applicant === null) return [];
  const number = applicant.kind === 'organisation' ? applicant.taxCode : applicant.personalId;
  return [
    fact(applicant.kind === 'organisation' ? 'organisation' : 'fullName', <NameFact detail={{ state }} t={t} />, t),
    ...(number === null
      ? []
      : [
          fact(
            applicant.kind === 'organisation' ? 'taxCode' : 'personalId',
            applicant.kind === 'organisation' ? (
              number
            ) : (
              <MaskedNumber key={dossierId} dossierId={dossierId} what="personalId" masked={number} />
            ),
            t,
          ),
        ]),
    ...(applicant.address === null ? [] : [fact('address', applicant.address, t)]),
    ...(submitter === null
      ? []
      : [
          fact('submitter', t('dossier.submitter', { name: submitter.fullName, relation: t(`dossier.relation.${submitter.relation}`) }), t),
        ]),
    ...(applicant.phone === null
      ? []
      : [fact('phone', <MaskedNumber key={dossierId} dossierId={dossierId} what="phone" masked={applicant.phone} />, t)]),
    ...(channel === null || channel === 'inPerson' ? [] : [fact('channel', t(`dossier.channel.${channel}`), t)]),
    ...(resultDelivery === null ? [] : [fact('delivery', deliveryText(resultDelivery, t), t)]),
    ...(fee === null ? [] : [fact('fee', feeText(fee, t), t)]),
    ...(registerNo === null
      ? []
      : [
          fact(
            'register',
            registerVolume === null
              ? t('dossier.registerNo', { no: registerNo })
              : t('dossier.register', { volume: registerVolume, no: registerNo }),
            t,
          ),
        ]),
  ];
}

function fact(label: string, value: Fact['value'], t: TFunction): Fact {
  return { label: t(`dossier.facts.${label}`), value };
}

function NameFact({ detail: { state }, t }: { readonly detail: Pick<DossierDetail, 'state'>; readonly t: TFunction }) {
  const { applicant } = state;
  if (applicant === null) return null;
  const more = [
    ...(applicant.dateOfBirth === null
      ? []
      : [
          applicant.dateOfBirth.length === 4
            ? t('dossier.bornIn', { year: applicant.dateOfBirth })
            : t('dossier.bornOn', { date: dateText(applicant.dateOfBirth) }),
        ]),
    ...(applicant.sex === null ? [] : [t(`dossier.sex.${applicant.sex}`)]),
  ];
  return (
    <>
      <b>{applicant.fullName}</b>
      {more.map((part) => `, ${part}`).join('')}
    </>
  );
}

function deliveryText({ mode, address }: NonNullable<DossierDetail['state']['resultDelivery']>, t: TFunction): string {
  return address === null ? t(`dossier.delivery.${mode}`) : t('dossier.deliveryTo', { mode: t(`dossier.delivery.${mode}`), address });
}

function feeText({ amountVnd, state, exemptionReason }: Fee, t: TFunction): string {
  if (state === 'exempt')
    return exemptionReason === null ? t('dossier.fee.exempt') : t('dossier.fee.exemptFor', { reason: exemptionReason });
  if (state === 'none' || amountVnd === 0) return t('dossier.fee.none');
  return t(`dossier.fee.${state}`, { amount: formatVnd(amountVnd) });
}
