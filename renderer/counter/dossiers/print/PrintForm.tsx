/** Why again, on which paper, at which printer. A reprint's reason is printed on it and kept. */
import { Radio, SegmentedControl, Select, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { PaperLayout } from '#shared/contract/paper.ts';
import { useApi } from '../../../bridge/index.ts';

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

export type PrintFormProps = {
  readonly choice: PrintChoice;
  readonly layout: PaperLayout;
  readonly reprintNo: number;
  readonly defaultPrinter: string | null;
  readonly missing: boolean;
  readonly onChoice: (choice: PrintChoice) => void;
};

export function PrintForm({ choice, layout, reprintNo, defaultPrinter, missing, onChoice }: PrintFormProps) {
  const { t } = useTranslation();
  const api = useApi();
  const printers = useQuery({ queryKey: ['paper', 'printers'], queryFn: ({ signal }) => api.paper.printers(undefined, { signal }) });
  useEffect(focusReason, []);
  const names = printers.data?.map(({ name }) => name) ?? [];
  const usual = defaultPrinter ?? printers.data?.find(({ isDefault }) => isDefault)?.name ?? null;
  return (
    <section id={formId} className="mc-panel mc-print-panel" aria-label={t('printing.title')}>
      <h2 className="mc-panel-title">{t(reprintNo === 0 ? 'printing.titleFirst' : 'printing.title')}</h2>
      {reprintNo === 0 ? null : (
        <>
          <p className="mc-reprint-mark">{t('printing.mark', { n: reprintNo })}</p>
          <Radio.Group
            label={t('printing.reason')}
            value={choice.picked}
            onChange={(picked) => {
              onChoice({ ...choice, picked: reprintReasons.find((reason) => reason === picked) ?? null });
            }}
            error={missing ? t('printing.reasonMissing') : undefined}
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
                onChoice({ ...choice, typed: event.currentTarget.value });
              }}
            />
          ) : null}
        </>
      )}
      <div className="mc-print-sheet">
        <div>
          <div className="mc-field-label" id="print-sheet">
            {t('printing.sheet')}
          </div>
          <SegmentedControl
            aria-labelledby="print-sheet"
            value={sheetOf(layout)}
            onChange={(sheet) => {
              onChoice({ ...choice, layout: layoutOf(sheet, isDuplex(layout)) });
            }}
            data={['a5', 'a4-two'].map((sheet) => ({ value: sheet, label: t(`printing.sheets.${sheet}`) }))}
          />
        </div>
        <div>
          <div className="mc-field-label" id="print-sides">
            {t('printing.sides')}
          </div>
          <SegmentedControl
            aria-labelledby="print-sides"
            value={isDuplex(layout) ? 'two' : 'one'}
            onChange={(sides) => {
              onChoice({ ...choice, layout: layoutOf(sheetOf(layout), sides === 'two') });
            }}
            data={['one', 'two'].map((sides) => ({ value: sides, label: t(`printing.side.${sides}`) }))}
          />
        </div>
      </div>
      <Select
        label={t('printing.printer')}
        data={names}
        value={choice.printer ?? (usual !== null && names.includes(usual) ? usual : null)}
        placeholder={t(names.length === 0 ? 'printing.noPrinter' : 'printing.usualPrinter')}
        disabled={names.length === 0}
        allowDeselect={false}
        onChange={(printer) => {
          onChoice({ ...choice, printer });
        }}
      />
    </section>
  );
}

function sheetOf(layout: PaperLayout): string {
  return layout.startsWith('a4') ? 'a4-two' : 'a5';
}

function isDuplex(layout: PaperLayout): boolean {
  return layout.endsWith('duplex');
}

function layoutOf(sheet: string, duplex: boolean): PaperLayout {
  if (sheet === 'a5') return duplex ? 'a5-duplex' : 'a5';
  return duplex ? 'a4-two-duplex' : 'a4-two';
}
