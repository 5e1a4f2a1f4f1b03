/** Numbers of a store that has learned of another machine going on with its own life: a cloned disk, or a counter that was restored while this one still works. */
import type { ActBody } from '#shared/journal/act.ts';
import { NumbersAfterRestore, seriesAboveOf } from '#shared/domain/dossier/numbers-after-restore.ts';
import type { Connection } from './connection.ts';
import { actQueries } from './queries/acts.ts';
import { numberQueries } from './queries/numbers.ts';
import { numbersAfterRestoreName, settingQueries } from './queries/settings.ts';

/**
 * Keeps that every number comes from the reserve from now on: the other machine goes on in the ordinary ones, which this one learns of too late. `opened` begins
 * this store's journal beside the other's. Ends when a person tells the other's last code.
 */
export function keepNumbersBeside(connection: Connection, opened: ActBody): void {
  settingQueries(connection).put(numbersAfterRestoreName, {
    ...numbersOfLife(connection, opened),
    isShared: true,
  } satisfies NumbersAfterRestore);
}

/** The same for a life that began with a restore which the store itself knows nothing of: the day after it is free once the server has told. */
export function keepNumbersOfLife(connection: Connection, opened: ActBody): void {
  settingQueries(connection).put(numbersAfterRestoreName, numbersOfLife(connection, opened));
}

function numbersOfLife(connection: Connection, opened: ActBody): NumbersAfterRestore {
  const before = NumbersAfterRestore.safeParse(settingQueries(connection).get(numbersAfterRestoreName)).data;
  const { counterNo } = opened.payload as { readonly counterNo: number };
  const life = otherLives(connection, opened);
  return {
    restoredOn: opened.occurredAt.slice(0, 10),
    lastOnPaper: null,
    known: before?.known ?? [],
    life,
    seriesAbove: Math.max(before?.seriesAbove ?? 0, seriesAboveOf(numberQueries(connection).highestInSeries(counterNo), life)),
    ...(before?.isShared === undefined ? {} : { isShared: before.isShared }),
  };
}

/** How many journals of this counter were opened beside or after an earlier one, as far as it knows: each has numbers of its own. */
function otherLives(connection: Connection, opened: ActBody): number {
  return actQueries(connection)
    .ofKind('journal.opened', 1000)
    .filter(({ body }) => body.id !== opened.id && body.deviceId === opened.deviceId && body.payload['reason'] !== 'setUp').length;
}
