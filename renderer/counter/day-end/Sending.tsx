/** The big panel: acts and minutes left first, then what is true and safe now. */
import { IconCheck } from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { SyncProgress, SyncStatus } from '#shared/contract/sync.ts';
import { numberText } from '../../ui/format.ts';
import { percentDone, secondsLeft, spanWords } from '../../ui/progress/pace.ts';
import { usePaceClock } from '../../ui/progress/use-pace-clock.ts';
import { useDesk } from '../frame/desk.ts';
import { SilentLine } from '../sync/SilentLine.tsx';
import { useSyncLive } from '../sync/sync-live.ts';
import { megabytes, workOf } from '../sync/work.ts';
import { restWords } from './rest-words.ts';
import type { DayEnd } from './use-day-end.ts';

export function Sending({ day }: { readonly day: DayEnd }) {
  const { t } = useTranslation();
  const { phase, progress, status } = day;
  return (
    <section className="mc-panel mc-dayend-go" data-phase={phase} aria-label={t('dayEnd.sending.title')}>
      {phase === 'sending' && progress !== null ? <UnderWay progress={progress} status={status} /> : <AtRest day={day} />}
    </section>
  );
}

/** Sending: a real count, the time left, and what stopping costs. */
function UnderWay({ progress, status }: { readonly progress: SyncProgress; readonly status: SyncStatus }) {
  const { t } = useTranslation();
  const work = workOf(progress);
  const counting = isCounting(progress);
  return (
    <>
      <div className="mc-dayend-big">
        <b>{countWords(progress, status, t)}</b>
        <TimeLeft progress={progress} />
      </div>
      <progress
        className="mc-dayend-bar"
        max={Math.max(1, work.total)}
        value={counting ? work.done : 0}
        aria-label={t('dayEnd.sending.title')}
      />
      <Facts progress={progress} />
      <SilentLine className="mc-dayend-since" />
      <Safe words={t('dayEnd.sending.safe')} />
    </>
  );
}

/** Something crosses; before, the server has not answered yet. */
function isCounting({ phase }: SyncProgress): boolean {
  return phase === 'sending' || phase === 'blobs' || phase === 'fetching' || phase === 'comparing';
}

/** "Đã gửi 212 trên 318 việc". */
function countWords(progress: SyncProgress, { unsent }: SyncStatus, t: TFunction): string {
  if (!isCounting(progress)) return t(`dayEnd.sending.${progress.phase}`, { count: unsent.acts });
  const { done } = progress.acts;
  const total = Math.max(progress.acts.total, done);
  return t('dayEnd.sending.count', { done: numberText(done), total: numberText(total), count: total });
}

/** The time left at the pace since sending began; until there is one, what is being done. */
function TimeLeft({ progress }: { readonly progress: SyncProgress }) {
  const { t } = useTranslation();
  const started = useSyncLive((live) => live.started);
  const nowMs = usePaceClock();
  const { done, total } = workOf(progress);
  const left =
    started === null ? undefined : secondsLeft({ startedMs: started.ms, nowMs, done: done - started.done, total: total - started.done });
  const doing = isCounting(progress) ? t(`dayEnd.sending.now.${progress.phase}`) : '';
  return <span aria-live="polite">{left === undefined ? doing : t('dayEnd.sending.left', { time: spanWords(left, t) })}</span>;
}

function Facts({ progress }: { readonly progress: SyncProgress }) {
  const { t } = useTranslation();
  const { blobs, blobBytes, fetched, reconnects } = progress;
  return (
    <p className="mc-dayend-facts">
      {blobs.total === 0 ? null : (
        <span>
          <b>{megabytes(blobBytes.done)}</b>{' '}
          {t('dayEnd.sending.ofMegabytes', { mb: megabytes(blobBytes.total), done: blobs.done, count: blobs.total })}
        </span>
      )}
      {fetched === 0 ? null : <span className="mc-muted">{t('dayEnd.sending.fetched', { count: fetched })}</span>}
      {reconnects === 0 ? null : <span className="mc-muted">{t('dayEnd.sending.reconnects', { count: reconnects })}</span>}
      <span className="mc-muted mc-dayend-percent">{percentDone(workOf(progress))} %</span>
    </p>
  );
}

function AtRest({ day }: { readonly day: DayEnd }) {
  const { t } = useTranslation();
  const { unit } = useDesk();
  const { headline, about, sent, story, note, warnings } = restWords(day, unit.upstreamName, t);
  return (
    <div role="status">
      <div className="mc-dayend-big">
        <b>{headline}</b>
        {about === null ? null : <span>{about}</span>}
      </div>
      {sent === null ? null : <Safe words={sent} />}
      {story === null ? null : <p>{story}</p>}
      {note === null ? null : <p className="mc-muted">{note}</p>}
      {warnings.map((words) => (
        <p key={words} className="mc-dayend-since">
          {words}
        </p>
      ))}
    </div>
  );
}

function Safe({ words }: { readonly words: string }) {
  return (
    <p className="mc-dayend-safe">
      <IconCheck size="1.125rem" stroke={1.9} aria-hidden className="mc-icon" />
      {words}
    </p>
  );
}
