/** Where the recovery code is typed off its paper. */
import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';

export function RecoveryCodeField({ value, onChange }: { readonly value: string; readonly onChange: (value: string) => void }) {
  const { t } = useTranslation();
  return (
    <div className="mc-set-up-code" data-field="recoveryCode">
      <TextInput
        label={t('setUp.fields.recoveryCode')}
        description={t('setUp.notes.recoveryCode')}
        value={value}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => {
          onChange(event.currentTarget.value);
        }}
      />
    </div>
  );
}
