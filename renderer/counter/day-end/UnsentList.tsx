/** The dossiers that have not arrived, by name: when each was tried, what held it back, and trying again. */
import { useTranslation } from 'react-i18next';
import { FailureLine } from '../../ui/bars/FailureLine.tsx';
import { useDesk } from '../frame/desk.ts';
import { useSyncStatus } from '../sync/status-query.ts';
import { isSending, useSyncLive } from '../sync/sync-live.ts';
import { type RetryJob, useRetry } from '../sync/use-retry.ts';
import { UnsentRow } from './UnsentRow.tsx';
import { reportWords } from './unsent-words.ts';
import type { Unsent } from './use-unsent.ts';

export function UnsentList({ unsent: { rows, failure, readMore } }: { readonly unsent: Unsent }) {
  const { t } = useTranslation();
  const { unit } = useDesk();
  const status = useSyncStatus();
  const sending = useSyncLive((live) => isSending(live.progress));
  const job = useRetry<string>();
  const enrolled = status !== null && status.enrolled !== null;
  const mayTry = enrolled && !sending && !job.busy;
  const empty = rows.length === 0;
  const title = t(empty ? 'dayEnd.unsentList.none' : 'dayEnd.unsentList.title');
  return (
    <section className="mc-panel mc-problems-panel" aria-label={title}>
      <div className="mc-unsent-head">
        <h2 className="mc-panel-title">{title}</h2>
        {empty || status?.enrolled === null ? null : <RetryAll job={job} mayTry={mayTry} sending={sending} />}
      </div>
      <p className="mc-unsent-report" role="status">
        {job.outcome === null || job.busy ? null : reportWords(job.outcome, unit.upstreamName, t)}
      </p>
      <FailureLine failure={job.failure ?? failure} className="mc-unsent-report" />
      <ul className="mc-problems mc-unsent-rows" tabIndex={0} aria-label={title} hidden={empty}>
        {rows.map((row) => (
          <UnsentRow key={row.dossierId ?? ''} row={row} mayTry={mayTry} job={job} />
        ))}
        {readMore === null ? null : (
          <li className="mc-unsent-more">
            <button type="button" className="mc-link" onClick={readMore}>
              {t('dayEnd.unsentList.more')}
            </button>
          </li>
        )}
      </ul>
    </section>
  );
}

type RetryAllProps = { readonly job: RetryJob<string>; readonly mayTry: boolean; readonly sending: boolean };

function RetryAll({ job, mayTry, sending }: RetryAllProps) {
  const { t } = useTranslation();
  return (
    <button
      type="button"
      className="mc-quiet-button"
      disabled={!mayTry}
      onClick={() => {
        job.retry(null, '');
      }}
    >
      {t(sending || job.busy ? 'sync.sending' : 'dayEnd.unsentList.retryAll')}
    </button>
  );
}
