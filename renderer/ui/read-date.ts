/** Dates as people type them, day first. */
import { parseDateOfBirth } from '#shared/domain/identity/date-of-birth.ts';

/** The typed date as `YYYY-MM-DD`, or `YYYY` when `yearAlone` is allowed; null when empty or unreadable. `today` is the counter's date. */
export function readDate(typed: string, today: string, yearAlone = true): string | null {
  const read = parseDateOfBirth(typed, today);
  return read.ok && (yearAlone || read.dateOfBirth.length === 10) ? read.dateOfBirth : null;
}

/** Why it is not read, or undefined. */
export function dateFault(
  typed: string,
  today: string,
  yearAlone: boolean,
): 'not-a-date' | 'no-such-day' | 'in-future' | 'before-1900' | undefined {
  const read = parseDateOfBirth(typed, today);
  if (!read.ok) return read.reason;
  return yearAlone || read.dateOfBirth.length === 10 ? undefined : 'not-a-date';
}
