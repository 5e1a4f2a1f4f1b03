/** A store of the first version is brought to this one: cut off anywhere, the next start goes on, and every row that was there is there. */
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { keyFilePath, writeKeyFile } from '../../../electron/keys/key-file.ts';
import { storeMigrations } from '../../../electron/store/migrations/index.ts';
import { openEncrypted } from '../../../electron/store/cipher.ts';
import { storePaths } from '../../../electron/store/open-store.ts';
import { versionOf } from '../../../electron/store/migrate.ts';
import { cliFolder } from '../../helpers/cli.ts';
import { testKey } from '../../helpers/store.ts';
import type { MakeDrill } from './drill.ts';
import { codesOf, faultsOf, placeOf, withStore, type World } from './looks.ts';
import { templateOf } from './template.ts';

const fixture = join(import.meta.dirname, '../../fixtures/store-0001');

export const migrateDrill: MakeDrill = async (_dice, under) => {
  const folder = cliFolder(under);
  const world: World = { folder, data: folder.data, key: testKey };
  const place = placeOf(world);
  cpSync(fixture, folder.data, { recursive: true });
  writeKeyFile(keyFilePath(folder.data, folder.env), testKey);
  const template = templateOf(world);
  const codes = withStore(place, codesOf).join(' ');
  const stoppedAt = new Set<number>();
  return Promise.resolve({
    path: folder.path,
    env: folder.env,
    next: () => {
      template.begin();
      // The command that opens a store and does nothing else.
      return { args: ['triage', '--data', folder.data] };
    },
    judge: ({ errors }) => {
      stoppedAt.add(versionAt(storePaths(place).store));
      const there = withStore(place, (store) => codesOf(store).join(' '));
      return [
        ...(errors === '' ? [] : [errors]),
        ...(there === codes ? [] : [`dossiers: ${there} instead of ${codes}`]),
        ...(versionAt(storePaths(place).store) === storeMigrations.at(-1)?.id ? [] : ['the next start did not finish']),
        ...faultsOf(place),
      ];
    },
    end: () => ({ broken: [], counts: { dossiers: codes.split(' ').length, stoppedAtVersions: stoppedAt.size } }),
    remove: folder.remove,
  });
};

function versionAt(path: string): number {
  const db = openEncrypted(path, testKey, 'read');
  try {
    return versionOf(db);
  } finally {
    db.close();
  }
}
