/** Before a dossier is voided for good: what stays, what ends, what to take back. The focus is on going back; F9 again voids. */
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { DossierDetail } from '#shared/contract/dossier.ts';
import { officeTime } from '../../../ui/format.ts';
import { formWords } from '../act-words.ts';
import { momentInYear } from '../dates.ts';

export type VoidSummaryProps = { readonly detail: DossierDetail; readonly reason: string; readonly onBack: () => void };

export function VoidSummary({ detail: { state, today }, reason, onBack }: VoidSummaryProps) {
  const { t } = useTranslation();
  const back = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    back.current?.focus();
  }, []);
  const standing = state.slips.filter((slip) => !slip.void);
  return (
    <section className="mc-panel mc-void" aria-label={t('voiding.title')}>
      <h2 className="mc-panel-title">{t('voiding.title')}</h2>
      <ul>
        <li>{t('voiding.code', { code: state.dossierCode ?? '–' })}</li>
        <li>{t('voiding.counts')}</li>
        <li>{t('voiding.forGood')}</li>
        {standing.map((slip) => (
          <li key={slip.actId}>{t('voiding.paper', { form: formWords(slip, t), at: momentInYear(officeTime(slip.printedAt), today) })}</li>
        ))}
        {state.fee?.state === 'paid' ? <li>{t('voiding.fee')}</li> : null}
      </ul>
      <p>{t('timeline.notes.reason', { reason })}</p>
      <button type="button" className="mc-quiet-button" ref={back} onClick={onBack}>
        {t('ui.back')}
      </button>
    </section>
  );
}
