import { Autocomplete } from '@mantine/core';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';

export type ReprintReasonProps = { readonly onPrint: (reason: string) => void; readonly onCancel: () => void };

/** A reprint says on the paper why; picked or typed. */
export function ReprintReason({ onPrint, onCancel }: ReprintReasonProps) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const reasons = (['jam', 'faint', 'tooFew'] as const).map((key) => t(`reception.print.reasons.${key}`));
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onCancel();
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || event.defaultPrevented) return;
    // The rest of this key must not press the button that takes the focus next.
    event.preventDefault();
    if (reason.trim() !== '') onPrint(reason.trim());
  };
  return (
    <div className="mc-print-reason">
      <Autocomplete
        label={t('reception.print.reason')}
        data={reasons}
        value={reason}
        onChange={setReason}
        autoFocus
        selectFirstOptionOnChange={false}
        comboboxProps={{ offset: 30, transitionProps: { duration: 0 }, shadow: 'none' }}
        onKeyDown={onKeyDown}
      />
    </div>
  );
}
