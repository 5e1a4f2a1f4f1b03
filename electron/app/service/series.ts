/** Register and slip numbers: series of this counter, from 01 every year (TT 01/2018 Đ10 k2). An office that keeps one paper book has none. */
import { lastOfSeriesAfter, NumbersAfterRestore } from '#shared/domain/dossier/numbers-after-restore.ts';
import type { SeriesName } from '../../store/queries/numbers.ts';
import { numbersAfterRestoreName } from '../../store/queries/settings.ts';
import type { StoreReader } from '../../store/store.ts';
import type { OfficeData } from './office-data.ts';

export type SeriesNumbers = { readonly registerVolume: string | null; readonly registerNo: number | null; readonly slipNo: number | null };

/** The numbers a dossier received on `date` (`YYYY-MM-DD`) is due next. */
export function nextInSeries({ identity, numbers, settings }: StoreReader, office: OfficeData, date: string): SeriesNumbers {
  if (office.config.paperBook) return { registerVolume: null, registerNo: null, slipNo: null };
  const { counterNo } = identity;
  const registerVolume = String(counterNo).padStart(2, '0');
  const year = Number(date.slice(0, 4));
  const kept = settings.get(numbersAfterRestoreName);
  const after = kept === undefined ? undefined : NumbersAfterRestore.parse(kept);
  const next = (name: SeriesName, volume: string | number): number =>
    lastOfSeriesAfter(numbers.lastOfSeries(name, volume, year), year, after) + 1;
  return { registerVolume, registerNo: next('register', registerVolume), slipNo: next('slip', counterNo) };
}
