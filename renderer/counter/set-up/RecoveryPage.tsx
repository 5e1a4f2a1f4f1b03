/** The data are here, a key that opens them is not: says why, takes the code on paper, and shows the one that takes its place. */
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { KeyFault } from '#shared/contract/office.ts';
import { useApi } from '../../bridge/index.ts';
import { ErrorBar } from '../../ui/bars/ErrorBar.tsx';
import { F9Button } from '../../ui/bars/F9Button.tsx';
import { useAttempt } from '../../ui/use-attempt.ts';
import { RecoveryCodeStep } from './RecoveryCodeStep.tsx';
import { RecoveryCodeField } from './RecoveryCodeField.tsx';
import { SetUpFrame } from './SetUpFrame.tsx';

export type RecoveryPageProps = { readonly keyFault: KeyFault; readonly onDone: () => void };

export function RecoveryPage({ keyFault, onDone }: RecoveryPageProps) {
  const { t } = useTranslation();
  const api = useApi();
  const form = useRef<HTMLDivElement>(null);
  const [code, setCode] = useState('');
  const [newCode, setNewCode] = useState<string | null>(null);
  const { busy, failure, run } = useAttempt();
  const unlock = () => {
    run(async () => {
      const { recoveryCode } = await api.office.unlockWithRecoveryCode({ recoveryCode: code });
      setNewCode(recoveryCode);
    });
  };
  if (newCode !== null) return <RecoveryCodeStep recoveryCode={newCode} onDone={onDone} replaces />;
  return (
    <SetUpFrame
      title={t('setUp.recovery.title')}
      words={t(`setUp.recovery.why.${keyFault}`)}
      form={form}
      bars={failure === null ? null : <ErrorBar failure={failure} />}
      verb={<F9Button label={t('setUp.recovery.verb')} onPress={unlock} waitingFor={busy ? t('setUp.recovery.waiting') : undefined} />}
    >
      <p className="mc-set-up-words">{t('setUp.recovery.words')}</p>
      <RecoveryCodeField value={code} onChange={setCode} />
      <p className="mc-s mc-muted">{t('setUp.recovery.noCode')}</p>
    </SetUpFrame>
  );
}
