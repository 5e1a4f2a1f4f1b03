/**
 * Civil dates and the office's local clock as text. Text of the same shape sorts in time order, so `<` and `===` compare.
 * Arithmetic goes by day number in the proleptic Gregorian calendar: no runtime clock, no time zone tables.
 */
import * as z from 'zod';
import { fail } from '../../errors.ts';

const DATE = /^\d{4}-\d{2}-\d{2}$/u;

/** A calendar date that exists, `YYYY-MM-DD`. */
export const CivilDate = z
  .string()
  .refine((text): boolean => isCivilDate(text), { error: 'time-not-real' })
  .brand<'CivilDate'>();
export type CivilDate = z.infer<typeof CivilDate>;

/** Day of the week as the office counts it: 2 (thứ Hai) … 7 (thứ Bảy), 8 (Chủ nhật). */
export const Weekday = z.literal([2, 3, 4, 5, 6, 7, 8]);
export type Weekday = z.infer<typeof Weekday>;

const WEEKDAYS = [2, 3, 4, 5, 6, 7, 8] as const satisfies readonly Weekday[];
/** 1970-01-01 was a Thursday, three days after the Monday that opens `WEEKDAYS`. */
const EPOCH_OFFSET = 3;

/** The date in `text`. Throws `time-not-real`, naming `field`, on another shape or a day that does not exist (2026-02-30). */
export function parseCivilDate(text: string, field = 'date'): CivilDate {
  if (!isCivilDate(text)) throw fail('time-not-real', { field });
  return text;
}

/** Whether `text` is one; cheaper than the schema where a command goes through many. */
export function isCivilDate(text: string): text is CivilDate {
  if (!DATE.test(text)) return false;
  const { year, month, day } = partsOf(text);
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

/** Days since 1970-01-01, negative before. */
export function dayNumber(date: CivilDate): number {
  const { year, month, day } = partsOf(date);
  // Years run from March, so that the leap day is the last of its year.
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** The date of a `dayNumber`. */
export function dateOfDayNumber(number: number): CivilDate {
  const shifted = number + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  return textOf(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day);
}

/** `days` later, or earlier when negative. */
export function addDays(date: CivilDate, days: number): CivilDate {
  // Nearly always asked for the day beside: within the days every month has, only the day's two digits change.
  const day = Number(date.slice(8)) + days;
  if (day >= 1 && day <= 28) return `${date.slice(0, 8)}${String(day).padStart(2, '0')}` as CivilDate;
  return dateOfDayNumber(dayNumber(date) + days);
}

/** Whole days from `from` to `to`, negative when `to` is earlier. */
export function daysBetween(from: CivilDate, to: CivilDate): number {
  return dayNumber(to) - dayNumber(from);
}

/** The matching day `months` later, else the last day of that month (BLDS 2015 Đ148 k3). */
export function addMonths(date: CivilDate, months: number): CivilDate {
  const { year, month, day } = partsOf(date);
  const index = year * 12 + month - 1 + months;
  const toYear = Math.floor(index / 12);
  const toMonth = index - toYear * 12 + 1;
  return textOf(toYear, toMonth, Math.min(day, daysInMonth(toYear, toMonth)));
}

export function weekdayOf(date: CivilDate): Weekday {
  const index = (((dayNumber(date) + EPOCH_OFFSET) % 7) + 7) % 7;
  return WEEKDAYS[index] ?? 2;
}

/** Saturday or Sunday, whatever the calendar says of the day. */
export function isWeekend(date: CivilDate): boolean {
  return weekdayOf(date) >= 7;
}

export function yearOf(date: CivilDate): number {
  return Number(date.slice(0, 4));
}

/** The date of numbers that name a real day. Throws `time-not-real` otherwise. */
export function civilDate(year: number, month: number, day: number): CivilDate {
  return parseCivilDate(textOf(year, month, day));
}

/** Of text of the date's shape. */
function partsOf(date: string): { year: number; month: number; day: number } {
  return { year: Number(date.slice(0, 4)), month: Number(date.slice(5, 7)), day: Number(date.slice(8)) };
}

function textOf(year: number, month: number, day: number): CivilDate {
  const text = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  return text as CivilDate;
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}
