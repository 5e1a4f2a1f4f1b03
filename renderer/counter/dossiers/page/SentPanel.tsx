/** Whether this dossier's acts have reached upstream; waiting for day end is normal. When it was tried, how it ended, and one key to try again. */
import { useTranslation } from 'react-i18next';
import type { DossierDetail } from '#shared/contract/dossier.ts';
import { failureWords } from '../../../ui/bars/failure-words.ts';
import { StatusMark, UnsentBadge } from '../../../ui/status/StatusBadge.tsx';
import { useDesk, useToday } from '../../frame/desk.ts';
import { useSendNow } from '../../sync/send-now.ts';
import { useSyncStatus } from '../../sync/status-query.ts';
import { isSending, useSyncLive } from '../../sync/sync-live.ts';
import { faultWords, lastTryWords } from '../../sync/sync-words.ts';

export function SentPanel({ detail: { sentActs, unsentActs } }: { readonly detail: DossierDetail }) {
  const { t } = useTranslation();
  const { unit } = useDesk();
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
      {unsentActs === 0 ? null : <LastTry />}
    </section>
  );
}

function LastTry() {
  const { t } = useTranslation();
  const { unit } = useDesk();
  const today = useToday();
  const status = useSyncStatus();
  const sending = useSyncLive((live) => isSending(live.progress));
  const { send, failure } = useSendNow();
  const last = status?.last ?? null;
  if (status === null || status.enrolled === null) return null;
  return (
    <div className="mc-s">
      {last === null ? null : (
        <p className="mc-muted mc-sent-try">
          {lastTryWords(last, today, t)} {last.error === null ? '' : faultWords(last.error, last.details, unit.upstreamName, t)}
        </p>
      )}
      {failure === null ? null : (
        <p role="alert" className="mc-field-error">
          {failureWords(failure, t).title}
        </p>
      )}
      <button type="button" className="mc-link" disabled={sending} onClick={send}>
        {t(sending ? 'sync.sending' : 'sync.sendNow')}
      </button>
    </div>
  );
}
