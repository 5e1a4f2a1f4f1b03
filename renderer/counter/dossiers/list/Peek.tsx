/** The chosen dossier beside the list: enough to answer at the desk without opening it. */
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { DossierDetail } from '#shared/contract/dossier.ts';
import { failureOf, useApi } from '../../../bridge/index.ts';
import { ErrorBar } from '../../../ui/bars/ErrorBar.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { officeTime, shortCode } from '../../../ui/format.ts';
import { DayRibbon } from '../../../ui/ribbon/DayRibbon.tsx';
import { StatusBadge } from '../../../ui/status/StatusBadge.tsx';
import { actorWords, actWords, printedWords } from '../act-words.ts';
import { momentInYear } from '../dates.ts';
import { detailQuery } from '../detail-query.ts';
import { currentSteps, dayOfCount, stoppedCount } from '../due.ts';
import { dueText } from '../due-text.ts';
import { Facts } from '../Facts.tsx';
import { peekFacts } from '../facts-of.tsx';
import { cyclesOf } from '../page/timeline.ts';
import { warningOf } from '../warning.ts';
import { WarningBand } from '../WarningBand.tsx';
import { useDebounced } from '../../../ui/use-debounced.ts';

/** How long the choice must rest before the peek follows. */
const restMs = 120;
const latestActs = 3;

export function Peek({ dossierId, ownAgency }: { readonly dossierId: string | null; readonly ownAgency: string }) {
  const { t } = useTranslation();
  const api = useApi();
  const rested = useDebounced(dossierId, restMs);
  const detail = useQuery({ ...detailQuery(api, rested ?? ''), enabled: rested !== null, placeholderData: (before) => before });
  if (dossierId === null || rested === null) return <EmptyState title={t('dossiers.peek.none')} />;
  if (detail.error !== null) return <ErrorBar failure={failureOf(detail.error)} />;
  return detail.data === undefined ? null : <PeekOf detail={detail.data} ownAgency={ownAgency} />;
}

function PeekOf({ detail, ownAgency }: { readonly detail: DossierDetail; readonly ownAgency: string }) {
  const { t } = useTranslation();
  const { state, badge, today } = detail;
  const stopped = stoppedCount(state);
  const steps = stopped?.steps ?? currentSteps(state);
  const warning = warningOf(detail, t);
  const code = state.dossierCode ?? '–';
  return (
    <div className="mc-peek" data-region="paper" tabIndex={-1}>
      <div className="mc-peek-top">
        <StatusBadge badge={badge} today={today} />
        <span className="mc-s mc-muted">{t('dossier.code', { code: state.agencyCode === ownAgency ? shortCode(code) : code })}</span>
      </div>
      <div>
        <h2>{state.applicant?.fullName ?? '–'}</h2>
        <p className="mc-peek-procedure">{state.procedureName}</p>
      </div>
      {state.dueAt === null || badge.kind === 'needsDecision' ? null : (
        <div>
          <h3>{stopped === undefined ? dueLine(detail, t) : t('dossier.due.stoppedLine', { used: stopped.used, of: stopped.of })}</h3>
          {steps.length === 0 ? null : <DayRibbon steps={steps} today={today} maxCells={6} />}
        </div>
      )}
      {warning === undefined ? null : <WarningBand warning={warning} />}
      <Facts facts={peekFacts(detail, t)} />
      <div>
        <h3>{t('dossiers.peek.latest')}</h3>
        <Latest detail={detail} />
      </div>
    </div>
  );
}

function dueLine({ state, today }: DossierDetail, t: ReturnType<typeof useTranslation>['t']): string {
  const moment = dueText(officeTime(state.dueAt ?? ''), t);
  const count = dayOfCount(currentSteps(state), today);
  return count === undefined ? t('dossier.due.line', { moment }) : t('dossier.due.lineCounted', { moment, ...count });
}

function Latest({ detail }: { readonly detail: DossierDetail }) {
  const { t } = useTranslation();
  const items = cyclesOf(detail.timeline)
    .flatMap(({ items }) => items)
    .slice(0, latestActs);
  return (
    <ol className="mc-latest">
      {items.map(({ entry, papers }) => (
        <li key={entry.actId}>
          <time dateTime={entry.occurredAt}>{momentInYear(officeTime(entry.occurredAt), detail.today)}</time>
          <span>
            {[actWords(entry, detail, t).title, ...papers.map((paper) => printedWords(paper, detail.state.slips, t))].join('. ')}
            <span className="mc-latest-who"> · {actorWords(entry.actorName, t)}</span>
          </span>
        </li>
      ))}
    </ol>
  );
}
