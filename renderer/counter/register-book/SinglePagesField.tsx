/** Pages of the last print once more, by the numbers at their foot: for a jammed, torn or soiled sheet. */
import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PageRange } from '#shared/contract/register-book.ts';
import { numberText } from '../../ui/format.ts';

export type SinglePagesFieldProps = { readonly lastPage: number; readonly disabled: boolean; readonly onPrint: (range: PageRange) => void };

/** Whole pages from 0 (the cover) to `lastPage`; `undefined` for anything else. */
export function pageRangeOf(from: string, to: string, lastPage: number): PageRange | undefined {
  const [first, last] = [from, to.trim() === '' ? from : to].map((text) => (/^\s*\d{1,5}\s*$/u.test(text) ? Number(text) : undefined));
  return first === undefined || last === undefined || first > last || last > lastPage ? undefined : { from: first, to: last };
}

export function SinglePagesField({ lastPage, disabled, onPrint }: SinglePagesFieldProps) {
  const { t } = useTranslation();
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const [isWrong, setIsWrong] = useState(false);
  const range = pageRangeOf(from, to, lastPage);
  const field = (label: string, value: string, change: (value: string) => void) => (
    <TextInput
      label={label}
      classNames={{ label: 'mc-field-label', input: 'mc-input' }}
      inputMode="numeric"
      value={value}
      disabled={disabled}
      aria-invalid={isWrong && range === undefined}
      onChange={(event) => {
        change(event.currentTarget.value);
        setIsWrong(false);
      }}
    />
  );
  return (
    <div className="mc-register-single" role="group" aria-label={t('registerBook.single.title')}>
      {field(t('registerBook.single.from'), from, setFrom)}
      {field(t('registerBook.single.to'), to, setTo)}
      <Button
        variant="default"
        disabled={disabled}
        onClick={() => {
          setIsWrong(range === undefined);
          if (range !== undefined) onPrint(range);
        }}
      >
        {t('registerBook.single.verb')}
      </Button>
      <p className={isWrong ? 'mc-field-error' : 'mc-muted'} role={isWrong ? 'alert' : undefined}>
        {t(isWrong ? 'registerBook.single.wrong' : 'registerBook.single.words', { last: numberText(lastPage) })}
      </p>
    </div>
  );
}
