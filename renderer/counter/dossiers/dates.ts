/** Dates as lists and courses show them: short in the running year, whole in others. All times are the office's own, as text. */
import { dateText, shortDateText, timeText } from '../../ui/format.ts';

/** `24/04` in the year of `today`, else `24/04/2024`. */
export function dayInYear(at: string, today: string): string {
  return at.slice(0, 4) === today.slice(0, 4) ? shortDateText(at) : dateText(at);
}

/** `24/04 09:40` in the year of `today`, else `24/04/2024 09:40`. */
export function momentInYear(at: string, today: string): string {
  return `${dayInYear(at, today)} ${timeText(at)}`;
}
