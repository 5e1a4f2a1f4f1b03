import type { TFunction } from 'i18next';
import type { ClockState } from '#shared/contract/clock.ts';
import { dateText, officeTime, timeText } from '../../ui/format.ts';

/** The sentence that says what is odd about the machine's clock; empty when nothing is. */
export function clockSentence({ machineNow, question }: ClockState, t: TFunction): string {
  if (question === null) return '';
  const machine = officeTime(machineNow);
  const { reason, byMinutes } = question;
  const values = { time: timeText(machine), date: dateText(machine), span: spanText(byMinutes ?? 0, t) };
  return t(`clock.why.${reason}`, values);
}

/** Beyond two hours minutes say nothing any more. */
function spanText(minutes: number, t: TFunction): string {
  if (minutes < 120) return t('clock.span.minutes', { count: minutes });
  const hours = Math.round(minutes / 60);
  return hours < 48 ? t('clock.span.hours', { count: hours }) : t('clock.span.days', { count: Math.round(hours / 24) });
}
