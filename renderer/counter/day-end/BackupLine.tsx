/** The counter's last backup, whether the second disk has it, and what is odd about log or numbers; one line, calm unless something is to be done. */
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { failureOf, useApi } from '../../bridge/index.ts';
import { FailureLine } from '../../ui/bars/FailureLine.tsx';
import { instantText } from '../../ui/format.ts';
import { dayKey } from './use-day-end.ts';

export function BackupLine({ isBackingUp }: { readonly isBackingUp: boolean }) {
  const { t } = useTranslation();
  const api = useApi();
  const { data: status, error } = useQuery({
    queryKey: [...dayKey, 'backup'],
    queryFn: ({ signal }) => api.backup.status(undefined, { signal }),
  });
  if (status === undefined) return <FailureLine failure={error === null ? null : failureOf(error)} className="mc-dayend-backup" />;
  const { last, second, fault, log, numbersFromReserve } = status;
  const facts = [
    isBackingUp
      ? t('dayEnd.backup.running')
      : last === null
        ? t('dayEnd.backup.none')
        : t('dayEnd.backup.last', { at: instantText(last.madeAt) }),
    ...(fault === null || isBackingUp ? [] : [t('dayEnd.backup.failed')]),
    ...(second === null || isBackingUp || (second.ok && second.why === null) ? [] : [t(`dayEnd.backup.second.${second.why ?? 'waiting'}`)]),
    ...(log === 'renewed' || log === 'damaged' || log === 'missing' ? [t(`dayEnd.backup.log.${log}`)] : []),
    ...(numbersFromReserve ? [t('dayEnd.backup.reserve')] : []),
  ];
  return (
    <p className="mc-s mc-muted mc-dayend-backup" role="status">
      {facts.join(' · ')}
    </p>
  );
}
