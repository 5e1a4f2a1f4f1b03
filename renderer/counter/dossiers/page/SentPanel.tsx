/** Whether this dossier's acts have reached upstream; waiting for day end is normal. When it was tried, how often, how it ended, and one key to try again. */
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { TFunction } from 'i18next';
import type { DossierDetail } from '#shared/contract/dossier.ts';
import type { Retried, SendState } from '#shared/contract/sync.ts';
import { failureOf, useApi } from '../../../bridge/index.ts';
import { FailureLine } from '../../../ui/bars/FailureLine.tsx';
import { StatusMark, UnsentBadge } from '../../../ui/status/StatusBadge.tsx';
import { useDesk, useToday } from '../../frame/desk.ts';
import { syncKey, useSyncStatus } from '../../sync/status-query.ts';
import { isSending, useSyncLive } from '../../sync/sync-live.ts';
import { faultWords, sinceText } from '../../sync/sync-words.ts';
import { useRetry } from '../../sync/use-retry.ts';

export function SentPanel({ detail: { dossierId, sentActs, unsentActs } }: { readonly detail: DossierDetail }) {
  const { t } = useTranslation();
  const { unit } = useDesk();
  const api = useApi();
  const status = useSyncStatus();
  const phase = useSyncLive((live) => live.progress?.phase);
  const asked = useQuery({
    queryKey: [...syncKey, 'dossier', dossierId, unsentActs, phase],
    queryFn: ({ signal }) => api.sync.ofDossier({ dossierId }, { signal }),
    placeholderData: (before) => before,
  });
  const state = asked.data ?? null;
  const blobs = state?.blobs ?? 0;
  const enrolled = status !== null && status.enrolled !== null;
  return (
    <section className="mc-panel" aria-label={t('dossier.sent.title', { upstream: unit.upstreamName })}>
      <h2 className="mc-panel-title">{t('dossier.sent.title', { upstream: unit.upstreamName })}</h2>
      {sentActs === 0 ? null : (
        <div className="mc-sent-row">
          <StatusMark look="done">{t('dossier.sent.confirmed', { count: sentActs })}</StatusMark>
        </div>
      )}
      {unsentActs === 0 ? null : (
        <div className="mc-sent-row">
          <UnsentBadge count={unsentActs} /> <span className="mc-s mc-muted">{t('dossier.sent.atDayEnd')}</span>
        </div>
      )}
      {blobs === 0 ? null : (
        <div className="mc-sent-row">
          <StatusMark look="unsent">{t('dossier.sent.blobs', { count: blobs })}</StatusMark>
        </div>
      )}
      <FailureLine failure={asked.error === null ? null : failureOf(asked.error)} withAction />
      {state === null || !enrolled ? null : <Tried dossierId={dossierId} state={state} />}
    </section>
  );
}

function Tried({ dossierId, state }: { readonly dossierId: string; readonly state: SendState }) {
  const { t } = useTranslation();
  const { unit } = useDesk();
  const today = useToday();
  const sending = useSyncLive((live) => isSending(live.progress));
  const { retry, busy, outcome, failure } = useRetry<null>();
  const waits = state.acts + state.blobs > 0;
  const words = triedWords(state, waits, today, unit.upstreamName, t);
  return (
    <div className="mc-s">
      {words === null ? null : <p className="mc-muted mc-sent-try">{words}</p>}
      <p className="mc-sent-try" role="status">
        {outcome === null || busy ? null : retriedWords(outcome.retried, unit.upstreamName, t)}
      </p>
      <FailureLine failure={failure} withAction />
      {waits ? (
        <button
          type="button"
          className="mc-link"
          aria-disabled={sending || busy}
          onClick={() => {
            if (!sending && !busy) retry(dossierId, null);
          }}
        >
          {t(sending || busy ? 'sync.sending' : 'dossier.sent.retry')}
        </button>
      ) : null}
    </div>
  );
}

/** "Lần thử gần nhất: 07:52. Máy chủ huyện không trả lời… Đã thử 3 lần." */
function triedWords(
  { lastAt, lastError, attempts }: SendState,
  waits: boolean,
  today: string,
  upstream: string,
  t: TFunction,
): string | null {
  if (lastAt === null || (waits && attempts === 0)) return null;
  const at = sinceText(lastAt, today);
  if (!waits) return t('dossier.sent.arrivedAt', { at });
  const why = lastError === null ? t('dossier.sent.unended') : faultWords(lastError.code, lastError.details, upstream, t);
  return `${t('dossier.sent.tried', { at, why })} ${t('dossier.sent.attempts', { count: attempts })}`;
}

/** What became of this dossier, and honestly what went with it. */
function retriedWords({ dossier, fault, sentActs }: Retried, upstream: string, t: TFunction): string {
  if (dossier !== null && dossier.acts + dossier.blobs > 0) {
    const why = dossier.lastError ?? fault;
    return t('dossier.sent.retried.still', { why: why === null ? '' : faultWords(why.code, why.details, upstream, t) });
  }
  const along = sentActs > 0 ? ` ${t('dossier.sent.retried.along', { count: sentActs })}` : '';
  return t('dossier.sent.retried.sent', { upstream }) + along;
}
