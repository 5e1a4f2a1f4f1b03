/** A person the office has served before, offered by number; and the same request still open. */
import { useQuery } from '@tanstack/react-query';
import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { DraftData, KnownApplicant } from '#shared/contract/reception.ts';
import { parseDossierCode } from '#shared/domain/dossier/code.ts';
import { fold } from '#shared/domain/text/fold.ts';
import { useApi } from '../../bridge/index.ts';
import { dateText, officeTime } from '../../ui/format.ts';
import { focusNextField } from './next-field.ts';
import { usePatch } from './reception-store.ts';
import { useOpenDossier } from './use-open-dossier.ts';

type Props = { readonly data: DraftData; readonly form: RefObject<HTMLElement | null> };

export function KnownApplicantBar({ data, form }: Props) {
  const found = useKnownApplicant(data);
  if (found === null) return null;
  const [openCode] = found.openSameProcedure;
  if (openCode !== undefined) return <OpenSame name={found.applicant.fullName} dossierCode={openCode} />;
  return addsSomething(data, found) ? <Offer data={data} form={form} found={found} /> : null;
}

function useKnownApplicant({ personalId: typed, procedureCode, applicantKind }: DraftData): KnownApplicant | null {
  const api = useApi();
  const personalId = typed.replace(/\D/gu, '');
  const { data } = useQuery({
    queryKey: ['reception', 'known', personalId, procedureCode],
    queryFn: ({ signal }) => api.reception.knownApplicant({ personalId, procedureCode }, { signal }),
    enabled: applicantKind === 'person' && personalId.length === 12,
    gcTime: 0,
  });
  return data ?? null;
}

function OpenSame({ name, dossierCode }: { readonly name: string; readonly dossierCode: string }) {
  const { t } = useTranslation();
  const open = useOpenDossier();
  return (
    <div className="mc-ask mc-ask-soon mc-f-wide" role="status" data-field="openSame">
      <span>{t('reception.openSame', { name, date: dateText(parseDossierCode(dossierCode)?.receivedOn ?? '') })}</span>
      <button
        type="button"
        className="mc-link"
        onClick={() => {
          open(dossierCode);
        }}
      >
        {t('reception.openSameView')}
      </button>
    </div>
  );
}

function Offer({ data, form, found }: Props & { readonly found: KnownApplicant }) {
  const { t } = useTranslation();
  const patch = usePatch();
  return (
    <div className="mc-ask mc-f-wide" role="status" data-field="knownApplicant">
      <span>
        {t(fold(data.fullName) === fold(found.applicant.fullName) ? 'reception.known.again' : 'reception.known.told', {
          name: found.applicant.fullName,
          date: dateText(officeTime(found.lastReceivedAt)),
        })}
      </span>
      <button
        type="button"
        className="mc-link"
        onClick={({ currentTarget }) => {
          if (form.current !== null) focusNextField(form.current, currentTarget);
          patch((typed) => withKnown(typed, found));
        }}
      >
        {t('reception.known.fill')}
      </button>
    </div>
  );
}

/** What is known fills the empty fields; nothing typed or scanned is replaced. */
function withKnown(data: DraftData, { applicant }: KnownApplicant): DraftData {
  const or = (typed: string, known: string | null) => (typed.trim() === '' ? (known ?? '') : typed);
  return {
    ...data,
    fullName: or(data.fullName, applicant.fullName),
    dateOfBirth: or(data.dateOfBirth, applicant.dateOfBirth === null ? null : dateText(applicant.dateOfBirth)),
    sex: data.sex ?? applicant.sex,
    address: or(data.address, applicant.address),
    phone: or(data.phone, applicant.phone),
    email: or(data.email, applicant.email),
  };
}

function addsSomething(data: DraftData, known: KnownApplicant): boolean {
  return JSON.stringify(withKnown(data, known)) !== JSON.stringify(data);
}
