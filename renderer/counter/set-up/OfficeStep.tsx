/** Which office and which counter this machine is. */
import { Checkbox, TextInput } from '@mantine/core';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { F9Button } from '../../ui/bars/F9Button.tsx';
import { focusField } from '../reception/next-field.ts';
import { type OfficeForm, officeGaps } from './set-up-form.ts';
import { SetUpFrame } from './SetUpFrame.tsx';

export type OfficeStepProps = {
  readonly office: OfficeForm;
  /** This machine has been a counter, and its data are not where they were. */
  readonly dataMissing: boolean;
  readonly onChange: (office: OfficeForm) => void;
  readonly onNext: () => void;
};

const fields = ['agencyCode', 'agencyName', 'placeName', 'counterNo'] as const;

export function OfficeStep({ office, dataMissing, onChange, onNext }: OfficeStepProps) {
  const { t } = useTranslation();
  const form = useRef<HTMLDivElement>(null);
  const [pointed, setPointed] = useState<string | null>(null);
  const press = () => {
    const [gap] = officeGaps(office);
    if (gap === undefined) {
      onNext();
      return;
    }
    setPointed(gap.field);
    focusField(form.current, gap.field);
  };
  return (
    <SetUpFrame
      step={1}
      title={t('setUp.office.title')}
      words={t('setUp.office.words')}
      form={form}
      verb={<F9Button label={t('setUp.office.verb')} onPress={press} />}
    >
      {dataMissing ? (
        <div className="mc-set-up-warning" role="alert">
          <b>{t('setUp.office.dataMissing')}</b>
          <p>{t('setUp.office.dataMissingWords')}</p>
        </div>
      ) : null}
      <div className="mc-set-up-fields">
        {fields.map((field) => (
          <div key={field} data-field={field} className={`mc-set-up-${field}`}>
            <TextInput
              label={t(`setUp.fields.${field}`)}
              description={t(`setUp.notes.${field}`)}
              value={office[field]}
              autoComplete="off"
              spellCheck={false}
              error={pointed === field && officeGaps(office).some((gap) => gap.field === field) ? t(`setUp.gaps.${field}`) : undefined}
              onChange={(event) => {
                onChange({ ...office, [field]: event.currentTarget.value });
              }}
              onBlur={() => {
                if (field === 'agencyCode') onChange({ ...office, agencyCode: office.agencyCode.trim().toUpperCase() });
              }}
            />
          </div>
        ))}
      </div>
      <Checkbox
        label={t('setUp.fields.replaces')}
        description={t('setUp.notes.replaces')}
        checked={office.replaces || dataMissing}
        disabled={dataMissing}
        onChange={(event) => {
          onChange({ ...office, replaces: event.currentTarget.checked });
        }}
      />
    </SetUpFrame>
  );
}
