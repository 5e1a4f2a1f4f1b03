/** The right side: the live paper; what the receipt needs while nothing is typed; or why there is none. */
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { PaperPane } from '../../ui/paper/PaperPane.tsx';
import type { Stage } from './reception-store.ts';
import type { PreviewView } from './use-preview.ts';

export type PaperSideProps = {
  readonly view: PreviewView;
  /** Neither a procedure nor a name yet. */
  readonly empty: boolean;
  readonly registerOnly: boolean;
  readonly settles: boolean;
  readonly stage: Stage;
};

const needs = ['procedure', 'applicant', 'documents'] as const;

export function PaperSide({ view: { preview }, empty, registerOnly, settles, stage }: PaperSideProps) {
  const { t } = useTranslation();
  if (registerOnly) return <Desk title={t('reception.paper.registerOnly')} words={t('reception.paper.registerOnlyWhy')} />;
  if (settles && stage.kind === 'form') return <Desk title={t('reception.paper.settles')} words={t('reception.paper.settlesWhy')} />;
  if (empty || preview === null) {
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
  return <PaperPane pages={preview.pages} label={t('reception.paper.label')} leaving={stage.kind === 'paper'} />;
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
