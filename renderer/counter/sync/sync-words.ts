/** Sending in the office's words: the chip's few, its explanation, and why an attempt ended. */
import type { TFunction } from 'i18next';
import type { SyncProgress, SyncStatus } from '#shared/contract/sync.ts';
import { instantText, numberText, officeTime, shortDateText, timeText } from '../../ui/format.ts';
import { isSending } from './sync-live.ts';

export type ChipLook = 'sending' | 'notEnrolled' | 'offline' | 'refused' | 'unsent' | 'unclosed' | 'sent';

/** Offline and unsent are normal; `refused` is what a person should open. */
export function chipLook(status: SyncStatus, progress: SyncProgress | null): ChipLook {
  if (isSending(progress)) return 'sending';
  if (status.enrolled === null) return 'notEnrolled';
  if (status.allSent) return 'sent';
  // Something answered last and it was not what it should be: a person must look, whatever the line was before.
  if (isRefusal(status)) return 'refused';
  if (status.outageSince !== null) return 'offline';
  return status.unsent.acts + status.unsent.blobs > 0 ? 'unsent' : 'unclosed';
}

/** How the attempt under way stands: nothing crosses before the server has answered. */
function sendingState(progress: SyncProgress | null): 'sending' | 'connecting' | 'noAnswer' {
  if (progress?.phase !== 'connecting') return 'sending';
  return progress.reconnects === 0 ? 'connecting' : 'noAnswer';
}

/** The last attempt ended for a reason that trying again alone does not mend. */
export function isRefusal({ last }: SyncStatus): boolean {
  return last !== null && last.error !== null && last.error !== 'paused' && last.error !== 'server-unreachable';
}

export function chipWords(status: SyncStatus, progress: SyncProgress | null, today: string, t: TFunction): string {
  const count = status.unsent.acts;
  const look = chipLook(status, progress);
  switch (look) {
    case 'sending':
      return t(`sync.chip.${sendingState(progress)}`, {
        count: isSending(progress) && progress.acts.total > 0 ? progress.acts.total - progress.acts.done : count,
      });
    case 'offline':
      return t('sync.chip.offline', { since: sinceText(status.outageSince ?? '', today), count });
    case 'notEnrolled':
    case 'unsent':
      return count === 0 && look === 'unsent' ? t('sync.chip.blobs', { count: status.unsent.blobs }) : t('sync.chip.unsent', { count });
    case 'refused':
      return count === 0 ? t('sync.chip.refusedAll') : t('sync.chip.refused', { count });
    case 'unclosed':
      return t('sync.chip.unclosed');
    case 'sent':
      return t('sync.chip.sent');
  }
}

/** What the opened chip says: what is true, what is safe. */
export function chipStory(
  status: SyncStatus,
  progress: SyncProgress | null,
  { today, upstream }: { readonly today: string; readonly upstream: string },
  t: TFunction,
): readonly string[] {
  const look = chipLook(status, progress);
  const values = { upstream, count: status.unsent.acts, since: sinceText(status.outageSince ?? '', today) };
  if (look === 'sent') return [sentWords(status, today, upstream, t)];
  if (look === 'sending') return [t(`sync.story.${sendingState(progress)}`, values)];
  const story =
    look === 'refused' ? faultWords(status.last?.error ?? '', status.last?.details ?? {}, upstream, t) : t(`sync.story.${look}`, values);
  const tried = look === 'notEnrolled' || status.last === null ? [] : [lastTryWords(status.last, today, t)];
  return [story, ...(look === 'refused' ? [t('sync.story.safe')] : []), ...tried];
}

/** "Đã gửi đủ 318 việc. Huyện xác nhận lúc 17:48." */
export function sentWords({ lastCountersigned }: SyncStatus, today: string, upstream: string, t: TFunction): string {
  if (lastCountersigned === null) return t('sync.chip.sent');
  return t('sync.sent', {
    count: lastCountersigned.acts,
    total: numberText(lastCountersigned.acts),
    upstream: capital(upstream),
    at: sinceText(lastCountersigned.serverTime, today),
  });
}

export function lastTryWords(last: NonNullable<SyncStatus['last']>, today: string, t: TFunction): string {
  return t(last.error === null ? 'sync.lastTry' : 'sync.lastTryCut', { at: sinceText(last.at, today) });
}

/** Why an attempt ended, what is safe and what to do; codes the table does not know are told with their name. */
export function faultWords(code: string, details: Readonly<Record<string, unknown>>, upstream: string, t: TFunction): string {
  const values = Object.fromEntries(Object.entries(details).filter(([, value]) => typeof value === 'string' || typeof value === 'number'));
  const update = details['update'] === 'server' ? 'server' : undefined;
  return t([`sync.errors.${code}`, 'sync.errors.other'], {
    ...values,
    code,
    upstream,
    Upstream: capital(upstream),
    ...(update === undefined ? {} : { context: update }),
  });
}

/** "07:52" today, else "23/04 07:52". */
export function sinceText(instant: string, today: string): string {
  if (instant === '') return '';
  const at = officeTime(instant);
  return at.slice(0, 10) === today
    ? timeText(at)
    : at.slice(0, 4) === today.slice(0, 4)
      ? `${shortDateText(at)} ${timeText(at)}`
      : instantText(instant);
}

export function capital(text: string): string {
  return text.slice(0, 1).toLocaleUpperCase('vi') + text.slice(1);
}
