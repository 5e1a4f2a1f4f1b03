/** What is true of the day while nothing is being sent: large, below it, and what a person should know besides. */
import type { TFunction } from 'i18next';
import { dateText, numberText } from '../../ui/format.ts';
import { capital, faultWords, sentWords, sinceText } from '../sync/sync-words.ts';
import { minutesOnSlowLine } from '../sync/work.ts';
import type { DayEnd } from './use-day-end.ts';

export type RestWords = {
  /** "318 việc chưa gửi". */
  readonly headline: string;
  /** Beside it: how long sending would take, about. */
  readonly about: string | null;
  /** Everything is with the server: said with a tick. */
  readonly sent: string | null;
  /** What F9 does, or what holds the day back. */
  readonly story: string | null;
  /** Said more quietly. */
  readonly note: string | null;
  /** A day left open, a clock that is off. */
  readonly warnings: readonly string[];
};

/** The server's clock and this machine's may differ by so much before it is said. */
const clockMayBeOffSeconds = 300;

export function restWords(day: DayEnd, upstream: string, t: TFunction): RestWords {
  const { review, status, phase } = day;
  const values = valuesOf(day, upstream);
  const clockOff = Math.abs(status.last?.clockOffSeconds ?? 0);
  const waitsForF9 = phase === 'before' && status.enrolled !== null && status.outageSince === null && status.unsent.acts > 0;
  return {
    headline: headlineWords(day, upstream, t),
    about: waitsForF9 ? t('dayEnd.about', { count: minutesOnSlowLine(status.unsent.acts, review.unsentBytes) }) : null,
    sent: phase === 'done' ? sentWords(status, review.date, upstream, t) : null,
    story: storyWords(day, upstream, t),
    note: phase === 'before' && review.closed !== null ? t('dayEnd.before.closedAlready', values) : null,
    warnings: [
      ...(review.openSince === null || phase === 'done' ? [] : [t('dayEnd.openSince', { ...values, date: dateText(review.openSince) })]),
      ...(clockOff > clockMayBeOffSeconds ? [t('dayEnd.clockOff', { ...values, count: Math.round(clockOff / 60) })] : []),
    ],
  };
}

function valuesOf({ review, status }: DayEnd, upstream: string) {
  return {
    upstream,
    Upstream: capital(upstream),
    count: status.unsent.acts,
    at: review.closed === null ? '' : sinceText(review.closed.closedAt, review.date),
    who: review.closed?.fullName ?? '',
    since: sinceText(status.outageSince ?? '', review.date),
  };
}

function headlineWords(day: DayEnd, upstream: string, t: TFunction): string {
  const { acts, blobs } = day.status.unsent;
  const values = valuesOf(day, upstream);
  if (day.phase === 'done') return t('dayEnd.done', values);
  if (acts > 0) return t('dayEnd.unsent', { ...values, total: numberText(acts) });
  return t(blobs > 0 ? 'dayEnd.unsentBlobs' : 'dayEnd.uncountersigned', { ...values, count: blobs });
}

function storyWords(day: DayEnd, upstream: string, t: TFunction): string | null {
  const { status, phase } = day;
  const values = valuesOf(day, upstream);
  const enrolled = status.enrolled !== null;
  switch (phase) {
    case 'before':
      return t(`dayEnd.before.${!enrolled ? 'notEnrolled' : status.outageSince === null ? 'enrolled' : 'offline'}`, values);
    case 'paused':
      return t('dayEnd.paused', values);
    case 'waiting':
      return t(`dayEnd.waiting.${enrolled ? 'offline' : 'notEnrolled'}`, values);
    case 'refused':
    case 'differs':
      return `${faultWords(status.last?.error ?? '', status.last?.details ?? {}, upstream, t)} ${t('sync.story.safe')}`;
    case 'sending':
    case 'done':
      return null;
  }
}
