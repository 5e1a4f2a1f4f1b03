/** The dossiers that have not arrived, by name: when each was tried, what held it back, and trying again. */
import { useInfiniteQuery } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Retried, UnsentDossier } from '#shared/contract/sync.ts';
import { useApi } from '../../bridge/index.ts';
import { failureWords } from '../../ui/bars/failure-words.ts';
import { numberText, shortCode } from '../../ui/format.ts';
import { StatusMark } from '../../ui/status/StatusBadge.tsx';
import { useDesk, useToday } from '../frame/desk.ts';
import { useNavigation } from '../frame/navigation.ts';
import { syncKey, useSyncStatus } from '../sync/status-query.ts';
import { isSending, useSyncLive } from '../sync/sync-live.ts';
import { faultWords, sinceText } from '../sync/sync-words.ts';
import { type RetryJob, useRetry } from '../sync/use-retry.ts';

const rowsOfPage = 50;

/** The pages read so far, read again whenever sending moves. */
export function useUnsent() {
  const api = useApi();
  const status = useSyncStatus();
  const phase = useSyncLive((live) => live.progress?.phase);
  return useInfiniteQuery({
    queryKey: [...syncKey, 'unsent', status?.unsent, phase],
    queryFn: ({ pageParam, signal }) => api.sync.unsent({ offset: pageParam, limit: rowsOfPage }, { signal }),
    initialPageParam: 0,
    getNextPageParam: (last, pages) => {
      const read = pages.reduce((sum, { rows }) => sum + rows.length, 0);
      return last.rows.length === 0 || read >= last.total ? undefined : read;
    },
    placeholderData: (before) => before,
  });
}

export function UnsentList({ unsent }: { readonly unsent: ReturnType<typeof useUnsent> }) {
  const { t } = useTranslation();
  const { unit } = useDesk();
  const status = useSyncStatus();
  const sending = useSyncLive((live) => isSending(live.progress));
  const job = useRetry<string>();
  const rows = unsent.data?.pages.flatMap((page) => page.rows) ?? [];
  const mayTry = status !== null && status.enrolled !== null && !sending && !job.busy;
  const title = rows.length === 0 ? t('dayEnd.unsentList.none') : t('dayEnd.unsentList.title');
  return (
    <section className="mc-panel mc-problems-panel" aria-label={title}>
      <div className="mc-unsent-head">
        <h2 className="mc-panel-title">{title}</h2>
        {rows.length === 0 || status?.enrolled === null ? null : (
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
        )}
      </div>
      <p className="mc-unsent-report" role="status">
        {job.outcome === null || job.busy ? null : reportWords(job.outcome, unit.upstreamName, t)}
      </p>
      {job.failure === null ? null : (
        <p className="mc-field-error mc-unsent-report" role="alert">
          {failureWords(job.failure, t).title}
        </p>
      )}
      <ul className="mc-problems mc-unsent-rows" tabIndex={0} aria-label={title} hidden={rows.length === 0}>
        {rows.map((row) => (
          <UnsentRow key={row.dossierId ?? ''} row={row} mayTry={mayTry} job={job} />
        ))}
        {unsent.hasNextPage ? (
          <li className="mc-unsent-more">
            <button
              type="button"
              className="mc-link"
              onClick={() => {
                void unsent.fetchNextPage();
              }}
            >
              {t('dayEnd.unsentList.more')}
            </button>
          </li>
        ) : null}
      </ul>
    </section>
  );
}

type RowProps = { readonly row: UnsentDossier; readonly mayTry: boolean; readonly job: RetryJob<string> };

function UnsentRow({ row, mayTry, job }: RowProps) {
  const { t } = useTranslation();
  const { unit } = useDesk();
  const today = useToday();
  const go = useNavigation((navigation) => navigation.go);
  const { dossierId, lastError, lastAt, attempts } = row;
  const whose = dossierId === null ? t('dayEnd.unsentList.noDossier') : `${row.applicantName ?? ''} – ${row.procedureName ?? ''}`;
  const failed = lastError !== null && lastError.code !== 'paused' && lastError.code !== 'server-unreachable';
  const code = shortCode(row.dossierCode ?? '');
  const note = [
    dossierId === null ? t('dayEnd.unsentList.noDossierNote') : code,
    ...(row.acts === 0 ? [] : [t('dayEnd.unsentList.acts', { number: numberText(row.acts) })]),
    ...(row.blobs === 0 ? [] : [t('dayEnd.unsentList.blobs', { number: numberText(row.blobs) })]),
    lastAt === null || attempts === 0
      ? t('dayEnd.unsentList.untried')
      : t('dayEnd.unsentList.tried', { number: numberText(attempts), at: sinceText(lastAt, today) }),
  ].join(' · ');
  return (
    <li>
      <StatusMark look={failed ? 'decide' : 'unsent'}>{t(failed ? 'dayEnd.unsentList.failed' : 'dayEnd.unsentList.waiting')}</StatusMark>
      <span className="mc-problem-words">
        {dossierId === null ? (
          <b className="mc-cut">{whose}</b>
        ) : (
          <button
            type="button"
            className="mc-unsent-name mc-cut"
            onClick={() => {
              go({ screen: 'dossier', dossierId });
            }}
          >
            {whose}
          </button>
        )}
        <small>{note}</small>
        {lastError === null ? null : <small>{faultWords(lastError.code, lastError.details, unit.upstreamName, t)}</small>}
      </span>
      <button
        type="button"
        className="mc-quiet-button"
        disabled={!mayTry}
        aria-label={t('dayEnd.unsentList.retryOf', { whose: dossierId === null ? whose : code })}
        onClick={() => {
          job.retry(dossierId, dossierId === null ? '' : code);
        }}
      >
        {t('dayEnd.unsentList.retry')}
      </button>
    </li>
  );
}

function reportWords({ retried, about }: { readonly retried: Retried; readonly about: string }, upstream: string, t: TFunction): string {
  const { fault, sentActs, dossier } = retried;
  const number = numberText(sentActs);
  const why = dossier?.lastError ?? fault;
  const because = why === null ? '' : faultWords(why.code, why.details, upstream, t);
  if (dossier === null) return [t('dayEnd.unsentList.report.all', { number }), because].join(' ').trim();
  const key = dossier.acts + dossier.blobs > 0 ? 'still' : 'sent';
  return t(`dayEnd.unsentList.report.${key}`, { code: about, upstream, number, why: because });
}
