/** The amount, the catalogue's until another is typed, and whether it was paid once there is something to pay. */
import { Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DraftData } from '#shared/contract/reception.ts';
import type { Procedure } from '#shared/domain/catalogue/procedure.ts';
import { formatVnd } from '#shared/domain/fee/vnd.ts';
import { numberText } from '../../ui/format.ts';
import type { DeliveryFeePanelProps } from './DeliveryFeePanel.tsx';
import { useDraft, usePatch, useReception } from './reception-store.ts';

const paidStates = ['paid', 'unpaid', 'exempt'] as const;

export function FeeFields({ procedure, feeVnd }: DeliveryFeePanelProps) {
  const feeAmountVnd = useDraft((data) => data.feeAmountVnd);
  const feeState = useDraft((data) => data.feeState);
  const owed = feeAmountVnd ?? feeVnd ?? 0;
  const asksState = owed > 0 || feeState === 'exempt';
  return (
    <div className={asksState ? 'mc-fee mc-fee-two' : 'mc-fee'}>
      <Amount procedure={procedure} owed={owed} byHand={feeAmountVnd !== null} asksState={asksState} />
      {asksState ? <Paid owed={owed} feeState={feeState} /> : null}
    </div>
  );
}

type AmountProps = {
  readonly procedure: Procedure | undefined;
  readonly owed: number;
  readonly byHand: boolean;
  readonly asksState: boolean;
};

function Amount({ procedure, owed, byHand, asksState }: AmountProps) {
  const { t } = useTranslation();
  const patch = usePatch();
  const [typed, setTyped] = useState<string | null>(null);
  const source = byHand ? 'byHand' : procedure?.fee.local === true ? 'local' : 'catalogue';
  return (
    <div data-field="feeAmount">
      <TextInput
        label={t('reception.fields.fee')}
        value={typed ?? formatVnd(owed)}
        inputMode="numeric"
        autoComplete="off"
        disabled={procedure === undefined}
        title={procedure?.fee.note}
        rightSection={
          asksState || procedure === undefined ? null : <span className="mc-s mc-muted mc-cut">{t(`reception.fee.${source}`)}</span>
        }
        rightSectionWidth={asksState ? 8 : 110}
        rightSectionPointerEvents="none"
        onFocus={(event) => {
          event.currentTarget.select();
        }}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
        }}
        onBlur={() => {
          if (typed !== null) patch(withAmount(typed));
          setTyped(null);
        }}
      />
    </div>
  );
}

function Paid({ owed, feeState }: { readonly owed: number; readonly feeState: DraftData['feeState'] }) {
  const { t } = useTranslation();
  const patch = usePatch();
  const pointed = useReception((state) => state.pointed === 'feeState');
  return (
    <div data-field="feeState">
      <Select
        label={t('reception.fields.feeState')}
        placeholder={t('reception.fee.choose')}
        data={paidStates.map((state) => ({ value: state, label: t(`reception.fee.${state}`) }))}
        value={feeState === 'none' ? null : feeState}
        error={pointed ? t('reception.gaps.feeState', { amount: numberText(owed) }) : undefined}
        allowDeselect={false}
        onChange={(value) => {
          patch({ feeState: paidStates.find((state) => state === value) ?? 'none' });
        }}
      />
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
