/** The procedure: found by any part of its name or code; its field, processing time and fee beside it. */
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Procedure } from '#shared/domain/catalogue/procedure.ts';
import { formatVnd } from '#shared/domain/fee/vnd.ts';
import { limitText } from './limit-text.ts';
import { VariantMenu } from './VariantMenu.tsx';
import { ProcedurePicker } from './ProcedurePicker.tsx';

export type ProcedurePanelProps = {
  readonly procedureCode: string | null;
  readonly variant: number | null;
  readonly procedure: Procedure | undefined;
  readonly feeVnd: number | null;
  readonly onChosen: () => void;
};

export const ProcedurePanel = memo(function ProcedurePanel({ procedureCode, variant, procedure, feeVnd, onChosen }: ProcedurePanelProps) {
  const { t } = useTranslation();
  return (
    <section className="mc-panel mc-proc" aria-label={t('reception.procedure.label')}>
      <ProcedurePicker procedureCode={procedureCode} procedure={procedure} onChosen={onChosen} />
      {procedure === undefined ? null : (
        <dl className="mc-meta">
          <div>
            <dt>{t('reception.meta.field')}</dt>
            <dd className="mc-cut">{t(`fields.${procedure.fieldCode}`, { defaultValue: procedure.fieldCode })}</dd>
          </div>
          <div>
            <dt>{t('reception.meta.time')}</dt>
            <dd>
              {procedure.variants.length === 0 ? (
                limitText(procedure.processingTime, null, t)
              ) : (
                <VariantMenu procedure={procedure} chosen={variant} />
              )}
            </dd>
          </div>
          <div>
            <dt>{t('reception.meta.fee')}</dt>
            <dd>{feeVnd === null || feeVnd === 0 ? t('reception.fee.free') : formatVnd(feeVnd)}</dd>
          </div>
        </dl>
      )}
      {procedure?.registerOnly === true ? (
        <p className="mc-proc-note" role="note">
          {t('reception.registerOnly')}
        </p>
      ) : null}
    </section>
  );
});
