/** What is still open, by name. The day may be closed all the same; Enter opens the line. */
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { DayProblem } from '#shared/contract/day-end.ts';
import { officeTime, shortCode, timeText } from '../../ui/format.ts';
import { StatusMark } from '../../ui/status/StatusBadge.tsx';
import type { StatusLook } from '../../ui/status/StatusShape.tsx';
import { useDesk } from '../frame/desk.ts';
import type { Place } from '../frame/navigation.ts';

export type ProblemsProps = {
  readonly problems: readonly DayProblem[];
  readonly list: React.RefObject<HTMLUListElement | null>;
  readonly selected: number;
  readonly onSelect: (index: number) => void;
  readonly onOpen: (index: number) => void;
};

/** Where a line leads; undefined where there is nothing to open. */
export function placeOf(problem: DayProblem | undefined): Place | undefined {
  switch (problem?.kind) {
    case 'needsDecision':
      return { screen: 'decision', dossierId: problem.dossierId };
    case 'paperUnanswered':
      return { screen: 'dossier', dossierId: problem.dossierId, ask: 'print' };
    case 'differs':
      return problem.act.dossierId === null ? undefined : { screen: 'dossier', dossierId: problem.act.dossierId };
    case 'drafts':
      return problem.mine ? { screen: 'reception' } : undefined;
    case undefined:
      return undefined;
  }
}

export function Problems({ problems, list, selected, onSelect, onOpen }: ProblemsProps) {
  const { t } = useTranslation();
  const { unit } = useDesk();
  const title = problems.length === 0 ? t('dayEnd.problems.none') : t('dayEnd.problems.title', { count: problems.length });
  return (
    <section className="mc-panel mc-problems-panel" aria-label={title}>
      <h2 className="mc-panel-title">
        {title} {problems.length === 0 ? null : <span className="mc-muted">{t('dayEnd.problems.mayClose')}</span>}
      </h2>
      <ul
        className="mc-problems"
        role="listbox"
        tabIndex={0}
        ref={list}
        aria-label={title}
        hidden={problems.length === 0}
        aria-activedescendant={problems.length === 0 ? undefined : `problem-${String(selected)}`}
      >
        {problems.map((problem, index) => {
          const { look, badge, strong, note, action } = wordsOf(problem, unit.upstreamName, t);
          return (
            <li
              key={`${problem.kind} ${strong} ${note}`}
              id={`problem-${String(index)}`}
              role="option"
              aria-selected={index === selected}
              onClick={() => {
                onSelect(index);
              }}
              onDoubleClick={() => {
                onOpen(index);
              }}
            >
              <StatusMark look={look}>{badge}</StatusMark>
              <span className="mc-problem-words">
                <b className="mc-cut">{strong}</b>
                <small className="mc-cut">{note}</small>
              </span>
              {action === null ? null : <span className="mc-problem-action">{action}</span>}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

type Words = {
  readonly look: StatusLook;
  readonly badge: string;
  readonly strong: string;
  readonly note: string;
  readonly action: string | null;
};

function wordsOf(problem: DayProblem, upstream: string, t: TFunction): Words {
  switch (problem.kind) {
    case 'needsDecision':
      return {
        look: 'decide',
        badge: t('status.needsDecision'),
        strong: whose(problem),
        note: t('dayEnd.problems.disputed', { code: shortCode(problem.dossierCode ?? '') }),
        action: t('dossier.decision.verb'),
      };
    case 'paperUnanswered':
      return {
        look: 'soon',
        badge: t('dayEnd.problems.paper'),
        strong: whose(problem),
        note: t('dayEnd.problems.printedAt', { code: shortCode(problem.dossierCode ?? ''), at: timeText(officeTime(problem.printedAt)) }),
        action: t('dayEnd.problems.openPaper'),
      };
    case 'differs': {
      const { side, kind, dossierCode, applicantName, dossierId, seq } = problem.act;
      return {
        look: 'decide',
        badge: t(`dayEnd.problems.only.${side}`, { upstream }),
        strong: applicantName ?? t('dayEnd.problems.noDossier'),
        note: [
          ...(dossierCode === null ? [] : [shortCode(dossierCode)]),
          t('dayEnd.problems.act', { kind: t([`timeline.${kind ?? ''}`, 'timeline.unknown']), seq }),
        ].join(' · '),
        action: dossierId === null ? null : t('dayEnd.problems.open'),
      };
    }
    case 'drafts':
      return {
        look: 'paused',
        badge: t('dayEnd.problems.drafts', { count: problem.count }),
        strong: problem.names.length === 0 ? t('dayEnd.problems.unnamed') : problem.names.join('; '),
        note: t('dayEnd.problems.of', { name: problem.ownerName }),
        action: problem.mine ? t('dayEnd.problems.openDraft') : null,
      };
  }
}

function whose({ applicantName, procedureName }: { readonly applicantName: string; readonly procedureName: string }): string {
  return `${applicantName} – ${procedureName}`;
}
