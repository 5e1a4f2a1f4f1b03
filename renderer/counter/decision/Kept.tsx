/** After the choice: which story holds, and what a person still has to do about it. The choice itself is gone from the screen by now. */
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Kept } from './use-decision.ts';
import { inSentence, storyName } from './fact-words.ts';

export function KeptStory({ kept: { story, decision } }: { readonly kept: Kept }) {
  const { t } = useTranslation();
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    panel.current?.focus();
  }, []);
  const phone = decision.differing.includes('phone') ? null : story.facts.phone;
  return (
    <section ref={panel} tabIndex={-1} className="mc-panel mc-kept" role="status">
      <h2 className="mc-panel-title">
        {t(story.storyId === 'without' ? 'decision.keptWithout' : 'decision.kept', {
          name: inSentence(storyName(story, decision.stories, t)),
        })}
      </h2>
      <ul>
        {story.printAgain ? <li>{t('decision.printAgain')}</li> : null}
        <li>{phone === null ? t('decision.tell') : t('decision.tellBy', { phone })}</li>
      </ul>
    </section>
  );
}
