/** Why another copy: it is printed on it and kept. */
import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';

const fieldId = 'outage-reason';

export function focusReason(): void {
  document.getElementById(fieldId)?.focus();
}

export type ReprintReasonProps = {
  readonly copyNo: number;
  readonly reason: string;
  readonly missing: boolean;
  readonly onWrite: (reason: string) => void;
};

export function ReprintReason({ copyNo, reason, missing, onWrite }: ReprintReasonProps) {
  const { t } = useTranslation();
  return (
    <div className="mc-outage-reason">
      <TextInput
        id={fieldId}
        label={t('outage.reason', { n: copyNo - 1 })}
        value={reason}
        maxLength={300}
        error={missing && reason.trim() === '' ? t('outage.reasonMissing') : undefined}
        onChange={(event) => {
          onWrite(event.currentTarget.value);
        }}
      />
    </div>
  );
}
