/** One text of the draft: typed, saved when it is left. `data-field` names it to Enter, to F9 and to the line of the paper it writes. */
import { Textarea, TextInput } from '@mantine/core';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DraftData } from '#shared/contract/reception.ts';
import type { FieldWarning } from './field-warnings.ts';
import { useDraft, usePatch, useReception, useReceptionStore } from './reception-store.ts';

/** Fields that hold whatever is typed. */
export type DraftText = {
  [K in keyof DraftData]: DraftData[K] extends string ? (string extends DraftData[K] ? K : never) : never;
}[keyof DraftData];

export type DraftFieldProps = {
  readonly name: DraftText;
  readonly className?: string;
  /** Where the label is not `reception.fields.<name>`. */
  readonly label?: string;
  /** Where the sentence is not `reception.gaps.<name>`. */
  readonly gap?: string;
  /** What looks odd, said once the field is left. */
  readonly warning?: FieldWarning | undefined;
  /** What leaving the field makes of the text. */
  readonly tidy?: (typed: string) => string;
  /** More than one: a text area. */
  readonly rows?: number;
  readonly inputMode?: 'numeric' | 'tel' | 'email';
};

export function DraftField({ name, className = '', label, gap, warning, tidy, rows = 1, inputMode }: DraftFieldProps) {
  const { t } = useTranslation();
  const patch = usePatch();
  const value = useDraft((data) => data[name]);
  const error = useGap(name, gap);
  const flashed = useReception((state) => state.flashed.some((field) => field === name));
  const card = useCardValue(name);
  const [left, setLeft] = useState(true);
  const odd = warning === undefined || !left ? undefined : t(`reception.warnings.${warning.key}`, { ...warning.values });
  const props = {
    label: label ?? t(`reception.fields.${name}`),
    value,
    error,
    description: card.note ?? odd,
    autoComplete: 'off',
    spellCheck: false,
    ...(inputMode === undefined ? {} : { inputMode }),
    onFocus: () => {
      setLeft(false);
    },
    onChange: (event: { readonly currentTarget: { readonly value: string } }) => {
      patch({ [name]: event.currentTarget.value });
    },
    onBlur: () => {
      setLeft(true);
      if (tidy !== undefined) patch((data) => ({ ...data, [name]: tidy(data[name]) }));
    },
  };
  return (
    <div className={flashed ? `${className} mc-filled` : className} data-field={name} onKeyDown={card.onKeyDown}>
      {rows > 1 ? <Textarea {...props} rows={rows} /> : <TextInput {...props} />}
    </div>
  );
}

/** The sentence of the field F9 led to; undefined for every other. */
export function useGap(field: string, key = field): string | undefined {
  const { t } = useTranslation();
  return useReception((state) => state.pointed === field) ? t(`reception.gaps.${key}`) : undefined;
}

export type CardValue = { readonly note: string | undefined; readonly onKeyDown: ((event: KeyboardEvent) => void) | undefined };

/** Card differs from what was typed: both are shown, Enter keeps the card and goes on, leaving the field keeps what was typed. */
export function useCardValue(field: string): CardValue {
  const { t } = useTranslation();
  const store = useReceptionStore();
  const patch = usePatch();
  const question = useReception((state) => state.question);
  const differing = Object.entries(question?.differs ?? {});
  const value = differing.find(([differs]) => differs === field)?.[1];
  if (value === undefined || question === null) return { note: undefined, onKeyDown: undefined };
  const onKeyDown = ({ key, nativeEvent }: KeyboardEvent) => {
    if (key !== 'Enter' || nativeEvent.isComposing) return;
    const differs = Object.fromEntries(differing.filter(([differs]) => differs !== field));
    patch({ [field]: value });
    store.setState({ question: Object.keys(differs).length === 0 ? null : { ...question, differs } });
  };
  return { note: t('reception.cardSays', { value }), onKeyDown };
}
