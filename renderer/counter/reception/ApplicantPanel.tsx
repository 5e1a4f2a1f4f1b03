/** Who asks. Typed, or filled from the card; a known person is offered by number. */
import { IconCheck } from '@tabler/icons-react';
import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { DraftData } from '#shared/contract/reception.ts';
import { CardQuestionBar } from './CardQuestionBar.tsx';
import { DraftField } from './DraftField.tsx';
import { DraftSegments } from './DraftSegments.tsx';
import { phoneWarning, taxCodeWarning } from './field-warnings.ts';
import { KnownApplicantBar } from './KnownApplicantBar.tsx';
import { PersonFields } from './PersonFields.tsx';
import { usePatch, useReception } from './reception-store.ts';
import { SubmitterFields } from './SubmitterFields.tsx';
import type { CardScan } from './use-card-scan.ts';

export type ApplicantPanelProps = {
  readonly data: DraftData;
  readonly today: string;
  readonly scan: CardScan;
  readonly form: RefObject<HTMLElement | null>;
};

export function ApplicantPanel({ data, today, scan, form }: ApplicantPanelProps) {
  const { t } = useTranslation();
  const patch = usePatch();
  const question = useReception((state) => state.question);
  const person = data.applicantKind === 'person';
  return (
    <section
      className={`mc-panel mc-applicant${data.onBehalf || data.occurredAt !== '' ? ' mc-applicant-tight' : ''}`}
      aria-labelledby="applicant-title"
    >
      <ApplicantHead person={person} scanned={data.filledFromCard} />
      {question?.otherPerson === true ? <CardQuestionBar card={question.card} scan={scan} /> : null}
      <div className="mc-fields">
        <DraftField
          name="fullName"
          className={person ? 'mc-f mc-f-name' : 'mc-f mc-f-wide'}
          label={t(person ? 'reception.fields.fullName' : 'reception.fields.organisationName')}
          gap={person ? 'fullName' : 'organisationName'}
          tidy={composed}
        />
        {person ? (
          <PersonFields data={data} today={today} />
        ) : (
          <DraftField name="taxCode" className="mc-f mc-f-wide" inputMode="numeric" warning={taxCodeWarning(data.taxCode)} />
        )}
        <KnownApplicantBar data={data} form={form} />
        <DraftField
          name="address"
          className="mc-f mc-f-wide"
          label={t(person ? 'reception.fields.address' : 'reception.fields.organisationAddress')}
          rows={2}
        />
        <DraftField name="phone" className="mc-f mc-f-phone" inputMode="tel" warning={phoneWarning(data.phone)} />
        <DraftSegments
          field="onBehalf"
          className="mc-f mc-f-role"
          label={t('reception.fields.role')}
          value={data.onBehalf ? 'behalf' : 'self'}
          options={roles}
          words="reception.role"
          onChange={(role) => {
            patch({ onBehalf: role === 'behalf' });
          }}
        />
        {data.onBehalf ? <SubmitterFields data={data} /> : null}
      </div>
    </section>
  );
}

const roles = ['self', 'behalf'] as const;

/** Some keyboards and scanners write a letter and its marks apart. */
function composed(typed: string): string {
  return typed.normalize('NFC');
}

function ApplicantHead({ person, scanned }: { readonly person: boolean; readonly scanned: boolean }) {
  const { t } = useTranslation();
  return (
    <div className="mc-applicant-head">
      <h2 className="mc-panel-title" id="applicant-title">
        {t(person ? 'reception.applicant.title' : 'reception.applicant.organisation')}
      </h2>
      {scanned ? (
        <span className="mc-scanned">
          <IconCheck size={16} stroke={2} aria-hidden="true" />
          {t('reception.applicant.scanned')}
        </span>
      ) : (
        <span className="mc-s mc-muted mc-scan-hint">{t('reception.applicant.scanHint')}</span>
      )}
    </div>
  );
}
