/** The nine groups, the key that prints them, and the two that are typed back from the paper. */
import { Button, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { KeyCap } from '../../ui/bars/KeyCap.tsx';
import { useKeys } from '../../ui/keys/KeyLayer.tsx';
import type { RecoveryCodeJob } from './use-recovery-code.ts';
import './set-up.css';

export type RecoveryCodeProps = { readonly recoveryCode: string; readonly job: RecoveryCodeJob };

export function RecoveryCode({ recoveryCode, job }: RecoveryCodeProps) {
  const { t } = useTranslation();
  const printing = job.paper === 'printing';
  useKeys([{ combo: 'Ctrl+P', label: t('setUp.code.print'), run: printing ? undefined : job.print, why: t('setUp.code.printing') }]);
  return (
    <>
      <ol className="mc-recovery-code" aria-label={t('setUp.code.title')}>
        {recoveryCode.split('-').map((group, place) => (
          // Groups may repeat; their place names them.
          <li key={`${place}-${group}`}>
            <small>{place + 1}</small>
            <b>{group}</b>
          </li>
        ))}
      </ol>
      <div className="mc-recovery-print">
        <Button variant="default" onClick={job.print} disabled={printing} rightSection={<KeyCap combo="Ctrl+P" />}>
          {t('setUp.code.print')}
        </Button>
        <span className="mc-s" role="status">
          {job.paper === 'none' ? null : t(`setUp.code.${job.paper === 'failed' ? 'notPrinted' : job.paper}`)}
        </span>
      </div>
      <div className="mc-set-up-groups">
        {job.asked.map((place, index) => (
          <div key={place} data-field={`group-${index}`}>
            <TextInput
              label={t('setUp.code.group', { n: place + 1 })}
              value={job.typed[index] ?? ''}
              autoComplete="off"
              spellCheck={false}
              error={job.wrong && index === 0 ? t('setUp.code.wrong') : undefined}
              onChange={(event) => {
                job.type(index, event.currentTarget.value);
              }}
            />
          </div>
        ))}
      </div>
    </>
  );
}
