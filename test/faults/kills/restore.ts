/** A damaged counter is restored: cut off, the restore is finished at the next start or has changed nothing, and done again it gives everything back. */
import { randomUUIDv7 } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { backupFolderOf } from '../../../electron/store/paths.ts';
import { restoreCounter } from '../../../electron/backup/restore.ts';
import { isStoreFault } from '../../../electron/store/fault.ts';
import { nextOrderNumber } from '../../../electron/app/service/next-number.ts';
import type { MakeDrill } from './drill.ts';
import { placesIn } from './killed.ts';
import { acceptSome, faultsOf, lostOrDouble, newWorld, withStore } from './looks.ts';
import { logDirOf, templateOf } from './template.ts';

const lastCode = '000.05.24.H11-260620-1002';

export const restoreDrill: MakeDrill = async (_dice, under) => {
  const world = await newWorld(under);
  const { folder, data } = world;
  // The log lies on a second disk: its folder and the store's are swapped one after the other.
  const logDir = logDirOf(folder.path);
  mkdirSync(logDir);
  renameSync(join(data, 'journal.log'), join(logDir, 'journal.log'));
  const before = await acceptSome(world, 0, 30, ['--log-dir', logDir]);
  const made = [
    await folder.run(['print', before[0] ?? '', '--data', data, '--log-dir', logDir]),
    await folder.run(['backup', '--data', data]),
  ];
  if (made.some(({ exitCode }) => exitCode !== 0)) throw new Error(JSON.stringify(made));
  const codes = [...before, ...(await acceptSome(world, 30, 10, ['--log-dir', logDir]))];
  damage(join(data, 'store.db'));
  const template = templateOf(world);
  const place = { dataDir: data, logDir, key: world.key };
  let [finished, undone] = [0, 0];

  /** The next start: finished, or as it was and then restored. */
  const startAgain = (): readonly string[] => {
    try {
      withStore(place, () => undefined);
      finished += 1;
      return [];
    } catch (error) {
      if (!isStoreFault(error, 'store-damaged')) return [`the next start says ${String(error)}`];
      undone += 1;
      restoreCounter({
        ...place,
        folders: [backupFolderOf(data)],
        lastCode,
        actorId: 'drill',
        at: '2026-06-30T08:00:00+07:00',
        newId: randomUUIDv7,
      });
      return [];
    }
  };
  return {
    path: folder.path,
    env: folder.env,
    next: () => {
      template.begin();
      return { args: ['restore', '--data', data, '--log-dir', logDir, '--from', 'latest', '--last-code', lastCode] };
    },
    judge: ({ errors }) => [
      ...(errors === '' ? [] : [errors]),
      ...startAgain(),
      ...withStore(place, (store) => {
        const opened = store.acts.at(store.identity.journalId, 1)?.body.payload['reason'];
        const next = nextOrderNumber(store, '2026-06-20');
        return [
          ...lostOrDouble(store, codes),
          ...(opened === 'restore' ? [] : [`the journal goes on as if nothing had been`]),
          ...(next.ok && next.number === 1003 ? [] : [`the next number is ${JSON.stringify(next)}`]),
        ];
      }),
      ...faultsOf(place),
    ],
    end: () => ({ broken: [], counts: { finished, undone } }),
    // From the first act that is brought to the last file that changes places; those changes, behind the last transaction, three times as often.
    choicePlaces: (letters) => {
      const [from, swap, to] = [letters.indexOf('('), letters.lastIndexOf(')', letters.indexOf('V')), letters.indexOf('V')].map((at) =>
        placesIn(letters.slice(0, at)),
      ) as [number, number, number];
      const places = Array.from({ length: to - from - 4 }, (_, index) => from + 1 + index);
      const swaps = places.filter((place) => place > swap);
      return [...places, ...swaps, ...swaps];
    },
    // From the first file that was made beside the damaged ones until all of them have their places.
    isInside: () => [data, logDir].some((dir) => existsSync(join(dir, 'restoring'))),
    remove: folder.remove,
  };
};

function damage(path: string): void {
  const fd = openSync(path, 'r+');
  writeSync(fd, Buffer.from('damaged'), 0, 7, 100);
  closeSync(fd);
}
