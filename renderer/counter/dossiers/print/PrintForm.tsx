/** Why again, on which paper, at which printer. A reprint's reason is printed on it and kept. */
import { Radio, Select, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { PaperLayout } from '#shared/contract/paper.ts';
import { failureOf, useApi } from '../../../bridge/index.ts';
import { FailureLine } from '../../../ui/bars/FailureLine.tsx';
import { LayoutChoice } from '../../../ui/paper/LayoutChoice.tsx';
import type { Reprint } from './use-reprint.ts';

export const reprintReasons = ['lost', 'damaged', 'jammed', 'missingCopy', 'other'] as const;
export type PrintChoice = {
  readonly picked: (typeof reprintReasons)[number] | null;
  readonly typed: string;
  /** Null takes the setting's. */
  readonly layout: PaperLayout | null;
  readonly printer: string | null;
};

const formId = 'print-form';

/** Puts the focus where the reason is chosen or written. */
export function focusReason(): void {
  document.getElementById(formId)?.querySelector<HTMLElement>('textarea, input:checked, input')?.focus();
}

export function PrintForm({ reprint }: { readonly reprint: Reprint }) {
  const { t } = useTranslation();
  const { choice, choose, layout, reprintNo } = reprint;
  useEffect(focusReason, []);
  return (
    <section id={formId} className="mc-panel mc-print-panel" aria-label={t('printing.title')}>
      <h2 className="mc-panel-title">{t(reprintNo === 0 ? 'printing.titleFirst' : 'printing.title')}</h2>
      {reprintNo === 0 ? null : <Reason reprint={reprint} />}
      <LayoutChoice
        className="mc-print-sheet"
        layout={layout}
        onLayout={(chosen) => {
          choose({ ...choice, layout: chosen });
        }}
      />
      <PrinterChoice reprint={reprint} />
    </section>
  );
}

function Reason({ reprint: { choice, choose, reprintNo, missing, asked } }: { readonly reprint: Reprint }) {
  const { t } = useTranslation();
  return (
    <>
      <p className="mc-reprint-mark">{t('printing.mark', { n: reprintNo })}</p>
      <Radio.Group
        label={t('printing.reason')}
        value={choice.picked}
        onChange={(picked) => {
          choose({ ...choice, picked: reprintReasons.find((reason) => reason === picked) ?? null });
        }}
        error={missing && asked ? t('printing.reasonMissing') : undefined}
        classNames={{ label: 'mc-field-label', error: 'mc-field-error' }}
      >
        <div className="mc-radios">
          {reprintReasons.map((reason) => (
            <Radio key={reason} value={reason} classNames={{ radio: 'mc-tick' }} label={t(`printing.reasons.${reason}`)} />
          ))}
        </div>
      </Radio.Group>
      {choice.picked === 'other' ? (
        <Textarea
          aria-label={t('printing.reasonTyped')}
          placeholder={t('printing.reasonTyped')}
          value={choice.typed}
          maxLength={300}
          autosize
          minRows={2}
          maxRows={4}
          onChange={(event) => {
            choose({ ...choice, typed: event.currentTarget.value });
          }}
        />
      ) : null}
    </>
  );
}

function PrinterChoice({ reprint: { choice, choose, usualPrinter } }: { readonly reprint: Reprint }) {
  const { t } = useTranslation();
  const api = useApi();
  const printers = useQuery({ queryKey: ['paper', 'printers'], queryFn: ({ signal }) => api.paper.printers(undefined, { signal }) });
  const names = printers.data?.map(({ name }) => name) ?? [];
  const usual = usualPrinter ?? printers.data?.find(({ isDefault }) => isDefault)?.name ?? null;
  return (
    <>
      <FailureLine failure={printers.error === null ? null : failureOf(printers.error)} withAction />
      <Select
        label={t('printing.printer')}
        data={names}
        value={choice.printer ?? (usual !== null && names.includes(usual) ? usual : null)}
        placeholder={t(names.length === 0 ? 'printing.noPrinter' : 'printing.usualPrinter')}
        disabled={names.length === 0}
        allowDeselect={false}
        onChange={(printer) => {
          choose({ ...choice, printer });
        }}
      />
    </>
  );
}
