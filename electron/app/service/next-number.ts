/** The next order number of a day at this counter, whatever happened to its store. */
import { counterRange, type NextNumber, reserveRange } from '#shared/domain/dossier/number-range.ts';
import { nextFrom, NumbersAfterRestore, type NumberSource, sourceAfterRestore } from '#shared/domain/dossier/numbers-after-restore.ts';
import { numbersAfterRestoreName } from '../../store/queries/settings.ts';
import type { StoreReader } from '../../store/store.ts';

export function nextOrderNumber(reader: StoreReader, date: string): NextNumber {
  const { agencyCode, counterNo } = reader.identity;
  const source = sourceOf(reader, counterNo, date);
  return nextFrom(source, reader.numbers.lastOrderNumber(agencyCode, date, source.range));
}

function sourceOf(reader: StoreReader, counterNo: number, date: string): NumberSource {
  const kept = reader.settings.get(numbersAfterRestoreName);
  const isCatchingUp = reader.sync.isCatchingUp();
  if (kept !== undefined) return sourceAfterRestore(counterNo, date, NumbersAfterRestore.parse(kept), !isCatchingUp);
  // A store that was copied does not know what it gave last until the server has told.
  return { range: isCatchingUp ? reserveRange(counterNo) : counterRange(counterNo), above: null };
}
