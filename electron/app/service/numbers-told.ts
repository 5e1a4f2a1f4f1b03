/** What a person tells of the numbers an earlier life of this store gave: the last code on paper, or that the reserve is to be used (design §6, §7). */
import * as z from 'zod';
import { dateOf, fromInstant } from '#shared/domain/deadline/local-date-time.ts';
import { NumbersAfterRestore } from '#shared/domain/dossier/numbers-after-restore.ts';
import { readLastCode } from '../../backup/last-code.ts';
import { numbersAfterRestoreName } from '../../store/queries/settings.ts';
import type { Store, StoreReader } from '../../store/store.ts';

const reserveTakenName = 'numbers.reserve-taken';

/** Which life of the store somebody answered for: the next restore asks again. */
const ReserveTaken = z.object({ restoredOn: z.string(), life: z.int() });

/** Numbers of a day come from the reserve, nobody has told the last code on paper, and nobody has said that the reserve is right. */
export function asksLastCode(reader: StoreReader, now: string): boolean {
  const after = numbersAfter(reader);
  if (after === undefined || !isFromReserve(reader, after, now)) return false;
  const taken = ReserveTaken.safeParse(reader.settings.get(reserveTakenName)).data;
  return taken?.life !== after.life || taken.restoredOn !== after.restoredOn;
}

/** Numbers go on behind `typed`; answers the code as it is written. Throws `last-code-foreign`. */
export function tellLastCode(store: Store, typed: string, now: string): string {
  const { receivedOn, number, dossierCode } = readLastCode(typed, store.identity);
  const known = numbersAfter(store) ?? { restoredOn: dateOf(fromInstant(now)), known: [], life: 0, seriesAbove: 0 };
  store.writeLocal(() => {
    store.settings.put(numbersAfterRestoreName, { ...known, lastOnPaper: { date: receivedOn, number } });
  });
  return dossierCode;
}

/** Nobody knows the last code: the question is answered. A code may still be told later. */
export function takeReserve(store: Store): void {
  const after = numbersAfter(store);
  if (after === undefined) return;
  store.writeLocal(() => {
    store.settings.put(reserveTakenName, { restoredOn: after.restoredOn, life: after.life });
  });
}

/** The server has not told what it ever got of this counter, and no person has told the last code. */
export function isWaitingForNumbers(reader: StoreReader): boolean {
  return numbersAfter(reader)?.lastOnPaper === null && reader.sync.isCatchingUp();
}

function numbersAfter({ settings }: StoreReader): NumbersAfterRestore | undefined {
  const kept = settings.get(numbersAfterRestoreName);
  return kept === undefined ? undefined : NumbersAfterRestore.parse(kept);
}

/** As `sourceAfterRestore` takes them: later days are free once the server has told. */
function isFromReserve(reader: StoreReader, { lastOnPaper, restoredOn, isShared }: NumbersAfterRestore, now: string): boolean {
  return lastOnPaper === null && (isShared === true || reader.sync.isCatchingUp() || dateOf(fromInstant(now)) <= restoredOn);
}
