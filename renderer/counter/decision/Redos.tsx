/** Acts a decision left without effect: each is done again by one key, with its own time and content, or left. */
import { useTranslation } from 'react-i18next';
import type { Decision, Redo } from '#shared/contract/decision.ts';
import { instantText } from '../../ui/format.ts';
import { actorWords, actWords } from '../dossiers/act-words.ts';

export type RedosProps = { readonly decision: Decision; readonly busy: boolean; readonly onRedo: (redo: Redo) => void };

export function Redos({ decision, busy, onRedo }: RedosProps) {
  const { t } = useTranslation();
  if (decision.redo.length === 0)
    return decision.stories.length > 0 ? null : <p className="mc-panel mc-redo-none">{t('decision.nothingLeft')}</p>;
  return (
    <section className="mc-panel mc-redos" aria-label={t('decision.redo.title')}>
      <h2 className="mc-panel-title">
        {t('decision.redo.title')} <span className="mc-muted">{t('decision.redo.note')}</span>
      </h2>
      <ul>
        {decision.redo.map((redo) => {
          const { act, done, step } = redo;
          const { title, notes } = actWords({ ...act, effect: 'applied' }, decision, t);
          return (
            <li key={act.actId}>
              <div>
                <b>{title}</b>
                <small className="mc-muted">
                  {[t('decision.redo.by', { who: actorWords(act.actorName, t), at: instantText(act.occurredAt) }), ...notes].join(' · ')}
                </small>
              </div>
              {done ? (
                <span className="mc-muted">{t('decision.redo.done')}</span>
              ) : step.allowed ? (
                <button
                  type="button"
                  className="mc-quiet-button"
                  disabled={busy}
                  onClick={() => {
                    onRedo(redo);
                  }}
                >
                  {t('decision.redo.again')}
                </button>
              ) : (
                <span className="mc-s mc-muted">{t(`refusals.${step.why ?? 'not-from-this-status'}`)}</span>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
