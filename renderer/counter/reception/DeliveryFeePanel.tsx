/** How the result comes back, and what is paid. Both are touched only when they differ from the usual. */
import { SegmentedControl, Select, TextInput } from '@mantine/core';
import { memo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DraftData } from '#shared/contract/reception.ts';
import type { Procedure } from '#shared/domain/catalogue/procedure.ts';
import { moneyText, numberText } from '../../ui/format.ts';
import { patchDraft, useReceptionStore } from './reception-store.ts';

export type DeliveryFeePanelProps = {
  readonly data: OutData;
  readonly procedure: Procedure | undefined;
  /** The catalogue's amount, or the typed one; null while unknown. */
  readonly feeVnd: number | null;
  readonly pointed: string | undefined;
};

/** The part of the draft that this panel shows; see `outData`. */
export type OutData = Pick<DraftData, 'deliveryMode' | 'deliveryAddress' | 'email' | 'feeAmountVnd' | 'feeState' | 'feeExemptionReason'>;

const modes = ['counter', 'postal', 'electronic'] as const;
const paidStates = ['paid', 'unpaid', 'exempt'] as const;

export const DeliveryFeePanel = memo(function DeliveryFeePanel({ data, procedure, feeVnd, pointed }: DeliveryFeePanelProps) {
  const { t } = useTranslation();
  const store = useReceptionStore();
  const gap = (field: string) => (pointed === field ? t(`reception.gaps.${field}`) : undefined);
  const owed = data.feeAmountVnd ?? feeVnd ?? 0;
  return (
    <section className="mc-panel mc-out" aria-label={t('reception.out')}>
      <div data-field="delivery">
        <span className="mc-field-label" id="delivery-label">
          {t('reception.fields.delivery')}
        </span>
        <SegmentedControl
          aria-labelledby="delivery-label"
          value={data.deliveryMode}
          data={modes.map((mode) => ({ value: mode, label: t(`reception.delivery.${mode}`) }))}
          onChange={(value) => {
            const mode = modes.find((known) => known === value) ?? 'counter';
            // By post the result goes to where the applicant lives, unless another place is typed.
            patchDraft(store, (typed) => ({
              ...typed,
              deliveryMode: mode,
              deliveryAddress: mode === 'postal' && typed.deliveryAddress === '' ? typed.address : typed.deliveryAddress,
            }));
          }}
        />
      </div>
      <FeeFields data={data} procedure={procedure} owed={owed} pointed={pointed} />
      {data.deliveryMode === 'postal' ? (
        <div className="mc-out-wide" data-field="deliveryAddress">
          <TextInput
            label={t('reception.fields.deliveryAddress')}
            value={data.deliveryAddress}
            error={gap('deliveryAddress')}
            autoComplete="off"
            onChange={(event) => {
              patchDraft(store, { deliveryAddress: event.currentTarget.value });
            }}
          />
        </div>
      ) : null}
      {data.deliveryMode === 'electronic' ? (
        <div className="mc-out-wide" data-field="email">
          <TextInput
            label={t('reception.fields.email')}
            value={data.email}
            error={gap('email')}
            inputMode="email"
            autoComplete="off"
            onChange={(event) => {
              patchDraft(store, { email: event.currentTarget.value });
            }}
          />
        </div>
      ) : null}
      {data.feeState === 'exempt' ? (
        <div className="mc-out-wide" data-field="feeExemptionReason">
          <TextInput
            label={t('reception.fields.feeExemptionReason')}
            value={data.feeExemptionReason}
            error={gap('feeExemptionReason')}
            autoComplete="off"
            onChange={(event) => {
              patchDraft(store, { feeExemptionReason: event.currentTarget.value });
            }}
          />
        </div>
      ) : null}
    </section>
  );
});

type FeeFieldsProps = {
  readonly data: OutData;
  readonly procedure: Procedure | undefined;
  readonly owed: number;
  readonly pointed: string | undefined;
};

function FeeFields({ data, procedure, owed, pointed }: FeeFieldsProps) {
  const { t } = useTranslation();
  const store = useReceptionStore();
  const [typed, setTyped] = useState<string | null>(null);
  const asksState = owed > 0 || data.feeState === 'exempt';
  const source =
    data.feeAmountVnd !== null
      ? t('reception.fee.byHand')
      : procedure?.fee.local === true
        ? t('reception.fee.local')
        : t('reception.fee.catalogue');
  return (
    <div className={asksState ? 'mc-fee mc-fee-two' : 'mc-fee'}>
      <div data-field="feeAmount">
        <TextInput
          label={t('reception.fields.fee')}
          value={typed ?? moneyText(owed)}
          inputMode="numeric"
          autoComplete="off"
          disabled={procedure === undefined}
          title={procedure?.fee.note}
          rightSection={asksState || procedure === undefined ? null : <span className="mc-s mc-muted mc-cut">{source}</span>}
          rightSectionWidth={asksState ? 8 : 110}
          rightSectionPointerEvents="none"
          onFocus={(event) => {
            event.currentTarget.select();
          }}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
          }}
          onBlur={() => {
            if (typed !== null) patchDraft(store, withAmount(typed));
            setTyped(null);
          }}
        />
      </div>
      {asksState ? (
        <div data-field="feeState">
          <Select
            label={t('reception.fields.feeState')}
            placeholder={t('reception.fee.choose')}
            data={paidStates.map((state) => ({ value: state, label: t(`reception.fee.${state}`) }))}
            value={data.feeState === 'none' ? null : data.feeState}
            error={pointed === 'feeState' ? t('reception.gaps.feeState', { amount: numberText(owed) }) : undefined}
            allowDeselect={false}
            onChange={(value) => {
              patchDraft(store, { feeState: paidStates.find((state) => state === value) ?? 'none' });
            }}
          />
        </div>
      ) : null}
    </div>
  );
}

/** The typed amount; an empty field goes back to the catalogue's. */
function withAmount(typed: string): (data: DraftData) => DraftData {
  const digits = typed.replace(/\D/gu, '').slice(0, 12);
  return (data) => ({
    ...data,
    feeAmountVnd: digits === '' ? null : Number(digits),
    feeState: digits !== '' && Number(digits) === 0 ? 'none' : data.feeState,
  });
}
