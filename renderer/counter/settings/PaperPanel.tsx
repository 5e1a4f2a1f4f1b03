/** Where paper comes out, and on which. */
import { Button, NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Printer } from '#shared/contract/paper.ts';
import { failureOf, useApi } from '../../bridge/index.ts';
import { FailureLine } from '../../ui/bars/FailureLine.tsx';
import { LayoutChoice } from '../../ui/paper/LayoutChoice.tsx';
import { testLayoutOf } from './paper-layout.ts';
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
  const list = { form, may, onChange, found };
  return (
    <section className="mc-panel mc-settings-panel" aria-labelledby="settings-paper">
      <h2 className="mc-panel-title" id="settings-paper">
        {t('settings.paper')}
      </h2>
      <FailureLine failure={printers.error === null ? null : failureOf(printers.error)} withAction />
      <div className="mc-settings-printer">
        <PrinterList
          {...list}
          field="printer"
          none={own === undefined ? t('settings.printer.none') : t('settings.printer.default', { name: own })}
        />
        <TestButton
          label={t('settings.test.verb')}
          job={test}
          page={{ printer: chosen(form.printer), layout: testLayoutOf(form.layout) }}
        />
      </div>
      <div data-field="layout">
        <LayoutChoice
          className="mc-settings-layout"
          layout={form.layout}
          readOnly={!may}
          onLayout={(layout) => {
            onChange({ layout });
          }}
        />
        <p className="mc-field-note">{t('settings.layoutNote')}</p>
      </div>
      <div className="mc-settings-printer">
        <PrinterList {...list} field="slipPrinter" none={t('settings.slipPrinter.same')} />
        <TestButton
          label={t('settings.test.roll')}
          job={test}
          page={{ printer: chosen(form.slipPrinter) ?? chosen(form.printer), layout: 'roll80' }}
        />
      </div>
    </section>
  );
}

type PrinterListProps = Pick<SettingsFieldsProps, 'form' | 'may' | 'onChange'> & {
  readonly field: 'printer' | 'slipPrinter';
  readonly found: readonly Printer[];
  /** Words for none chosen. */
  readonly none: string;
};

function PrinterList({ field, found, none, form, may, onChange }: PrinterListProps) {
  const { t } = useTranslation();
  return (
    <NativeSelect
      data-field={field}
      label={t(`settings.${field}.label`)}
      description={t(`settings.${field}.note`)}
      classNames={listNames}
      inputWrapperOrder={order}
      disabled={!may}
      value={form[field]}
      data={[{ value: '', label: none }, ...printerChoices(found, form[field], (name) => t('settings.gone', { name }))]}
      onChange={(event) => {
        onChange({ [field]: event.currentTarget.value });
      }}
    />
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
