/** The fields of reception, open for putting right. Numbers show masked and are typed anew only when they were wrong. */
import { Checkbox, SegmentedControl, Select, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CorrectionForm } from '#shared/contract/correction.ts';
import { DateField } from '../../../ui/DateField.tsx';
import { CorrectDocuments } from './CorrectDocuments.tsx';
import type { TextField, Typed } from './typed.ts';

export type CorrectFieldsProps = {
  readonly form: CorrectionForm;
  readonly typed: Typed;
  readonly today: string;
  /** Fields with something missing, once F9 has asked. */
  readonly gaps: readonly string[];
  readonly onChange: (change: Partial<Typed>) => void;
};

const relations = ['authorised', 'legalRepresentative', 'postEmployee'] as const;
const channels = ['inPerson', 'postal', 'online'] as const;
const modes = ['counter', 'postal', 'electronic'] as const;
const feeStates = ['none', 'paid', 'unpaid', 'exempt'] as const;

export function CorrectFields(props: CorrectFieldsProps) {
  const { t } = useTranslation();
  const { form, typed, today, gaps, onChange } = props;
  const person = form.now.applicant.kind === 'person';
  const missing = (field: string) => (gaps.includes(field) ? t('correction.missing') : undefined);
  const line = (name: TextField, label: string, more: { placeholder?: string | undefined; wide?: boolean } = {}) => (
    <div className={more.wide === true ? 'mc-correct-wide' : undefined} data-field={name}>
      <TextInput
        name={name}
        label={label}
        value={typed[name]}
        placeholder={more.placeholder}
        error={missing(name)}
        maxLength={500}
        autoComplete="off"
        onChange={(event) => {
          onChange({ [name]: event.currentTarget.value });
        }}
      />
    </div>
  );
  const kept = (masked: string | null) => (masked === null ? undefined : t('correction.kept', { masked }));
  return (
    <section className="mc-panel mc-correct-form" aria-label={t('correction.title')}>
      <h2 className="mc-panel-title">{t('correction.applicant')}</h2>
      <div className="mc-correct-grid">
        {line('fullName', t(person ? 'correction.fields.applicant.fullName' : 'reception.fields.organisationName'), { wide: true })}
        {person
          ? line('personalId', t('correction.fields.applicant.personalId'), { placeholder: kept(form.masked.personalId) })
          : line('taxCode', t('correction.fields.applicant.taxCode'))}
        {line('phone', t('correction.fields.applicant.phone'), { placeholder: kept(form.masked.phone) })}
        {person ? (
          <div data-field="dateOfBirth">
            <DateField
              name="dateOfBirth"
              label={t('correction.fields.applicant.dateOfBirth')}
              value={typed.dateOfBirth}
              today={today}
              error={missing('dateOfBirth')}
              onChange={(dateOfBirth) => {
                onChange({ dateOfBirth });
              }}
            />
          </div>
        ) : null}
        {person ? (
          <Choice
            name="sex"
            label={t('correction.fields.applicant.sex')}
            value={typed.sex}
            options={(['male', 'female'] as const).map((value) => ({ value, label: t(`correction.values.applicant.sex.${value}`) }))}
            onChange={(sex) => {
              onChange({ sex });
            }}
          />
        ) : null}
        {line('address', t('correction.fields.applicant.address'), { wide: true })}
        {line('email', t('correction.fields.applicant.email'), { wide: true })}
      </div>
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
          {line('submitterName', t('correction.fields.submitter.fullName'))}
          {line('submitterId', t('correction.fields.submitter.personalId'), { placeholder: kept(form.masked.submitterPersonalId) })}
          {line('submitterPhone', t('correction.fields.submitter.phone'), { placeholder: kept(form.masked.submitterPhone) })}
          <Choice
            name="relation"
            label={t('correction.fields.submitter.relation')}
            value={typed.relation}
            options={relations.map((value) => ({ value, label: t(`correction.values.submitter.relation.${value}`) }))}
            onChange={(relation) => {
              onChange({ relation });
            }}
          />
          {line('authorisation', t('correction.fields.submitter.authorisation'), { wide: true })}
        </div>
      ) : null}
      <CorrectDocuments documents={typed.documents} gaps={gaps} onChange={onChange} />
      <h2 className="mc-panel-title">{t('correction.rest')}</h2>
      <div className="mc-correct-grid">
        <Choice
          name="channel"
          label={t('correction.fields.channel')}
          value={typed.channel}
          options={channels.map((value) => ({ value, label: t(`correction.values.channel.${value}`) }))}
          onChange={(channel) => {
            onChange({ channel });
          }}
        />
        {line('dossierCount', t('correction.fields.dossierCount'))}
        {form.now.resultDelivery === null ? null : (
          <div className="mc-correct-wide">
            <div className="mc-field-label" id="correct-delivery">
              {t('correction.fields.resultDelivery.mode')}
            </div>
            <SegmentedControl
              aria-labelledby="correct-delivery"
              value={typed.deliveryMode}
              data={modes.map((value) => ({ value, label: t(`correction.values.resultDelivery.mode.${value}`) }))}
              onChange={(value) => {
                onChange({ deliveryMode: modes.find((mode) => mode === value) ?? 'counter' });
              }}
            />
          </div>
        )}
        {typed.deliveryMode === 'counter' ? null : line('deliveryAddress', t('correction.fields.resultDelivery.address'), { wide: true })}
        {form.now.fee === null ? null : line('feeAmount', t('correction.fields.fee.amountVnd'))}
        {form.now.fee === null ? null : (
          <Choice
            name="feeState"
            label={t('correction.fields.fee.state')}
            value={typed.feeState}
            options={feeStates.map((value) => ({ value, label: t(`correction.values.fee.state.${value}`) }))}
            onChange={(feeState) => {
              onChange({ feeState });
            }}
          />
        )}
        {typed.feeState === 'exempt' ? line('feeExemptionReason', t('correction.fields.fee.exemptionReason'), { wide: true }) : null}
        {form.variants.length === 0 ? null : (
          <div className="mc-correct-wide">
            <Choice
              name="variant"
              label={t('correction.fields.variant')}
              value={String(typed.variant)}
              options={[
                { value: '-1', label: t('correction.ordinary') },
                ...form.variants.map(({ index, when }) => ({ value: String(index), label: when })),
              ]}
              onChange={(variant) => {
                onChange({ variant: Number(variant) });
              }}
            />
          </div>
        )}
        {line('note', t('correction.fields.note'), { wide: true })}
      </div>
    </section>
  );
}

type ChoiceProps<T extends string> = {
  readonly name: string;
  readonly label: string;
  readonly value: T | '';
  readonly options: readonly { readonly value: T; readonly label: string }[];
  readonly onChange: (value: T) => void;
};

function Choice<T extends string>({ name, label, value, options, onChange }: ChoiceProps<T>) {
  return (
    <div data-field={name}>
      <Select
        name={name}
        label={label}
        data={options.map((option) => ({ ...option }))}
        value={value === '' ? null : value}
        allowDeselect={false}
        onChange={(chosen) => {
          const known = options.find((option) => option.value === chosen);
          if (known !== undefined) onChange(known.value);
        }}
      />
    </div>
  );
}
