/** Dates, times and numbers as the office writes them: 24/04/2025, 17:30, 12.418. Civil dates stay text, no zone is guessed. */

/** `2025-04-24` or the date of `2025-04-24T08:42` as `24/04/2025`; a year alone stays. */
export function dateText(date: string): string {
  const [year = '', month, day] = date.slice(0, 10).split('-');
  return month === undefined || day === undefined ? year : `${day}/${month}/${year}`;
}

/** `24/04`. */
export function shortDateText(date: string): string {
  return dateText(date).slice(0, 5);
}

/** `24/4`, `02/5`, `01/02`, as offices write it in a sentence: days under 10 and the months 1 and 2 with a zero (TT 01/2011, NĐ 30/2020). */
export function spokenDateText(date: string): string {
  const month = Number(date.slice(5, 7));
  return `${date.slice(8, 10)}/${month < 3 ? date.slice(5, 7) : month}`;
}

/** `17:30` of `2025-04-24T17:30`. */
export function timeText(at: string): string {
  return at.slice(11, 16);
}

/** The office's clock (UTC+7) of an instant, as `YYYY-MM-DDTHH:mm`. */
export function officeTime(instant: string): string {
  return new Date(Date.parse(instant) + 7 * 3_600_000).toISOString().slice(0, 16);
}

/** `24/04/2025 08:42` of an instant. */
export function instantText(instant: string): string {
  const at = officeTime(instant);
  return `${dateText(at)} ${timeText(at)}`;
}

export function numberText(value: number): string {
  return new Intl.NumberFormat('vi-VN').format(value);
}

/** `060 178 004 512`: groups of three, for reading aloud. */
export function groupedDigits(digits: string): string {
  return digits.replace(/(\d{3})(?=\d)/gu, '$1 ').trim();
}

/** Last part of a code, as people say it: `250424-2001`. */
export function shortCode(dossierCode: string): string {
  return dossierCode.split('-').slice(1).join('-') || dossierCode;
}
