/** The journal log is cut: afterwards it is the old one or the new one, whole, and the oldest of the backups it was cut for still comes back with it. */
import { randomUUIDv7 } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest } from '#shared/sync/manifest.ts';
import { makeBackup } from '../../../electron/backup/make-backup.ts';
import { restoreCounter } from '../../../electron/backup/restore.ts';
import { openLogReader } from '../../../electron/journal/read-log.ts';
import type { MakeDrill } from './drill.ts';
import { placesIn } from './killed.ts';
import { acceptSome, faultsOf, lostOrDouble, newWorld, placeOf, withStore } from './looks.ts';
import { templateOf } from './template.ts';

export const cutLogDrill: MakeDrill = async (_dice, under) => {
  const world = await newWorld(under);
  const { folder, data, key } = world;
  const place = placeOf(world);
  const first = await acceptSome(world, 0, 30);
  const files = [8, 9, 10].map(
    (hour) =>
      makeBackup({
        dataDir: data,
        key,
        reason: 'command',
        appVersion: '0.1.0',
        madeAt: `2026-06-28T${String(hour).padStart(2, '0')}:00:00+07:00`,
      }).manifest.file,
  );
  const codes = [...first, ...(await acceptSome(world, 30, 10))];
  countersignAll(place);
  const template = templateOf(world);
  const log = join(data, 'journal.log');
  let [old, cut, round] = [0, 0, 0];
  /** Reads the log to its end. */
  const beginsLater = (): boolean => {
    const reader = openLogReader(log, key);
    try {
      const { tornBytes } = reader.each(() => undefined);
      if (tornBytes > 0) throw new Error(`${String(tornBytes)} bytes of the log are no frame`);
      return reader.begins.length > 0;
    } finally {
      reader.close();
    }
  };
  return {
    path: folder.path,
    env: folder.env,
    next: () => {
      template.begin();
      return { args: ['cut-log', '--data', data] };
    },
    judge: ({ errors, said }) => {
      round += 1;
      const isCut = beginsLater();
      if (isCut) cut += 1;
      else old += 1;
      const broken = [
        ...(errors === '' ? [] : [errors]),
        ...(said.length > 0 && !isCut ? ['the log was said to be cut and is not'] : []),
        ...withStore(place, (store) => lostOrDouble(store, codes)),
        ...faultsOf(place),
      ];
      if (round % 5 !== 1) return broken;
      restoreCounter({ ...place, file: files[0], lastCode: null, actorId: 'drill', at: '2026-06-30T08:00:00+07:00', newId: randomUUIDv7 });
      return [...broken, ...withStore(place, (store) => lostOrDouble(store, codes)), ...faultsOf(place)];
    },
    end: () => ({ broken: [], counts: { old, cut } }),
    // The last four before it says so: the new log is whole, and gets its name.
    choicePlaces: (letters) => [0, 1, 2, 3].map((back) => placesIn(letters.slice(0, letters.indexOf('C'))) - back),
    // From the first byte of the new log until its name is kept for good.
    isInside: ({ said }) => existsSync(`${log}.cut`) || (said.length === 0 && beginsLater()),
    remove: folder.remove,
  };
};

/** As if the server had signed for everything that is there. */
function countersignAll(place: ReturnType<typeof placeOf>): void {
  withStore(place, (store) => {
    const { journalId } = store.identity;
    const toSeq = store.acts.head(journalId)?.seq ?? 0;
    const manifest = { journalId, fromSeq: 1, toSeq, closedAt: '2026-06-28T17:00:00+07:00' } as Manifest;
    store.sync.keepManifest(manifest, 'signature');
    store.sync.keepCountersigned(manifest, {} as never);
  });
}
