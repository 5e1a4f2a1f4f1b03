/** A few choices side by side under one label; ←→ chooses. */
import { SegmentedControl } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';

export type DraftSegmentsProps<T extends string> = {
  /** `data-field`. */
  readonly field: string;
  readonly className?: string;
  readonly label: string;
  /** Null: none of them yet. */
  readonly value: T | null;
  readonly options: readonly T[];
  /** Where the options' words are. */
  readonly words: string;
  readonly onChange: (value: T) => void;
};

export function DraftSegments<T extends string>({ field, className, label, value, options, words, onChange }: DraftSegmentsProps<T>) {
  const { t } = useTranslation();
  const id = useId();
  return (
    <div className={className} data-field={field}>
      <span className="mc-field-label" id={id}>
        {label}
      </span>
      <SegmentedControl
        aria-labelledby={id}
        value={value ?? ''}
        data={options.map((option: string) => ({ value: option, label: t(`${words}.${option}`) }))}
        onChange={(chosen) => {
          const known = options.find((option) => option === chosen);
          if (known !== undefined) onChange(known);
        }}
      />
    </div>
  );
}
