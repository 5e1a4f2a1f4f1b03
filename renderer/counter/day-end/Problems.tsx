/** What is still open, by name. The day may be closed all the same; Enter opens the line. */
import { useTranslation } from 'react-i18next';
import type { DayProblem } from '#shared/contract/day-end.ts';
import { StatusMark } from '../../ui/status/StatusBadge.tsx';
import { useDesk } from '../frame/desk.ts';
import { problemId, problemWords } from './problem-words.ts';

export type ProblemsProps = {
  readonly problems: readonly DayProblem[];
  readonly list: React.RefObject<HTMLUListElement | null>;
  readonly selected: number;
  readonly onSelect: (index: number) => void;
  readonly onOpen: (index: number) => void;
};

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
        aria-activedescendant={problems.length === 0 ? undefined : problemId(selected)}
      >
        {problems.map((problem, index) => {
          const { look, badge, strong, note, action } = problemWords(problem, unit.upstreamName, t);
          return (
            <li
              key={`${problem.kind} ${strong} ${note}`}
              id={problemId(index)}
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
