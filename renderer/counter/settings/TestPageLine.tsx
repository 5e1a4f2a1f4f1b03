/** What became of a printer's test page, and what to look at on it. */
import { useTranslation } from 'react-i18next';
import type { TestPageJob } from './use-test-page.ts';

export function TestPageLine({ job: { told } }: { readonly job: TestPageJob }) {
  const { t } = useTranslation();
  const wants = told?.state === 'waiting' || told?.state === 'missing' || told?.state === 'silent';
  return (
    <div role="status" className={wants ? 'mc-notice-bar' : 'mc-settings-tested'}>
      {told === null
        ? null
        : t(`settings.test.state.${told.state}`, { printer: told.printer === '' ? t('settings.test.default') : told.printer })}
    </div>
  );
}
