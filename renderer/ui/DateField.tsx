/** A date typed as people say it: `15031978`, `15/3/1978`, `1978`; read when the field is left, nothing is rewritten while typing. */
import { TextInput } from '@mantine/core';
import { forwardRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dateText } from './format.ts';
import { dateFault, readDate } from './read-date.ts';

export type DateFieldProps = {
  readonly label: string;
  /** As typed; `15/03/1978` once read. */
  readonly value: string;
  readonly onChange: (typed: string) => void;
  /** Leaving the field: the date as `YYYY-MM-DD`, `YYYY` when only the year is known, null when empty or unreadable. */
  readonly onLeave?: (date: string | null) => void;
  /** Counter's date, `YYYY-MM-DD`. */
  readonly today: string;
  readonly yearAlone?: boolean;
  readonly name?: string;
  readonly disabled?: boolean;
  readonly error?: string | undefined;
};

export const DateField = forwardRef<HTMLInputElement, DateFieldProps>(function DateField(
  { value, onChange, onLeave, today, yearAlone = true, error, ...rest },
  ref,
) {
  const { t } = useTranslation();
  const [left, setLeft] = useState(true);
  const fault = left && value.trim() !== '' ? dateFault(value, today, yearAlone) : undefined;
  return (
    <TextInput
      {...rest}
      ref={ref}
      value={value}
      inputMode="numeric"
      autoComplete="off"
      error={error ?? (fault === undefined ? undefined : t(`ui.date.${fault}`))}
      onFocus={() => {
        setLeft(false);
      }}
      onChange={(event) => {
        onChange(event.currentTarget.value);
      }}
      onBlur={() => {
        setLeft(true);
        const read = readDate(value, today, yearAlone);
        if (read !== null) onChange(dateText(read));
        onLeave?.(read);
      }}
    />
  );
});
