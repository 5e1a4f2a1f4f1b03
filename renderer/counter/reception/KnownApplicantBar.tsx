/** A person the office has served before, offered by number; and the same request still open. */
import { useQuery } from '@tanstack/react-query';
import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { DraftData, KnownApplicant } from '#shared/contract/reception.ts';
import { parseDossierCode } from '#shared/domain/dossier/code.ts';
import { fold } from '#shared/domain/text/fold.ts';
import { failureOf, useApi } from '../../bridge/index.ts';
import { dateText, officeTime } from '../../ui/format.ts';
import { useNavigation } from '../frame/navigation.ts';
import { focusNextField } from './next-field.ts';
import { patchDraft, useReceptionStore } from './reception-store.ts';

export function KnownApplicantBar({ data, form }: { readonly data: DraftData; readonly form: RefObject<HTMLElement | null> }) {
  const { t } = useTranslation();
  const api = useApi();
  const store = useReceptionStore();
  const go = useNavigation((navigation) => navigation.go);
  const personalId = data.personalId.replace(/\D/gu, '');
  const known = useQuery({
    queryKey: ['reception', 'known', personalId, data.procedureCode],
    queryFn: ({ signal }) => api.reception.knownApplicant({ personalId, procedureCode: data.procedureCode }, { signal }),
    enabled: data.applicantKind === 'person' && personalId.length === 12,
    gcTime: 0,
  });
  const found = known.data ?? null;
  if (found === null) return null;

  const openCode = found.openSameProcedure[0];
  if (openCode !== undefined) {
    const open = async () => {
      try {
        const dossier = await api.dossier.byCode({ dossierCode: openCode });
        if (dossier !== null) go({ screen: 'dossier', dossierId: dossier.dossierId });
      } catch (error) {
        store.setState({ failure: failureOf(error) });
      }
    };
    return (
      <div className="mc-ask mc-ask-soon mc-f-wide" role="status" data-field="openSame">
        <span>
          {t('reception.openSame', { name: found.applicant.fullName, date: dateText(parseDossierCode(openCode)?.receivedOn ?? '') })}
        </span>
        <button
          type="button"
          className="mc-link"
          onClick={() => {
            void open();
          }}
        >
          {t('reception.openSameView')}
        </button>
      </div>
    );
  }
  if (!addsSomething(data, found)) return null;
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
        onClick={(event) => {
          const { currentTarget } = event;
          if (form.current !== null) focusNextField(form.current, currentTarget);
          patchDraft(store, (typed) => withKnown(typed, found));
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
