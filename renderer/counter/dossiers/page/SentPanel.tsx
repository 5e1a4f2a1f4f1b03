/** Whether this dossier's acts have reached upstream; waiting for day end is normal. */
import { useTranslation } from 'react-i18next';
import type { DossierDetail } from '#shared/contract/dossier.ts';
import { StatusMark, UnsentBadge } from '../../../ui/status/StatusBadge.tsx';
import { useDesk } from '../../frame/desk.ts';

export function SentPanel({ detail: { sentActs, unsentActs } }: { readonly detail: DossierDetail }) {
  const { t } = useTranslation();
  const { unit } = useDesk();
  return (
    <section className="mc-panel" aria-label={t('dossier.sent.title', { upstream: unit.upstreamName })}>
      <h2 className="mc-panel-title">{t('dossier.sent.title', { upstream: unit.upstreamName })}</h2>
      {sentActs === 0 ? null : <div className="mc-sent-row"><StatusMark look="done">{t('dossier.sent.confirmed', { count: sentActs })}</StatusMark></div>}
      {unsentActs === 0 ? null : <div className="mc-sent-row"><UnsentBadge count={unsentActs} /> <span className="mc-s mc-muted">{t('dossier.sent.atDayEnd')}</span></div>}
    </section>
  );
}
