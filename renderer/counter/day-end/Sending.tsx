/** The big panel: acts and minutes left first, then what is true and safe now. */
import { IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { dateText, numberText } from '../../ui/format.ts';
import { percentDone, secondsLeft, spanWords } from '../../ui/progress/pace.ts';
import { usePaceClock } from '../../ui/progress/use-pace-clock.ts';
import { useDesk } from '../frame/desk.ts';
import { SilentLine } from '../sync/SilentLine.tsx';
import { useSyncLive } from '../sync/sync-live.ts';
import { capital, faultWords, sentWords, sinceText } from '../sync/sync-words.ts';
import { megabytes, minutesOnSlowLine, workOf } from '../sync/work.ts';
import type { DayEnd } from './use-day-end.ts';

export function Sending({ day }: { readonly day: DayEnd }) {
  const { t } = useTranslation();
  return (
    <section className="mc-panel mc-dayend-go" data-phase={day.phase} aria-label={t('dayEnd.sending.title')}>
      {day.phase === 'sending' ? <UnderWay day={day} /> : <AtRest day={day} />}
    </section>
  );
}

/** Sending: a real count, the time left, and what stopping costs. */
function UnderWay({ day: { progress, status } }: { readonly day: DayEnd }) {
  const { t } = useTranslation();
  const started = useSyncLive((live) => live.started);
  const nowMs = usePaceClock();
  if (progress === null) return null;
  const { acts, blobs, blobBytes, fetched, reconnects, phase } = progress;
  const work = workOf(progress);
  const left =
    started === null
      ? undefined
      : secondsLeft({ startedMs: started.ms, nowMs, done: work.done - started.done, total: work.total - started.done });
  const total = Math.max(acts.total, acts.done);
  const counting = phase === 'sending' || phase === 'blobs' || phase === 'fetching' || phase === 'comparing';
  return (
    <>
      <div className="mc-dayend-big">
        <b>
          {counting
            ? t('dayEnd.sending.count', { done: numberText(acts.done), total: numberText(total), count: total })
            : t(`dayEnd.sending.${phase}`, { count: status.unsent.acts })}
        </b>
        <span aria-live="polite">
          {left === undefined ? (counting ? t(`dayEnd.sending.now.${phase}`) : '') : t('dayEnd.sending.left', { time: spanWords(left, t) })}
        </span>
      </div>
      <progress
        className="mc-dayend-bar"
        max={Math.max(1, work.total)}
        value={counting ? work.done : 0}
        aria-label={t('dayEnd.sending.title')}
      />
      <p className="mc-dayend-facts">
        {blobs.total === 0 ? null : (
          <span>
            <b>{megabytes(blobBytes.done)}</b>{' '}
            {t('dayEnd.sending.ofMegabytes', { mb: megabytes(blobBytes.total), done: blobs.done, count: blobs.total })}
          </span>
        )}
        {fetched === 0 ? null : <span className="mc-muted">{t('dayEnd.sending.fetched', { count: fetched })}</span>}
        {reconnects === 0 ? null : <span className="mc-muted">{t('dayEnd.sending.reconnects', { count: reconnects })}</span>}
        <span className="mc-muted mc-dayend-percent">{percentDone(work)} %</span>
      </p>
      <SilentLine className="mc-dayend-since" />
      <p className="mc-dayend-safe">
        <IconCheck size="1.125rem" stroke={1.9} aria-hidden className="mc-icon" />
        {t('dayEnd.sending.safe')}
      </p>
    </>
  );
}

function AtRest({ day }: { readonly day: DayEnd }) {
  const { t } = useTranslation();
  const { unit } = useDesk();
  const { review, status, phase } = day;
  const { acts, blobs } = status.unsent;
  const closed = review.closed === null ? '' : sinceText(review.closed.closedAt, review.date);
  const values = {
    upstream: unit.upstreamName,
    Upstream: capital(unit.upstreamName),
    count: acts,
    at: closed,
    who: review.closed?.fullName ?? '',
    since: sinceText(status.outageSince ?? '', review.date),
  };
  const enrolled = status.enrolled !== null;
  const clockOff = Math.abs(status.last?.clockOffSeconds ?? 0);
  return (
    <div role="status">
      <div className="mc-dayend-big">
        <b>
          {phase === 'done'
            ? t('dayEnd.done', values)
            : acts > 0
              ? t('dayEnd.unsent', { ...values, total: numberText(acts) })
              : t(blobs > 0 ? 'dayEnd.unsentBlobs' : 'dayEnd.uncountersigned', { ...values, count: blobs })}
        </b>
        {phase === 'before' && enrolled && status.outageSince === null && acts > 0 ? (
          <span>{t('dayEnd.about', { count: minutesOnSlowLine(acts, review.unsentBytes) })}</span>
        ) : null}
      </div>
      {phase === 'done' ? (
        <p className="mc-dayend-safe">
          <IconCheck size="1.125rem" stroke={1.9} aria-hidden className="mc-icon" />
          {sentWords(status, review.date, unit.upstreamName, t)}
        </p>
      ) : null}
      {phase === 'before' ? (
        <p>
          {t(
            !enrolled ? 'dayEnd.before.notEnrolled' : status.outageSince === null ? 'dayEnd.before.enrolled' : 'dayEnd.before.offline',
            values,
          )}
        </p>
      ) : null}
      {phase === 'before' && review.closed !== null ? <p className="mc-muted">{t('dayEnd.before.closedAlready', values)}</p> : null}
      {phase === 'paused' ? <p>{t('dayEnd.paused', values)}</p> : null}
      {phase === 'waiting' ? <p>{t(enrolled ? 'dayEnd.waiting.offline' : 'dayEnd.waiting.notEnrolled', values)}</p> : null}
      {phase === 'refused' || phase === 'differs' ? (
        <p>
          {faultWords(status.last?.error ?? '', status.last?.details ?? {}, unit.upstreamName, t)} {t('sync.story.safe')}
        </p>
      ) : null}
      {review.openSince === null || phase === 'done' ? null : (
        <p className="mc-dayend-since">{t('dayEnd.openSince', { ...values, date: dateText(review.openSince) })}</p>
      )}
      {clockOff > 300 ? <p className="mc-dayend-since">{t('dayEnd.clockOff', { ...values, count: Math.round(clockOff / 60) })}</p> : null}
    </div>
  );
}
