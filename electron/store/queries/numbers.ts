import type { NextNumber, NumberRange } from '#shared/domain/dossier/number-range.ts';

/** Series that run from 01 within a year of one counter. */
export type SeriesName = 'register' | 'slip';

export type NumberQueries = {
  /** Next free order number of `date` (`YYYY-MM-DD`) in `range` for `agencyCode`. */
  nextOrderNumber(agencyCode: string, date: string, range: NumberRange): NextNumber;
  lastOrderNumber(agencyCode: string, date: string, range: NumberRange): number | null;
  /** Last number of the counter's series in `year`; 0 before the first. */
  lastOfSeries(series: SeriesName, counterNo: number, year: number): number;
};
