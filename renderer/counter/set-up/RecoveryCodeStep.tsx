/** The recovery code, shown this once. Two of its groups are typed back from the paper before the page lets go of it. */
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorBar } from '../../ui/bars/ErrorBar.tsx';
import { F9Button } from '../../ui/bars/F9Button.tsx';
import { focusField } from '../reception/next-field.ts';
import { RecoveryCode } from './RecoveryCode.tsx';
import { SetUpFrame } from './SetUpFrame.tsx';
import { useRecoveryCode } from './use-recovery-code.ts';

export type RecoveryCodeStepProps = {
  readonly recoveryCode: string;
  readonly onDone: () => void;
  /** It takes the place of one that was used; else it is the first. */
  readonly replaces?: boolean;
};

export function RecoveryCodeStep({ recoveryCode, onDone, replaces = false }: RecoveryCodeStepProps) {
  const { t } = useTranslation();
  const form = useRef<HTMLDivElement>(null);
  const job = useRecoveryCode(recoveryCode, onDone);
  const press = () => {
    if (!job.confirm()) focusField(form.current, 'group-0');
  };
  return (
    <SetUpFrame
      {...(replaces ? {} : { step: 3 })}
      title={t(replaces ? 'setUp.code.titleNew' : 'setUp.code.title')}
      words={t(replaces ? 'setUp.code.wordsNew' : 'setUp.code.words')}
      form={form}
      bars={job.failure === null ? null : <ErrorBar failure={job.failure} />}
      verb={<F9Button label={t('setUp.code.verb')} onPress={press} waitingFor={job.busy ? t('setUp.code.waiting') : undefined} />}
    >
      <RecoveryCode recoveryCode={recoveryCode} job={job} />
    </SetUpFrame>
  );
}
