/** How it was handed in, how the result comes back, the fee, the case that sets the time, and a note. */
import { SegmentedControl } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { CorrectChoice, CorrectLine } from './CorrectField.tsx';
import type { CorrectFieldsProps } from './CorrectFields.tsx';

const channels = ['inPerson', 'postal', 'online'] as const;
const modes = ['counter', 'postal', 'electronic'] as const;
const feeStates = ['none', 'paid', 'unpaid', 'exempt'] as const;

export function CorrectRest(fields: CorrectFieldsProps) {
  const { t } = useTranslation();
  const { form, typed, onChange } = fields;
  return (
    <div className="mc-correct-grid">
      <CorrectChoice
        name="channel"
        label={t('correction.fields.channel')}
        value={typed.channel}
        options={channels.map((value) => ({ value, label: t(`correction.values.channel.${value}`) }))}
        onChange={(channel) => {
          onChange({ channel });
        }}
      />
      <CorrectLine {...fields} name="dossierCount" label={t('correction.fields.dossierCount')} />
      {form.now.resultDelivery === null ? null : <Delivery {...fields} />}
      {form.now.fee === null ? null : <Fee {...fields} />}
      {form.variants.length === 0 ? null : <Variant {...fields} />}
      <CorrectLine {...fields} name="note" label={t('correction.fields.note')} wide />
    </div>
  );
}

function Delivery(fields: CorrectFieldsProps) {
  const { t } = useTranslation();
  const { typed, onChange } = fields;
  return (
    <>
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
      {typed.deliveryMode === 'counter' ? null : (
        <CorrectLine {...fields} name="deliveryAddress" label={t('correction.fields.resultDelivery.address')} wide />
      )}
    </>
  );
}

function Fee(fields: CorrectFieldsProps) {
  const { t } = useTranslation();
  const { typed, onChange } = fields;
  const words = (name: string) => t(`correction.fields.fee.${name}`);
  return (
    <>
      <CorrectLine {...fields} name="feeAmount" label={words('amountVnd')} />
      <CorrectChoice
        name="feeState"
        label={words('state')}
        value={typed.feeState}
        options={feeStates.map((value) => ({ value, label: t(`correction.values.fee.state.${value}`) }))}
        onChange={(feeState) => {
          onChange({ feeState });
        }}
      />
      {typed.feeState === 'exempt' ? <CorrectLine {...fields} name="feeExemptionReason" label={words('exemptionReason')} wide /> : null}
    </>
  );
}

function Variant({ form, typed, onChange }: CorrectFieldsProps) {
  const { t } = useTranslation();
  const cases = form.variants.map(({ index, when }) => ({ value: String(index), label: when }));
  return (
    <div className="mc-correct-wide">
      <CorrectChoice
        name="variant"
        label={t('correction.fields.variant')}
        value={String(typed.variant)}
        options={[{ value: '-1', label: t('correction.ordinary') }, ...cases]}
        onChange={(variant) => {
          onChange({ variant: Number(variant) });
        }}
      />
    </div>
  );
}
