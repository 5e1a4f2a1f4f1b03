/** Which office and which counter this machine is. */
import { Checkbox, TextInput } from '@mantine/core';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { F9Button } from '../../ui/bars/F9Button.tsx';
import { type OfficeForm, officeGaps, type SetUpGap } from './set-up-form.ts';
import { SetUpFrame } from './SetUpFrame.tsx';
import { usePointedGap } from './use-pointed-gap.ts';

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
  const { press, shown } = usePointedGap(officeGaps(office), form, onNext);
  return (
    <SetUpFrame
      step={1}
      title={t('setUp.office.title')}
      words={t('setUp.office.words')}
      form={form}
      verb={<F9Button label={t('setUp.office.verb')} onPress={press} />}
    >
      {dataMissing ? <DataMissing /> : null}
      <OfficeFields office={office} gaps={shown} onChange={onChange} />
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

function DataMissing() {
  const { t } = useTranslation();
  return (
    <div className="mc-set-up-warning" role="alert">
      <b>{t('setUp.office.dataMissing')}</b>
      <p>{t('setUp.office.dataMissingWords')}</p>
    </div>
  );
}

type OfficeFieldsProps = Pick<OfficeStepProps, 'office' | 'onChange'> & { readonly gaps: readonly SetUpGap[] };

function OfficeFields({ office, gaps, onChange }: OfficeFieldsProps) {
  const { t } = useTranslation();
  return (
    <div className="mc-set-up-fields">
      {fields.map((field) => (
        <div key={field} data-field={field} className={`mc-set-up-${field}`}>
          <TextInput
            label={t(`setUp.fields.${field}`)}
            description={t(`setUp.notes.${field}`)}
            value={office[field]}
            autoComplete="off"
            spellCheck={false}
            error={gaps.some((gap) => gap.field === field) ? t(`setUp.gaps.${field}`) : undefined}
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
  );
}
