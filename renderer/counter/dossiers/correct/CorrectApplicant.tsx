/** Who asks: a person, or an organisation by its tax code. */
import { useTranslation } from 'react-i18next';
import { DateField } from '../../../ui/DateField.tsx';
import { CorrectChoice, CorrectLine } from './CorrectField.tsx';
import type { CorrectFieldsProps } from './CorrectFields.tsx';

const sexes = ['male', 'female'] as const;

export function CorrectApplicant(fields: CorrectFieldsProps) {
  const { t } = useTranslation();
  const { masked, now } = fields.form;
  const person = now.applicant.kind === 'person';
  const words = (name: string) => t(`correction.fields.applicant.${name}`);
  return (
    <div className="mc-correct-grid">
      <CorrectLine {...fields} name="fullName" label={person ? words('fullName') : t('reception.fields.organisationName')} wide />
      {person ? (
        <CorrectLine {...fields} name="personalId" label={words('personalId')} masked={masked.personalId} />
      ) : (
        <CorrectLine {...fields} name="taxCode" label={words('taxCode')} />
      )}
      <CorrectLine {...fields} name="phone" label={words('phone')} masked={masked.phone} />
      {person ? <Person {...fields} /> : null}
      <CorrectLine {...fields} name="address" label={words('address')} wide />
      <CorrectLine {...fields} name="email" label={words('email')} wide />
    </div>
  );
}

function Person({ typed, today, gaps, onChange }: CorrectFieldsProps) {
  const { t } = useTranslation();
  return (
    <>
      <div data-field="dateOfBirth">
        <DateField
          name="dateOfBirth"
          label={t('correction.fields.applicant.dateOfBirth')}
          value={typed.dateOfBirth}
          today={today}
          error={gaps.includes('dateOfBirth') ? t('correction.missing') : undefined}
          onChange={(dateOfBirth) => {
            onChange({ dateOfBirth });
          }}
        />
      </div>
      <CorrectChoice
        name="sex"
        label={t('correction.fields.applicant.sex')}
        value={typed.sex}
        options={sexes.map((value) => ({ value, label: t(`correction.values.applicant.sex.${value}`) }))}
        onChange={(sex) => {
          onChange({ sex });
        }}
      />
    </>
  );
}
