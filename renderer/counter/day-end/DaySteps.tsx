/** The five steps of the day's end along the top, and the one it is at. */
import { IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { SyncProgress } from '#shared/contract/sync.ts';
import { type DayPhase, stepNames, stepOf } from './day-phase.ts';

type DayStepsProps = { readonly phase: DayPhase; readonly progress: SyncProgress | null; readonly isBackingUp: boolean };

export function DaySteps({ phase, progress, isBackingUp }: DayStepsProps) {
  const { t } = useTranslation();
  const current = stepOf(phase, progress, isBackingUp);
  return (
    <ol className="mc-dayend-steps" aria-label={t('dayEnd.steps.title')}>
      {stepNames.map((name, index) => {
        const passed = index < current || (phase === 'done' && !isBackingUp);
        return (
          <li
            key={name}
            data-look={passed ? 'passed' : index === current ? 'current' : 'ahead'}
            aria-current={index === current ? 'step' : undefined}
          >
            <span className="mc-dayend-step-no" aria-hidden="true">
              {passed ? <IconCheck size="1.125rem" stroke={2} /> : index + 1}
            </span>
            {t(`dayEnd.steps.${name}`)}
          </li>
        );
      })}
    </ol>
  );
}
