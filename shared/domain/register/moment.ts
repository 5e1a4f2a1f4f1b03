/** Dates and times as registers write them, read as the office's wall clock. */
import { CivilDate, dateOfDayNumber, dayNumber, parseCivilDate } from '../deadline/civil-date.ts';
import { atMinute, dateOf, fromInstant, LocalDateTime, minuteOf } from '../deadline/local-date-time.ts';
import { fold } from '../text/fold.ts';
import type { RegisterCell } from './row.ts';

/** `minute` of the day, null when only the date is written. */
export type Moment = { readonly date: CivilDate; readonly minute: number | null };

/** On folded text, so `giờ` is `gio` and `phút` is `phut`. Seconds are dropped. */
const clock = String.raw`(?<hour>\d{1,2})\s*(?::|h|g|gio)\s*(?<minute>\d{2})(?::\d{2}|\s*phut)?`;
const day = String.raw`(?:ngay\s*)?(?<day>\d{1,2})[/.-](?<month>\d{1,2})[/.-](?<year>\d{4})`;
const iso = String.raw`(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})(?:[t ](?<hour>\d{2}):(?<minute>\d{2})(?::\d{2}(?:\.\d+)?)?)?z?`;
const forms = [`${day}(?:[\\s,]+(?:luc\\s*)?${clock})?`, `(?:luc\\s*)?${clock}[\\s,]+${day}`, iso].map(
  (form) => new RegExp(`^${form}$`, 'u'),
);
const withOffset = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?[+-]\d{2}:\d{2}$/u;

/** Day 60 of Excel is 29/02/1900, which never was; serial numbers of registers lie long after it. */
const excelDayZero = dayNumber(parseCivilDate('1899-12-30'));
const excelDays = { first: 32_874, last: 73_050 };

/**
 * Reads `03/01/2023 07:18`, `3/1/2023`, `07:18 03/01/2023`, `08 giờ 15 phút, ngày 03/01/2023`, ISO text (a final `Z` is Excel's wall
 * clock, another offset is converted) and Excel serial numbers of 1990–2099. `undefined` for what is no real date and time.
 */
export function readMoment(cell: RegisterCell): Moment | undefined {
  if (typeof cell === 'number') return momentOfSerial(cell);
  const written = String(cell ?? '').trim();
  if (withOffset.test(written)) return momentOfInstant(written);
  const text = fold(written);
  const groups = forms.map((form) => form.exec(text)?.groups).find((found) => found !== undefined);
  if (groups === undefined) return undefined;
  const part = (name: string): string => (groups[name] ?? '').padStart(2, '0');
  const date = `${part('year')}-${part('month')}-${part('day')}`;
  if (groups['hour'] === undefined) return onDate(date);
  const at = LocalDateTime.safeParse(`${date}T${part('hour')}:${part('minute')}`);
  return at.success ? momentOf(at.data) : undefined;
}

/** The moment as local time; a bare date is the first minute of that day that is not before `floor`. */
export function localTime({ date, minute }: Moment, floor: LocalDateTime | null): LocalDateTime {
  if (minute !== null) return atMinute(date, minute);
  return floor !== null && dateOf(floor) === date ? floor : atMinute(date, 0);
}

/** The moment as the end of a limit: a bare date ends with its last minute (BLDS 2015 Đ148 k6). */
export function endTime({ date, minute }: Moment): LocalDateTime {
  return atMinute(date, minute ?? 24 * 60 - 1);
}

function momentOfSerial(serial: number): Moment | undefined {
  if (!(serial >= excelDays.first && serial <= excelDays.last)) return undefined;
  const minutes = Math.round((serial % 1) * 24 * 60);
  const date = dateOfDayNumber(excelDayZero + Math.floor(serial));
  return Number.isInteger(serial) ? { date, minute: null } : momentOf(atMinute(date, minutes));
}

function momentOfInstant(written: string): Moment | undefined {
  const there = CivilDate.safeParse(written.slice(0, 10)).success && LocalDateTime.safeParse(written.slice(0, 16)).success;
  const offset = /([01]\d|2[0-3]):[0-5]\d$/u.test(written);
  return there && offset ? momentOf(fromInstant(written)) : undefined;
}

function momentOf(at: LocalDateTime): Moment {
  return { date: dateOf(at), minute: minuteOf(at) };
}

function onDate(text: string): Moment | undefined {
  const date = CivilDate.safeParse(text);
  return date.success ? { date: date.data, minute: null } : undefined;
}
