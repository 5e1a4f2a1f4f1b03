/** Whether the counter sends by itself; those who keep the settings may change it. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { failureOf, useApi } from '../../bridge/index.ts';
import { FailureLine } from '../../ui/bars/FailureLine.tsx';
import { useDesk, useMay } from '../frame/desk.ts';

const settingsKey = ['office', 'settings'] as const;

export function AutoSend({ held }: { readonly held: boolean }) {
  const { t } = useTranslation();
  const { unit } = useDesk();
  const api = useApi();
  const queries = useQueryClient();
  const may = useMay('settings.write');
  const settings = useQuery({ queryKey: settingsKey, queryFn: ({ signal }) => api.office.settings(undefined, { signal }) });
  const kept = useMutation({
    // The settings as they are now: another window may have changed the others.
    mutationFn: async (autoSend: boolean) => api.office.saveSettings({ ...(await api.office.settings()), autoSend }),
    onSettled: () => queries.invalidateQueries({ queryKey: settingsKey }),
  });
  const failed = kept.error ?? settings.error;
  const failure = <FailureLine failure={failed === null ? null : failureOf(failed)} />;
  if (settings.data === undefined) return failure;
  const on = kept.isPending ? kept.variables : settings.data.autoSend;
  return (
    <>
      <label className="mc-auto-send">
        <input
          type="checkbox"
          checked={on}
          disabled={!may || kept.isPending}
          onChange={(event) => {
            kept.mutate(event.currentTarget.checked);
          }}
        />{' '}
        {t('sync.auto.label', { upstream: unit.upstreamName })}
      </label>
      {failure}
      {on && held ? <p>{t('sync.auto.held')}</p> : null}
    </>
  );
}
