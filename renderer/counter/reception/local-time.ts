/** Date and time of a paper filled in by hand, as one text of the office's clock. */
import { LocalDateTime } from '#shared/contract/values.ts';
import { CivilDate } from '#shared/domain/deadline/civil-date.ts';

export function isLocalTime(text: string): boolean {
  return (
    LocalDateTime.safeParse(text).success && CivilDate.safeParse(text.slice(0, 10)).success && /T(?:[01]\d|2[0-3]):[0-5]\d$/u.test(text)
  );
}

/** `8:42`, `0842`, `842`, `8h42`, `8` as `08:42`, `08:00`; undefined when it is no time of day. */
export function readClock(typed: string): string | undefined {
  const [, hour, minute = '00'] = /^\s*(\d{1,2})(?:\s*[:.h]?\s*([0-5]\d))?\s*$/iu.exec(typed) ?? [];
  if (hour === undefined || Number(hour) > 23) return undefined;
  return `${hour.padStart(2, '0')}:${minute}`;
}

/** What the two fields show of an `occurredAt`, whose date or time may not have been readable yet. */
export function shownParts(occurredAt: string): { readonly date: string; readonly time: string } {
  const [date = '', time = ''] = occurredAt.split('T');
  return { date: CivilDate.safeParse(date).success ? date : '', time };
}
