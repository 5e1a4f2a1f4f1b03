/** Civil dates as text, checked against the Gregorian calendar without the runtime's clock or time zone. */

/** Whether `date` is `YYYY-MM-DD` and exists. */
export function isRealDate(date: string): boolean {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/u.exec(date) ?? [];
  return Number(month) >= 1 && Number(day) >= 1 && Number(day) <= daysInMonth(Number(year), Number(month));
}

/** `YYYY-MM-DD` of the numbers, or `undefined` when there is no such day. */
export function civilDateOf(year: number, month: number, day: number): string | undefined {
  const date = [String(year).padStart(4, '0'), String(month).padStart(2, '0'), String(day).padStart(2, '0')].join('-');
  return isRealDate(date) ? date : undefined;
}

/** The day after `date` (`YYYY-MM-DD`, real). */
export function dayAfter(date: string): string {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  return civilDateOf(year, month, day + 1) ?? civilDateOf(year, month + 1, 1) ?? `${String(year + 1).padStart(4, '0')}-01-01`;
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [31, 0, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
}
