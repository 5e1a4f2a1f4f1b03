/** The data are here, their key is not: the code on paper opens them. */
import { TextInput } from '@mantine/core';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type CallFailure, failureOf, useApi } from '../../bridge/index.ts';
import { ErrorBar } from '../../ui/bars/ErrorBar.tsx';
import { F9Button } from '../../ui/bars/F9Button.tsx';
import { SetUpFrame } from './SetUpFrame.tsx';

export function RecoveryPage({ onDone }: { readonly onDone: () => void }) {
  const { t } = useTranslation();
  const api = useApi();
  const form = useRef<HTMLDivElement>(null);
  const [code, setCode] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<CallFailure | null>(null);
  const unlock = async () => {
    setBusy(true);
    setFailure(null);
    try {
      await api.office.unlockWithRecoveryCode({ recoveryCode: code });
      onDone();
    } catch (error) {
      setFailure(failureOf(error));
      setBusy(false);
    }
  };
  return (
    <SetUpFrame
      title={t('setUp.recovery.title')}
      words={t('setUp.recovery.words')}
      form={form}
      bars={failure === null ? null : <ErrorBar failure={failure} />}
      verb={
        <F9Button
          label={t('setUp.recovery.verb')}
          onPress={() => {
            void unlock();
          }}
          waitingFor={busy ? t('setUp.recovery.waiting') : undefined}
        />
      }
    >
      <div className="mc-set-up-code" data-field="recoveryCode">
        <TextInput
          label={t('setUp.fields.recoveryCode')}
          description={t('setUp.notes.recoveryCode')}
          value={code}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => {
            setCode(event.currentTarget.value);
          }}
        />
      </div>
    </SetUpFrame>
  );
}
