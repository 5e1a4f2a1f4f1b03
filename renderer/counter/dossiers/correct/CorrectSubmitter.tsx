/** Who brought the papers, when it was not the applicant. */
import { Checkbox } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { SubmitterInput } from '#shared/contract/values.ts';
import { CorrectChoice, CorrectLine } from './CorrectField.tsx';
import type { CorrectFieldsProps } from './CorrectFields.tsx';

const relations = SubmitterInput.shape.relation.options;

export function CorrectSubmitter(fields: CorrectFieldsProps) {
  const { t } = useTranslation();
  const { typed, form, onChange } = fields;
  const words = (name: string) => t(`correction.fields.submitter.${name}`);
  return (
    <>
      <Checkbox
        label={t('correction.onBehalf')}
        checked={typed.onBehalf}
        classNames={{ input: 'mc-tick' }}
        onChange={(event) => {
          onChange({ onBehalf: event.currentTarget.checked });
        }}
      />
      {typed.onBehalf ? (
        <div className="mc-correct-grid">
          <CorrectLine {...fields} name="submitterName" label={words('fullName')} />
          <CorrectLine {...fields} name="submitterId" label={words('personalId')} masked={form.masked.submitterPersonalId} />
          <CorrectLine {...fields} name="submitterPhone" label={words('phone')} masked={form.masked.submitterPhone} />
          <CorrectChoice
            name="relation"
            label={words('relation')}
            value={typed.relation}
            options={relations.map((value) => ({ value, label: t(`correction.values.submitter.relation.${value}`) }))}
            onChange={(relation) => {
              onChange({ relation });
            }}
          />
          <CorrectLine {...fields} name="authorisation" label={words('authorisation')} wide />
        </div>
      ) : null}
    </>
  );
}
