/** The one sentence that a dossier's standing asks for: beside the list and on its page. */
import type { TFunction } from 'i18next';
import type { DossierDetail } from '#shared/contract/dossier.ts';
import { dateText, officeTime, timeText } from '../../ui/format.ts';

export type Warning = {
  readonly kind: 'soon' | 'overdue' | 'decide' | 'paused' | 'quiet';
  readonly strong: string;
  readonly text: string;
  /** Words within `text` that weigh as much as `strong`. */ readonly weighty: string;
};

/** Undefined when there is nothing to say beyond the badge. */
export function warningOf(detail: Pick<DossierDetail, 'state' | 'badge' | 'apologyDueAt' | 'today'>, t: TFunction): Warning | undefined {
  const { state, badge, apologyDueAt, today } = detail;
  if (state.readOnly === 'needs-update') return warning('quiet', 'needsUpdate', t);
  if (badge.kind === 'needsDecision') return warning('decide', 'needsDecision', t);
  if (badge.kind === 'overdue') return warning('overdue', state.extension === null ? 'overdue' : 'overdueTold', t);
  if ((badge.kind === 'dueToday' || badge.kind === 'dueTomorrow') && apologyDueAt !== null) {
    const local = apologyDueAt.length === 16 ? apologyDueAt : officeTime(apologyDueAt);
    const until =
      local.slice(0, 10) === today
        ? t('dossier.warning.untilToday', { time: timeText(local) })
        : t('dossier.warning.until', { time: timeText(local), date: dateText(local) });
    return local.slice(0, 10) < today ? warning('soon', 'tooLate', t) : warning('soon', 'soon', t, { until });
  }
  if (badge.kind === 'dueToday' || badge.kind === 'dueTomorrow') return warning('soon', 'tooLate', t);
  if (badge.kind === 'awaitingSupplement')
    return warning('paused', 'awaitingSupplement', t, { reason: state.supplements.at(-1)?.reason ?? '' });
  if (badge.kind === 'awaitingPayment') return warning('paused', 'awaitingPayment', t, { reason: state.payment?.reason ?? '' });
  if (badge.kind === 'voided' || badge.kind === 'withdrawn' || badge.kind === 'stopped' || badge.kind === 'notAccepted')
    return warning('paused', badge.kind, t, { reason: state.closing?.reason ?? '' });
  return undefined;
}

function warning(kind: Warning['kind'], name: string, t: TFunction, values: Readonly<Record<string, string>> = {}): Warning {
  return {
    kind,
    strong: t(`dossier.warning.${name}.strong`, values),
    text: t(`dossier.warning.${name}.text`, values),
    weighty: values['until'] ?? '',
  };
}
