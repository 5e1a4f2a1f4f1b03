/** The machine itself: when it locks, how fast a scanner types, whether it sends by itself, and where its second backup lies. */
import { Checkbox, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Settings } from '#shared/contract/office.ts';
import { failureOf, useApi } from '../../bridge/index.ts';
import { FailureLine } from '../../ui/bars/FailureLine.tsx';
import { useDesk } from '../frame/desk.ts';
import type { SettingsFieldsProps } from './PaperPanel.tsx';

export type MachinePanelProps = SettingsFieldsProps & { readonly kept: Settings | null };

export function MachinePanel({ form, gaps, may, onChange, kept }: MachinePanelProps) {
  const { t } = useTranslation();
  const { unit } = useDesk();
  const folder = kept?.backupFolder ?? null;
  const error = (field: (typeof gaps)[number]) => (gaps.includes(field) ? t(`settings.gaps.${field}`) : undefined);
  return (
    <section className="mc-panel mc-settings-panel" aria-labelledby="settings-machine">
      <h2 className="mc-panel-title" id="settings-machine">
        {t('settings.machine')}
      </h2>
      <div className="mc-settings-pair">
        {(['idleLockMinutes', 'scannerGapMs'] as const).map((field) => (
          <TextInput
            key={field}
            data-field={field}
            label={t(`settings.${field}.label`)}
            description={t(`settings.${field}.note`)}
            inputMode="numeric"
            autoComplete="off"
            disabled={!may}
            value={form[field]}
            error={error(field)}
            onChange={(event) => {
              onChange({ [field]: event.currentTarget.value });
            }}
          />
        ))}
      </div>
      <Checkbox
        data-field="autoSend"
        classNames={{ input: 'mc-tick', description: 'mc-field-note' }}
        label={t('sync.auto.label', { upstream: unit.upstreamName })}
        description={t('settings.autoSendNote')}
        disabled={!may}
        checked={form.autoSend}
        onChange={(event) => {
          onChange({ autoSend: event.currentTarget.checked });
        }}
      />
      <div>
        <TextInput
          data-field="backupFolder"
          label={`${t('settings.backupFolder.label')} ${t('ui.optional')}`}
          description={t('settings.backupFolder.note')}
          autoComplete="off"
          spellCheck={false}
          disabled={!may}
          value={form.backupFolder}
          error={error('backupFolder')}
          onChange={(event) => {
            onChange({ backupFolder: event.currentTarget.value });
          }}
        />
        {folder === null ? null : <SecondBackup folder={folder} />}
      </div>
    </section>
  );
}

/** What became of the last backup on the second disk. */
function SecondBackup({ folder }: { readonly folder: string }) {
  const { t } = useTranslation();
  const api = useApi();
  const { data, error } = useQuery({
    queryKey: ['office', 'backup', folder],
    queryFn: ({ signal }) => api.backup.status(undefined, { signal }),
  });
  if (error !== null) return <FailureLine failure={failureOf(error)} withAction />;
  const second = data?.second ?? null;
  if (second === null) return null;
  const { ok, why } = second;
  if (why === 'missing' || why === 'refused')
    return (
      <p className="mc-notice-bar mc-settings-second" role="status">
        {t(`settings.backupFolder.${why}`)}
      </p>
    );
  return (
    <p className="mc-field-note" role="status">
      {ok ? t('settings.backupFolder.kept') : t('settings.backupFolder.now', { why: t(`dayEnd.backup.second.${why ?? 'waiting'}`) })}
    </p>
  );
}
