/** The right side: the live paper; what the receipt needs while nothing is typed; or why there is none. */
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { AcceptedDossier } from '#shared/contract/reception.ts';
import { dateText, shortCode, timeText } from '../../ui/format.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { PaperPane } from '../../ui/paper/PaperPane.tsx';
import type { Stage } from './reception-store.ts';

export type PaperSideProps = {
  /** Null until the first preview. */
  readonly pages: readonly string[] | null;
  /** Neither a procedure nor a name yet. */
  readonly empty: boolean;
  readonly registerOnly: boolean;
  readonly settles: boolean;
  readonly stage: Stage;
};

const needs = ['procedure', 'applicant', 'documents'] as const;

export const PaperSide = memo(function PaperSide({ pages, empty, registerOnly, settles, stage }: PaperSideProps) {
  const { t } = useTranslation();
  if (stage.kind === 'paper') return <Handed accepted={stage.accepted} />;
  if (registerOnly) return <Desk title={t('reception.paper.registerOnly')} words={t('reception.paper.registerOnlyWhy')} />;
  if (settles && stage.kind === 'form') return <Desk title={t('reception.paper.settles')} words={t('reception.paper.settlesWhy')} />;
  if (empty || pages === null) {
    return (
      <div className="mc-desk" data-region="paper" tabIndex={-1}>
        <EmptyState title={t('reception.paper.needs')}>
          <ol className="mc-needs">
            {needs.map((need) => (
              <li key={need}>{t(`reception.paper.need.${need}`)}</li>
            ))}
          </ol>
        </EmptyState>
      </div>
    );
  }
  return <PaperPane pages={pages} label={t('reception.paper.label')} leaving={stage.kind === 'accepting'} />;
});

/** What is told to the citizen while the printer works: code and date, large. */
function Handed({ accepted: { dossierCode, dueAt } }: { readonly accepted: AcceptedDossier }) {
  const { t } = useTranslation();
  return (
    <div className="mc-desk" data-region="paper" tabIndex={-1}>
      <div className="mc-handed">
        <p>{t('reception.handed.code')}</p>
        <b>{shortCode(dossierCode)}</b>
        {dueAt === null ? null : (
          <>
            <p>{t('reception.due.title')}</p>
            <b>{t('reception.handed.at', { time: timeText(dueAt), date: dateText(dueAt) })}</b>
          </>
        )}
        <p className="mc-s">{dossierCode}</p>
      </div>
    </div>
  );
}

function Desk({ title, words }: { readonly title: string; readonly words: string }) {
  return (
    <div className="mc-desk" data-region="paper" tabIndex={-1}>
      <EmptyState title={title}>
        <p>{words}</p>
      </EmptyState>
    </div>
  );
}
