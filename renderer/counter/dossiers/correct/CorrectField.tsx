/** One field of the correction: a line of text, or one of a few choices. */
import { Select, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CorrectFieldsProps } from './CorrectFields.tsx';
import type { TextField } from './typed.ts';

export type CorrectLineProps = Pick<CorrectFieldsProps, 'typed' | 'gaps' | 'onChange'> & {
  readonly name: TextField;
  readonly label: string;
  /** The number as it is kept, masked; empty, the field leaves it so. */
  readonly masked?: string | null;
  readonly wide?: boolean;
};

export function CorrectLine({ name, label, masked = null, wide = false, typed, gaps, onChange }: CorrectLineProps) {
  const { t } = useTranslation();
  return (
    <div className={wide ? 'mc-correct-wide' : undefined} data-field={name}>
      <TextInput
        name={name}
        label={label}
        value={typed[name]}
        placeholder={masked === null ? undefined : t('correction.kept', { masked })}
        error={gaps.includes(name) ? t('correction.missing') : undefined}
        maxLength={500}
        autoComplete="off"
        onChange={(event) => {
          onChange({ [name]: event.currentTarget.value });
        }}
      />
    </div>
  );
}

export type CorrectChoiceProps<T extends string> = {
  readonly name: string;
  readonly label: string;
  readonly value: T | '';
  readonly options: readonly { readonly value: T; readonly label: string }[];
  readonly onChange: (value: T) => void;
};

export function CorrectChoice<T extends string>({ name, label, value, options, onChange }: CorrectChoiceProps<T>) {
  return (
    <div data-field={name}>
      <Select
        name={name}
        label={label}
        data={options.map((option) => ({ ...option }))}
        value={value === '' ? null : value}
        allowDeselect={false}
        onChange={(chosen) => {
          const known = options.find((option) => option.value === chosen);
          if (known !== undefined) onChange(known.value);
        }}
      />
    </div>
  );
}
