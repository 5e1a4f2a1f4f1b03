/** Which printer the book goes to: the one of the settings, until another is chosen. */
import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { failureOf, useApi } from '../../bridge/index.ts';
import { FailureLine } from '../../ui/bars/FailureLine.tsx';

export type PrinterChoiceProps = {
  /** Null: the one of the settings. */
  readonly printer: string | null;
  readonly disabled: boolean;
  readonly onPrinter: (printer: string | null) => void;
};

export function PrinterChoice({ printer, disabled, onPrinter }: PrinterChoiceProps) {
  const { t } = useTranslation();
  const api = useApi();
  const { data: printers = [], error } = useQuery({
    queryKey: ['paper', 'printers'],
    queryFn: ({ signal }) => api.paper.printers(undefined, { signal }),
  });
  return (
    <>
      <NativeSelect
        className="mc-register-printer"
        label={t('printing.printer')}
        classNames={{ label: 'mc-field-label', input: 'mc-input' }}
        disabled={disabled}
        value={printer ?? ''}
        data={[{ value: '', label: t('registerBook.usualPrinter') }, ...printers.map(({ name }) => name)]}
        onChange={({ currentTarget: { value } }) => {
          onPrinter(value === '' ? null : value);
        }}
      />
      <FailureLine failure={error === null ? null : failureOf(error)} />
    </>
  );
}
