/** A status has its own shape, its own words and its own colour, so that colour never speaks alone. */
import { useTranslation } from 'react-i18next';
import type { Badge } from '#shared/contract/dossier.ts';
import { dateText, officeTime, timeText } from '../format.ts';
import { type StatusLook, StatusShape } from './StatusShape.tsx';
import './status.css';

const looks: Readonly<Record<Badge['kind'], StatusLook>> = {
  inTerm: 'in-term',
  dueToday: 'soon',
  dueTomorrow: 'soon',
  overdue: 'overdue',
  awaitingSupplement: 'paused',
  awaitingPayment: 'paused',
  stopped: 'paused',
  needsDecision: 'decide',
  resolvedEarly: 'done',
  resolvedOnTime: 'done',
  resolvedLate: 'late',
  returned: 'done',
  returnedLate: 'late',
  withdrawn: 'done',
  voided: 'done',
  registered: 'done',
  notAccepted: 'done',
};

/** The first column of the list and the head of a dossier. `today` decides whether a return is told by hour or by date. */
export function StatusBadge({ badge, today = null }: { readonly badge: Badge; readonly today?: string | null }) {
  const { t } = useTranslation();
  const at = badge.at === null ? null : officeTime(badge.at);
  const when = at === null ? '' : at.slice(0, 10) === today ? timeText(at) : dateText(at);
  const words = badge.days === null ? t(`status.${badge.kind}`, { when }) : t(`status.${badge.kind}Days`, { count: badge.days, when });
  return <StatusMark look={looks[badge.kind]}>{words.trim()}</StatusMark>;
}

/** Shape and words in one of the looks, for states that are no dossier's (unsent acts). */
export function StatusMark({ look, children }: { readonly look: StatusLook; readonly children: string }) {
  return (
    <span className={`mc-status mc-status-${look}`}>
      <StatusShape look={look} />
      {children}
    </span>
  );
}

export function UnsentBadge({ count }: { readonly count: number }) {
  const { t } = useTranslation();
  return <StatusMark look="unsent">{t('status.unsent', { count })}</StatusMark>;
}
