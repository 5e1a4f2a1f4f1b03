import { nextNumber, type NextNumber, type NumberRange } from '#shared/domain/dossier/number-range.ts';
import type { Connection } from '../connection.ts';

/** Series that run from 01 within a year of one counter. */
export type SeriesName = 'register' | 'slip';

export type NumberQueries = {
  /** Next order number of `date` (`YYYY-MM-DD`) in `range` for `agencyCode`, above every one used there. */
  nextOrderNumber(agencyCode: string, date: string, range: NumberRange): NextNumber;
  lastOrderNumber(agencyCode: string, date: string, range: NumberRange): number | null;
  /** Last number of the series in `year`; 0 before the first. `volume` is the register's volume, for slips the counter's number. */
  lastOfSeries(series: SeriesName, volume: string | number, year: number): number;
  /** The highest number a counter has given of any series, in any year; 0 before the first. */
  highestInSeries(counterNo: number): number;
  /** Volumes of the register that hold a number, newest year first. */
  registerVolumes(): readonly { readonly year: number; readonly volume: string; readonly last: number }[];
};

export function numberQueries({ sql }: Connection): NumberQueries {
  const lastOrderNumber: NumberQueries['lastOrderNumber'] = (agencyCode, date, { first, last }) =>
    sql<{ number: number }>(
      'SELECT number FROM number_used WHERE civil_date = ? AND number BETWEEN ? AND ? AND agency_code = ? ORDER BY number DESC LIMIT 1',
    ).get(date, first, last, agencyCode)?.number ?? null;
  return {
    lastOrderNumber,
    nextOrderNumber: (agencyCode, date, range) => nextNumber(range, lastOrderNumber(agencyCode, date, range)),
    lastOfSeries: (series, volume, year) =>
      sql<{ last: number }>('SELECT last FROM series WHERE series = ? AND volume = ? AND year = ?').get(series, String(volume), year)
        ?.last ?? 0,
    // A register's volume is the counter's number in two digits, a slip's the number itself.
    highestInSeries: (counterNo) =>
      sql<{ last: number | null }>('SELECT max(last) AS last FROM series WHERE volume IN (?, ?)').get(
        String(counterNo),
        String(counterNo).padStart(2, '0'),
      )?.last ?? 0,
    registerVolumes: () =>
      sql<{ year: number; volume: string; last: number }>(
        `SELECT year, volume, last FROM series WHERE series = 'register' ORDER BY year DESC, volume`,
      ).all(),
  };
}
