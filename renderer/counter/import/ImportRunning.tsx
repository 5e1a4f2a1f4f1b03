/** A real count, the time left, and what stopping costs. */
import { useTranslation } from 'react-i18next';
import { numberText } from '../../ui/format.ts';
import { percentDone, secondsLeft, spanWords } from '../../ui/progress/pace.ts';
import type { ImportState } from './use-import.ts';

export function ImportRunning({ state: { progress, startedMs, nowMs } }: { readonly state: Extract<ImportState, { phase: 'running' }> }) {
  const { t } = useTranslation();
  const { done, total } = progress;
  const left = secondsLeft({ startedMs, nowMs, done, total });
  return (
    <section className="mc-panel mc-running" aria-label={t('importing.running')}>
      <div className="mc-running-count">
        <b>{t('importing.progress', { done: numberText(done), total: numberText(total) })}</b>
        <span className="mc-muted" aria-live="polite">
          {left === undefined ? '' : t('importing.left', { time: spanWords(left, t) })}
        </span>
        <span>{percentDone(progress)} %</span>
      </div>
      <progress className="mc-progress" max={Math.max(1, total)} value={done} aria-label={t('importing.running')} />
      <p className="mc-muted">{t('importing.pause')}</p>
    </section>
  );
}
