/** The stories as columns, their facts in aligned rows: what differs first, what is the same in one muted line. */
import { useTranslation } from 'react-i18next';
import type { Decision, Story } from '#shared/contract/decision.ts';
import { instantText } from '../../ui/format.ts';
import { actorWords, actWords } from '../dossiers/act-words.ts';
import { factWords, sharedFacts, storyName } from './fact-words.ts';

export type StoriesProps = {
  readonly decision: Decision;
  readonly chosenId: string | null;
  readonly mayChoose: boolean;
  readonly onChoose: (storyId: string) => void;
};

export function Stories({ decision, chosenId, mayChoose, onChoose }: StoriesProps) {
  const { t } = useTranslation();
  const { stories, differing, names } = decision;
  const shared = sharedFacts(decision);
  return (
    <section className="mc-panel mc-stories" aria-label={t('decision.title')} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <td />
            {stories.map((story) => (
              <th key={story.storyId} scope="col" data-chosen={story.storyId === chosenId || undefined}>
                <StoryHead
                  story={story}
                  decision={decision}
                  chosen={story.storyId === chosenId}
                  onChoose={
                    mayChoose && story.settles
                      ? () => {
                          onChoose(story.storyId);
                        }
                      : undefined
                  }
                />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {differing.map((name) => {
            const texts = stories.map(({ facts }) => factWords(name, facts[name], names, t));
            const alike = new Set(texts).size === 1;
            return (
              <tr key={name}>
                <th scope="row">{t(`decision.facts.${name}`)}</th>
                {stories.map((story, index) => (
                  <td key={story.storyId} data-chosen={story.storyId === chosenId || undefined}>
                    {texts[index]}
                    {alike ? <small className="mc-muted">{t('decision.hiddenDigits')}</small> : null}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
      {shared.length === 0 ? null : (
        <p className="mc-stories-same mc-muted">
          {t('decision.same', { facts: shared.map((name) => t(`decision.facts.${name}`).toLocaleLowerCase('vi')).join(', ') })}
        </p>
      )}
    </section>
  );
}

type HeadProps = {
  readonly story: Story;
  readonly decision: Decision;
  readonly chosen: boolean;
  readonly onChoose: (() => void) | undefined;
};

function StoryHead({ story, decision, chosen, onChoose }: HeadProps) {
  const { t } = useTranslation();
  const name = storyName(story, decision.stories, t);
  return (
    <>
      {onChoose === undefined ? (
        <b>{name}</b>
      ) : (
        <button type="button" className="mc-story-name" aria-pressed={chosen} onClick={onChoose}>
          {name}
        </button>
      )}
      {story.acts.map((entry) => {
        const { title, notes } = actWords({ ...entry, effect: 'applied' }, decision, t);
        return (
          <div className="mc-story-act" key={entry.actId}>
            <span>{t('decision.did', { who: actorWords(entry.actorName, t), what: title })}</span>
            <small className="mc-muted">{instantText(entry.occurredAt)}</small>
            {story.storyId === 'without' ? null : notes.map((note) => <small key={note}>{note}</small>)}
          </div>
        );
      })}
      {story.settles ? null : <small className="mc-story-barred">{t('decision.cannot')}</small>}
    </>
  );
}
