/** What the import did, in sentences; the rows it could not take stay in view. */
import { IconCheck, IconPlayerPause } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { RejectedRows } from './RejectedRows.tsx';
import type { ImportState } from './use-import.ts';

export function ImportDone({ state: { preview, progress, stopped } }: { readonly state: Extract<ImportState, { phase: 'done' }> }) {
  const { t } = useTranslation();
  const { imported, already, rejected } = progress;
  return (
    <>
      <section className="mc-panel mc-import-result" role="status" data-stopped={stopped || undefined}>
        {stopped ? (
          <IconPlayerPause size="1.75rem" stroke={1.9} aria-hidden className="mc-icon" />
        ) : (
          <IconCheck size="1.75rem" stroke={1.9} aria-hidden className="mc-icon" />
        )}
        <div>
          <h2 className="mc-panel-title">
            {t(stopped ? 'importing.done.stopped' : imported === 0 ? 'importing.done.none' : 'importing.done.title')}
          </h2>
          {stopped ? (
            <p>{t('importing.done.stoppedText', { count: imported })}</p>
          ) : imported === 0 ? null : (
            <p>{t('importing.done.imported', { count: imported })}</p>
          )}
          {already === 0 ? null : <p>{t('importing.done.already', { count: already })}</p>}
          {rejected === 0 ? null : <p>{t('importing.done.rejected', { count: rejected })}</p>}
        </div>
      </section>
      {preview.rejected.length === 0 ? null : (
        <div className="mc-import-cols mc-import-done">
          <RejectedRows rows={preview.rejected} />
        </div>
      )}
    </>
  );
}
