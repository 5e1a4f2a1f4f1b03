/** One of the two fields a new PIN is typed into. */
import { PasswordInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Pin } from '#shared/contract/office.ts';

export const newPinFields = ['pin', 'pinAgain'] as const;
export type NewPin = Readonly<Record<(typeof newPinFields)[number], string>>;

/** The field that keeps the PIN from being set; null when both are right. */
export function gapOfNewPin({ pin, pinAgain }: NewPin): keyof NewPin | null {
  if (!Pin.safeParse(pin).success) return 'pin';
  return pin === pinAgain ? null : 'pinAgain';
}

export type NewPinFieldProps = {
  readonly field: keyof NewPin;
  readonly value: string;
  readonly error: ReactNode;
  readonly onChange: (value: string) => void;
};

export function NewPinField({ field, value, error, onChange }: NewPinFieldProps) {
  const { t } = useTranslation();
  return (
    <PasswordInput
      label={t(`setUp.fields.${field}`)}
      classNames={{ label: 'mc-field-label', input: 'mc-input', innerInput: 'mc-input-inner', error: 'mc-field-error' }}
      visibilityToggleButtonProps={{ 'aria-label': t('signIn.showPin') }}
      value={value}
      inputMode="numeric"
      autoComplete="off"
      error={error}
      onChange={(event) => {
        onChange(event.currentTarget.value);
      }}
    />
  );
}
