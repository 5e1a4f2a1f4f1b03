/** The office's own clock, Asia/Ho_Chi_Minh: UTC+7 all year, no daylight saving since 1975. */
import * as z from 'zod';
import { fail } from '../../errors.ts';
import { addDays, type CivilDate, isCivilDate } from './civil-date.ts';

const LOCAL = /^\d{4}-\d{2}-\d{2}T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?$/u;
const INSTANT = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2})?)(?:\.\d+)?(?:Z|([+-])(\d{2}):(\d{2}))$/u;
const OFFICE_OFFSET_MINUTES = 7 * 60;
const DAY_MINUTES = 24 * 60;

/**
 * Local office time `YYYY-MM-DDTHH:mm`. Input may carry `:ss`; whole minutes lose it, other seconds stay, because 15:00:30 is
 * after a cut-off at 15:00. Due times are always whole minutes.
 */
export const LocalDateTime = z
  .string()
  .refine(isRealTime, { error: 'time-not-real' })
  .transform(withoutWholeSeconds)
  .brand<'LocalDateTime'>();
export type LocalDateTime = z.infer<typeof LocalDateTime>;

/** The local time in `text`. Throws `time-not-real`, naming `field`, on another shape or a time that does not exist. */
export function parseLocalDateTime(text: string, field = 'at'): LocalDateTime {
  if (!isRealTime(text)) throw fail('time-not-real', { field });
  return withoutWholeSeconds(text) as LocalDateTime;
}

export function dateOf(at: LocalDateTime): CivilDate {
  return at.slice(0, 10) as CivilDate;
}

/** Minutes since midnight, seconds dropped. */
export function minuteOf(at: LocalDateTime): number {
  return minuteOfClock(at.slice(11, 16));
}

/** `HH:mm` as minutes since midnight. */
export function minuteOfClock(clock: string): number {
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));
}

/** `minute` minutes after midnight of `date`; may lie outside that day. */
export function atMinute(date: CivilDate, minute: number): LocalDateTime {
  const days = Math.floor(minute / DAY_MINUTES);
  const ofDay = minute - days * DAY_MINUTES;
  const clock = `${String(Math.floor(ofDay / 60)).padStart(2, '0')}:${String(ofDay % 60).padStart(2, '0')}`;
  return `${days === 0 ? date : addDays(date, days)}T${clock}` as LocalDateTime;
}

/** Whether the time of day is later than `cutoff` (`HH:mm`); the cut-off to the second is still before it. */
export function isAfterClock(at: LocalDateTime, cutoff: string): boolean {
  return at.slice(11) > cutoff;
}

/** ISO instant with the office's offset: `2026-06-11T17:30` gives `2026-06-11T17:30:00+07:00`. */
export function toInstant(at: LocalDateTime): string {
  return `${at.length === 16 ? `${at}:00` : at}+07:00`;
}

/** Office time of an ISO instant with any offset; fractions of a second are dropped. Throws `time-not-real`, naming `field`. */
export function fromInstant(instant: string, field = 'at'): LocalDateTime {
  const [, local, sign, hours, minutes] = INSTANT.exec(instant) ?? [];
  if (local === undefined || Number(hours ?? 0) > 23 || Number(minutes ?? 0) > 59) throw fail('time-not-real', { field });
  const there = parseLocalDateTime(local, field);
  const offset = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * (sign === '-' ? -1 : 1);
  const here = atMinute(dateOf(there), minuteOf(there) - offset + OFFICE_OFFSET_MINUTES);
  return `${here}${there.slice(16)}` as LocalDateTime;
}

/** Office time of an instant without its seconds, as papers and pages show it: `2026-06-11T17:30`. Throws `time-not-real`. */
export function localMinuteOf(instant: string): LocalDateTime {
  return wholeMinute(fromInstant(instant));
}

/** `at` without its seconds. */
export function wholeMinute(at: LocalDateTime): LocalDateTime {
  return at.slice(0, 16) as LocalDateTime;
}

function isRealTime(text: string): boolean {
  return LOCAL.test(text) && isCivilDate(text.slice(0, 10));
}

function withoutWholeSeconds(text: string): string {
  return text.length === 19 && text.endsWith(':00') ? text.slice(0, 16) : text;
}
