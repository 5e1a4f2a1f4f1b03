/** A second backup is made: what is called a backup is whole, the earlier one stays, one that was confirmed is there, and the counter comes back from the newest. */
import { randomUUIDv7 } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { findBackups } from '../../../electron/backup/find-backups.ts';
import { restoreCounter } from '../../../electron/backup/restore.ts';
import { faultOfBackup } from '../../../electron/backup/verify-backup.ts';
import { backupFolderOf } from '../../../electron/store/paths.ts';
import { acceptSome, faultsOf, lostOrDouble, newWorld, placeOf, withStore } from '../kills/looks.ts';
import { ask, refusedIn } from './ask.ts';
import type { MakePowerDrill } from './drill.ts';

export const backupDrill: MakePowerDrill = async (under) => {
  const world = await newWorld(under);
  const { folder, data, key } = world;
  const place = placeOf(world);
  const first = await acceptSome(world, 0, 5);
  const made = [await folder.run(['print', first[0] ?? '', '--data', data]), await folder.run(['backup', '--data', data])];
  if (made.some(({ exitCode }) => exitCode !== 0)) throw new Error(JSON.stringify(made));
  const codes = [...first, ...(await acceptSome(world, 5, 5))];
  // A month that has a copy, grown since.
  await folder.run(['print', first[1] ?? '', '--data', data]);
  const backups = backupFolderOf(data);
  const [earlier] = findBackups([backups]);
  let [looks, restored] = [0, 0];
  const restoreElsewhere = (): readonly string[] => {
    restored += 1;
    const there = { dataDir: mkdtempSync(join(under, 'mot-cua-restored-')), key };
    try {
      const at = '2026-06-30T08:00:00+07:00';
      const { lostPapers } = restoreCounter({ ...there, folders: [backups], lastCode: null, actorId: 'drill', at, newId: randomUUIDv7 });
      const back = [...withStore(there, (store) => lostOrDouble(store, codes)), ...faultsOf(there)];
      return [...back, ...lostPapers.map((paper) => `lost: ${JSON.stringify(paper)}`)].map((what) => `restored: ${what}`);
    } finally {
      rmSync(there.dataDir, { recursive: true, force: true });
    }
  };
  return {
    path: folder.path,
    env: folder.env,
    args: ['backup', '--data', data],
    judge: async ({ said, told }) => {
      looks += 1;
      const found = findBackups([backups]);
      const confirmed = [earlier?.manifest.file ?? '', ...(said as readonly { file: string }[]).map(({ file }) => file)];
      const halves = found.filter((one) => faultOfBackup(one.folder, one.manifest, key) !== null);
      const next = await ask(['backup', '--data', data]);
      return [
        ...(told === '' ? [] : [told]),
        ...halves.map(({ manifest }) => `${manifest.file} is called a backup and is none`),
        ...confirmed.filter((file) => found.every(({ manifest }) => manifest.file !== file)).map((file) => `${file} is gone`),
        ...refusedIn('backup', next),
        ...(existsSync(backups) ? readdirSync(backups) : []).filter((name) => name.endsWith('.tmp')).map((name) => `${name} was left`),
        ...withStore(place, (store) => lostOrDouble(store, codes)),
        ...faultsOf(place),
        ...(looks % 8 === 1 ? restoreElsewhere() : []),
      ];
    },
    counts: () => ({ restored }),
    remove: folder.remove,
  };
};
