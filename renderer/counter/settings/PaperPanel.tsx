/** Where paper comes out, and on which. */
import { Button, NativeSelect, SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Printer } from '#shared/contract/paper.ts';
import { failureOf, useApi } from '../../bridge/index.ts';
import { failureWords } from '../../ui/bars/failure-words.ts';
import { isDuplex, layoutOf, sheetOf, testLayoutOf } from './paper-layout.ts';
import type { SettingsForm, SettingsGap } from './settings-form.ts';
import type { TestPage, TestPageJob } from './use-test-page.ts';

export type SettingsFieldsProps = {
  readonly form: SettingsForm;
  readonly gaps: readonly SettingsGap[];
  readonly may: boolean;
  readonly onChange: (to: Partial<SettingsForm>) => void;
};

const listNames = { label: 'mc-field-label', input: 'mc-input', description: 'mc-field-note' };
const order: ('label' | 'input' | 'description' | 'error')[] = ['label', 'input', 'description', 'error'];

export type PaperPanelProps = SettingsFieldsProps & { readonly test: TestPageJob };

export function PaperPanel({ form, may, onChange, test }: PaperPanelProps) {
  const { t } = useTranslation();
  const api = useApi();
  const printers = useQuery({ queryKey: ['paper', 'printers'], queryFn: ({ signal }) => api.paper.printers(undefined, { signal }) });
  const found = printers.data ?? [];
  const own = found.find(({ isDefault }) => isDefault)?.name;
  const choices = (kept: string, none: string) => [
    { value: '', label: none },
    ...printerChoices(found, kept, (name) => t('settings.gone', { name })),
  ];
  return (
    <section className="mc-panel mc-settings-panel" aria-labelledby="settings-paper">
      <h2 className="mc-panel-title" id="settings-paper">
        {t('settings.paper')}
      </h2>
      {printers.error === null ? null : <p className="mc-field-error">{failureWords(failureOf(printers.error), t).title}</p>}
      <div className="mc-settings-printer">
        <NativeSelect
          data-field="printer"
          label={t('settings.printer.label')}
          description={t('settings.printer.note')}
          classNames={listNames}
          inputWrapperOrder={order}
          disabled={!may}
          value={form.printer}
          data={choices(form.printer, own === undefined ? t('settings.printer.none') : t('settings.printer.default', { name: own }))}
          onChange={(event) => {
            onChange({ printer: event.currentTarget.value });
          }}
        />
        <TestButton
          label={t('settings.test.verb')}
          job={test}
          page={{ printer: chosen(form.printer), layout: testLayoutOf(form.layout) }}
        />
      </div>
      <div data-field="layout">
        <div className="mc-settings-layout">
          <div>
            <div className="mc-field-label" id="settings-sheet">
              {t('printing.sheet')}
            </div>
            <SegmentedControl
              aria-labelledby="settings-sheet"
              readOnly={!may}
              value={sheetOf(form.layout)}
              onChange={(sheet) => {
                onChange({ layout: layoutOf(sheet, isDuplex(form.layout)) });
              }}
              data={(['a5', 'a4-two'] as const).map((sheet) => ({ value: sheet, label: t(`printing.sheets.${sheet}`) }))}
            />
          </div>
          <div>
            <div className="mc-field-label" id="settings-sides">
              {t('printing.sides')}
            </div>
            <SegmentedControl
              aria-labelledby="settings-sides"
              readOnly={!may}
              value={isDuplex(form.layout) ? 'two' : 'one'}
              onChange={(sides) => {
                onChange({ layout: layoutOf(sheetOf(form.layout), sides === 'two') });
              }}
              data={(['one', 'two'] as const).map((sides) => ({ value: sides, label: t(`printing.side.${sides}`) }))}
            />
          </div>
        </div>
        <p className="mc-field-note">{t('settings.layoutNote')}</p>
      </div>
      <div className="mc-settings-printer">
        <NativeSelect
          data-field="slipPrinter"
          label={t('settings.slipPrinter.label')}
          description={t('settings.slipPrinter.note')}
          classNames={listNames}
          inputWrapperOrder={order}
          disabled={!may}
          value={form.slipPrinter}
          data={choices(form.slipPrinter, t('settings.slipPrinter.same'))}
          onChange={(event) => {
            onChange({ slipPrinter: event.currentTarget.value });
          }}
        />
        <TestButton
          label={t('settings.test.roll')}
          job={test}
          page={{ printer: chosen(form.slipPrinter) ?? chosen(form.printer), layout: 'roll80' }}
        />
      </div>
    </section>
  );
}

type TestButtonProps = { readonly label: string; readonly job: TestPageJob; readonly page: TestPage };

/** Prints on what is chosen here, saved or not: a printer is tried before it is kept. */
function TestButton({ label, job, page }: TestButtonProps) {
  const { t } = useTranslation();
  return (
    <Button
      variant="default"
      aria-label={label}
      disabled={job.busy}
      onClick={() => {
        job.print(page);
      }}
    >
      {t('settings.test.verb')}
    </Button>
  );
}

const chosen = (name: string): string | null => (name === '' ? null : name);

/** A printer that was chosen and is not there now stays chosen. */
function printerChoices(found: readonly Printer[], kept: string, gone: (name: string) => string) {
  const names = found.map(({ name }) => ({ value: name, label: name }));
  return kept === '' || found.some(({ name }) => name === kept) ? names : [...names, { value: kept, label: gone(kept) }];
}
