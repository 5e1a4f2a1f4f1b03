/** A due moment in words: "thứ Sáu 25/04/2025, 17:30". */
import type { TFunction } from 'i18next';
import { type CivilDate, weekdayOf } from '#shared/domain/deadline/civil-date.ts';
import { dateText, shortDateText, timeText } from '../../ui/format.ts';

/** Of a local office time `YYYY-MM-DDTHH:mm`. */
export function dueText(at: string, t: TFunction): string {
  return t('dossier.due.moment', { weekday: weekdayText(at, t), date: dateText(at), time: timeText(at) });
}

/** "thứ Bảy 26/04", or with the year when it is not the one of `today`. */
export function dueDayText(at: string, today: string, t: TFunction): string {
  const date = at.slice(0, 4) === today.slice(0, 4) ? shortDateText(at) : dateText(at);
  return t('dossier.due.day', { weekday: weekdayText(at, t), date });
}

function weekdayText(at: string, t: TFunction): string {
  return t(`ribbon.weekdayLong.${weekdayOf(at.slice(0, 10) as CivilDate)}`);
}
