/** A line of what is still open: where it leads and what it says. */
import type { TFunction } from 'i18next';
import type { DayProblem } from '#shared/contract/day-end.ts';
import { officeTime, shortCode, timeText } from '../../ui/format.ts';
import type { StatusLook } from '../../ui/status/StatusShape.tsx';
import type { Place } from '../frame/navigation.ts';

/** Of the line at `index`, on the page. */
export function problemId(index: number): string {
  return `problem-${index}`;
}

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

export type ProblemWords = {
  readonly look: StatusLook;
  readonly badge: string;
  readonly strong: string;
  readonly note: string;
  /** Null where there is nothing to open. */
  readonly action: string | null;
};

export function problemWords(problem: DayProblem, upstream: string, t: TFunction): ProblemWords {
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
