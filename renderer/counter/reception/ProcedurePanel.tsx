/** The procedure: found by any part of its name or code; its field, processing time and fee beside it. */
import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { DraftData } from '#shared/contract/reception.ts';
import type { Procedure } from '#shared/domain/catalogue/procedure.ts';
import { moneyText } from '../../ui/format.ts';
import { limitText } from './limit-text.ts';
import { ProcedurePicker } from './ProcedurePicker.tsx';
import { patchDraft, useReceptionStore } from './reception-store.ts';

export type ProcedurePanelProps = {
  readonly data: DraftData;
  readonly procedure: Procedure | undefined;
  readonly feeVnd: number | null;
  readonly pointed: string | undefined;
  readonly onChosen: () => void;
};

export function ProcedurePanel({ data, procedure, feeVnd, pointed, onChosen }: ProcedurePanelProps) {
  const { t } = useTranslation();
  const store = useReceptionStore();
  const variant = data.variant === null ? undefined : procedure?.variants[data.variant];
  return (
    <section className="mc-panel mc-proc" aria-label={t('reception.procedure.label')}>
      <ProcedurePicker procedureCode={data.procedureCode} procedure={procedure} error={pointed === 'procedure' ? t('reception.gaps.procedure') : undefined} onChosen={onChosen} />
      {procedure === undefined ? null : (
        <dl className="mc-meta">
          <div>
            <dt>{t('reception.meta.field')}</dt>
            <dd className="mc-cut">{t(`fields.${procedure.fieldCode}`, { defaultValue: procedure.fieldCode })}</dd>
          </div>
          <div>
            <dt>{t('reception.meta.time')}</dt>
            <dd>{limitText(variant?.processingTime ?? procedure.processingTime, variant?.extraWorkingDays ?? null, t)}</dd>
          </div>
          <div>
            <dt>{t('reception.meta.fee')}</dt>
            <dd>{feeVnd === null || feeVnd === 0 ? t('reception.fee.free') : moneyText(feeVnd)}</dd>
          </div>
        </dl>
      )}
      {procedure === undefined || procedure.variants.length === 0 ? null : (
        <div className="mc-variant" data-field="variant">
          <Select
            aria-label={t('reception.variant.label')}
            data={[{ value: '', label: t('reception.variant.ordinary') }, ...procedure.variants.map(({ when }, index) => ({ value: String(index), label: when }))]}
            value={data.variant === null ? '' : String(data.variant)}
            allowDeselect={false}
            leftSection={<span className="mc-s mc-muted">{t('reception.variant.label')}</span>}
            leftSectionWidth={96}
            onChange={(value) => { patchDraft(store, { variant: value === null || value === '' ? null : Number(value) }); }}
          />
        </div>
      )}
      {procedure?.registerOnly === true ? (
        <p className="mc-proc-note" role="note">
          {t('reception.registerOnly')}
        </p>
      ) : null}
    </section>
  );
}
