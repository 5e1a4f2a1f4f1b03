/** Backups are made: whatever is called a backup is whole, none that was cut off is taken by a restore, and the counter comes back from the newest. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { randomUUIDv7 } from 'node:crypto';
import { findBackups } from '../../../electron/backup/find-backups.ts';
import { backupFolderOf } from '../../../electron/store/paths.ts';
import { restoreCounter } from '../../../electron/backup/restore.ts';
import { faultOfBackup } from '../../../electron/backup/verify-backup.ts';
import type { MakeDrill } from './drill.ts';
import { acceptSome, codesOf, faultsOf, lostOrDouble, newWorld, placeOf, withStore } from './looks.ts';

export const backupDrill: MakeDrill = async (_dice, under) => {
  const world = await newWorld(under);
  const place = placeOf(world);
  const codes = await acceptSome(world, 0, 20);
  const folder = backupFolderOf(world.data);
  const known = new Set<string>();
  let restored = 0;
  /** On a PC that has nothing but the folder of backups. */
  const restoreElsewhere = (): readonly string[] => {
    restored += 1;
    const dataDir = join(world.folder.path, `restored-${String(restored)}`);
    restoreCounter({
      dataDir,
      key: world.key,
      folders: [folder],
      lastCode: null,
      actorId: 'drill',
      at: '2026-06-30T08:00:00+07:00',
      newId: randomUUIDv7,
    });
    const there = { dataDir, key: world.key };
    return [...withStore(there, (store) => lostOrDouble(store, codes)), ...faultsOf(there)].map((what) => `restored: ${what}`);
  };
  let round = 0;
  return {
    path: world.folder.path,
    env: world.folder.env,
    next: () => ({ args: ['backup', '--data', world.data] }),
    judge: ({ said, errors }) => {
      round += 1;
      const found = findBackups([folder]);
      const confirmed = (said as readonly { file: string }[]).map(({ file }) => file);
      const halves = found.filter(
        ({ folder: at, manifest }) => !known.has(manifest.file) && faultOfBackup(at, manifest, world.key) !== null,
      );
      for (const { manifest } of found) known.add(manifest.file);
      return [
        ...(errors === '' ? [] : [errors]),
        ...halves.map(({ manifest }) => `${manifest.file} is called a backup and is none`),
        ...confirmed
          .filter((file) => found.every(({ manifest }) => manifest.file !== file))
          .map((file) => `${file} was confirmed and is gone`),
        ...withStore(place, (store) => lostOrDouble(store, codes)),
        ...(round % 5 === 0 ? restoreElsewhere() : []),
      ];
    },
    end: async () => {
      const last = await world.folder.run(['backup', '--data', world.data]);
      const leftover = readdirSync(folder).filter((name) => /\.tmp/u.test(name));
      return {
        broken: [
          ...(last.exitCode === 0 ? [] : [`backup cannot be made again: ${JSON.stringify(last.err)}`]),
          ...leftover.map((name) => `${name} was left`),
          ...restoreElsewhere(),
          ...faultsOf(place),
        ],
        counts: { backups: known.size, restored, dossiers: withStore(place, codesOf).length },
      };
    },
    // One copy, its seal and its two names: between the first byte of it and its last name.
    isInside: ({ places, said }) => places.includes('V') && said.length === 0,
    remove: world.folder.remove,
  };
};
