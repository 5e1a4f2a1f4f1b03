/** Lengths and times of outages in the office's words. */
import type { TFunction } from 'i18next';
import { officeTime, shortDateText, timeText } from '../../ui/format.ts';

/** "1 giờ 05 phút", "45 phút", "dưới 1 phút". */
export function lengthText(seconds: number, t: TFunction): string {
  const minutes = Math.floor(seconds / 60);
  if (seconds > 0 && minutes === 0) return t('outage.length.short');
  if (minutes < 60) return t('outage.length.minutes', { count: minutes });
  return t('outage.length.hours', { count: Math.floor(minutes / 60), minutes: String(minutes % 60).padStart(2, '0') });
}

/** `09:10`; of another day than `date`: `17:52 23/04`. */
export function timeOnDay(instant: string, date: string): string {
  const at = officeTime(instant);
  return at.slice(0, 10) === date ? timeText(at) : `${timeText(at)} ${shortDateText(at)}`;
}
