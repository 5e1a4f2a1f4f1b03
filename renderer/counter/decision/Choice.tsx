/** What choosing brings: papers that no longer hold, what is set aside, whom to tell; and the reason. */
import { Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Decision, Story } from '#shared/contract/decision.ts';
import { instantText } from '../../ui/format.ts';
import { actWords, formWords } from '../dossiers/act-words.ts';
import { inSentence, storyName } from './fact-words.ts';
import type { DecisionJob } from './use-decision.ts';

export type ChoiceProps = {
  readonly job: DecisionJob;
  readonly decision: Decision;
  readonly maySettle: boolean;
  readonly reason: React.RefObject<HTMLTextAreaElement | null>;
};

const longestReason = 1000;

export function Choice({ job, decision, maySettle, reason }: ChoiceProps) {
  const { t } = useTranslation();
  const { chosen } = job;
  return (
    <section className="mc-panel mc-choice" aria-label={t('decision.ifChosen')}>
      <h2 className="mc-panel-title">
        {chosen === undefined ? t('decision.ifChosen') : t('decision.ifKept', { name: inSentence(storyName(chosen, decision.stories, t)) })}
      </h2>
      {chosen === undefined ? (
        <p className="mc-muted">{t(maySettle ? 'decision.chooseHow' : 'decision.mayNot')}</p>
      ) : (
        <Consequences story={chosen} decision={decision} />
      )}
      <Papers story={chosen ?? decision.stories[0]} chosen={chosen !== undefined} />
      {maySettle ? (
        <Textarea
          ref={reason}
          label={t('decision.reason')}
          value={job.reason}
          rows={2}
          maxLength={longestReason}
          error={job.gap ? t('decision.reasonMissing') : undefined}
          onChange={(event) => {
            job.putReason(event.target.value);
          }}
        />
      ) : null}
    </section>
  );
}

function Consequences({ story, decision }: { readonly story: Story; readonly decision: Decision }) {
  const { t } = useTranslation();
  const phone = decision.differing.includes('phone') ? null : story.facts.phone;
  return (
    <ul aria-live="polite">
      {story.setAside.map((entry) => (
        <li key={entry.actId}>
          {t('decision.setsAside', {
            act: actWords({ ...entry, effect: 'applied' }, decision, t).title,
            at: instantText(entry.occurredAt),
          })}
        </li>
      ))}
      {story.printAgain ? <li>{t('decision.printAgain')}</li> : null}
      <li>{phone === null ? t('decision.tell') : t('decision.tellBy', { phone })}</li>
    </ul>
  );
}

/** What the citizen may hold by now. */
function Papers({ story, chosen }: { readonly story: Story | undefined; readonly chosen: boolean }) {
  const { t } = useTranslation();
  if (story === undefined) return null;
  return (
    <div>
      <h3 className="mc-s mc-muted">{t('decision.papers')}</h3>
      {story.papers.length === 0 ? <p>{t('dossier.printed.none')}</p> : null}
      <ul>
        {story.papers.map((paper) => (
          <li key={paper.actId}>
            {t(paper.counterNo === null ? 'decision.paper' : 'decision.paperAt', {
              form: formWords(paper, t),
              at: instantText(paper.printedAt),
              counterNo: paper.counterNo ?? 0,
            })}
            {chosen ? <strong> {t(paper.holds ? 'decision.paperHolds' : 'decision.paperVoid')}</strong> : null}
          </li>
        ))}
      </ul>
    </div>
  );
}
