/** How the result comes back, and what is paid. Both are touched only when they differ from the usual. */
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Procedure } from '#shared/domain/catalogue/procedure.ts';
import { DraftField } from './DraftField.tsx';
import { DraftSegments } from './DraftSegments.tsx';
import { FeeFields } from './FeeFields.tsx';
import { useDraft, usePatch } from './reception-store.ts';

export type DeliveryFeePanelProps = {
  readonly procedure: Procedure | undefined;
  /** The catalogue's amount, or the typed one; null while unknown. */
  readonly feeVnd: number | null;
};

const modes = ['counter', 'postal', 'electronic'] as const;

/** Redrawn when delivery or fee change, not at every key typed elsewhere. */
export const DeliveryFeePanel = memo(function DeliveryFeePanel({ procedure, feeVnd }: DeliveryFeePanelProps) {
  const { t } = useTranslation();
  const patch = usePatch();
  const deliveryMode = useDraft((data) => data.deliveryMode);
  const feeState = useDraft((data) => data.feeState);
  return (
    <section className="mc-panel mc-out" aria-label={t('reception.out')}>
      <DraftSegments
        field="delivery"
        label={t('reception.fields.delivery')}
        value={deliveryMode}
        options={modes}
        words="reception.delivery"
        onChange={(mode) => {
          // By post the result goes to where the applicant lives, unless another place is typed.
          patch((data) => ({
            ...data,
            deliveryMode: mode,
            deliveryAddress: mode === 'postal' && data.deliveryAddress === '' ? data.address : data.deliveryAddress,
          }));
        }}
      />
      <FeeFields procedure={procedure} feeVnd={feeVnd} />
      {deliveryMode === 'postal' ? <DraftField name="deliveryAddress" className="mc-out-wide" /> : null}
      {deliveryMode === 'electronic' ? <DraftField name="email" className="mc-out-wide" inputMode="email" /> : null}
      {feeState === 'exempt' ? <DraftField name="feeExemptionReason" className="mc-out-wide" /> : null}
    </section>
  );
});
