/** A recovery code is replaced: the one that was shown opens the key and the one before opens nothing, here and beside the backups; before it is shown the counter opens as ever. */
import { readKeyFile, keyFilePath } from '../../../electron/keys/key-file.ts';
import { keyOfRecoveryCode } from '../../../electron/keys/recovery-files.ts';
import { backupFolderOf } from '../../../electron/store/paths.ts';
import { cliFolder } from '../../helpers/cli.ts';
import { acceptSome, faultsOf, lostOrDouble, type World, withStore } from '../kills/looks.ts';
import { ask, refusedIn } from './ask.ts';
import type { MakePowerDrill } from './drill.ts';

type Shown = { readonly recoveryCode: string };

export const recoveryCodeDrill: MakePowerDrill = async (under) => {
  const folder = cliFolder(under);
  const { data, env } = folder;
  const made = await folder.run(['init', '--data', data]);
  const { recoveryCode: first } = made.out[0] as Shown;
  const key = readKeyFile(keyFilePath(data, env));
  const world: World = { folder, data, key };
  const codes = await acceptSome(world, 0, 3);
  await folder.run(['backup', '--data', data]);
  const replace = ['recovery-code', '--data', data];
  const places = [data, backupFolderOf(data)];
  const opens = (place: string, code: string): boolean => {
    try {
      return Buffer.from(keyOfRecoveryCode(place, code)).equals(key);
    } catch {
      // Whatever it says, the key is not had with it.
      return false;
    }
  };
  /** What holds when `shown` was shown. */
  const isInForce = (shown: string, before: readonly string[]): readonly string[] =>
    places.flatMap((place) => [
      ...(opens(place, shown) ? [] : [`the code that was shown does not open ${place}`]),
      ...before.filter((code) => opens(place, code)).map(() => `a code that was replaced opens ${place}`),
    ]);
  return {
    path: folder.path,
    env,
    args: replace,
    judge: async ({ said, told }) => {
      const shown = (said as readonly Shown[]).map(({ recoveryCode }) => recoveryCode);
      const broken = [...(told === '' ? [] : [told]), ...shown.flatMap((code) => isInForce(code, [first]))];
      const next = await ask(replace);
      return [
        ...broken,
        ...refusedIn('recovery-code', next),
        ...(next.out as readonly Shown[]).flatMap(({ recoveryCode }) => isInForce(recoveryCode, [first, ...shown])),
        ...withStore({ dataDir: data, key }, (store) => lostOrDouble(store, codes)),
        ...faultsOf({ dataDir: data, key }),
      ];
    },
    remove: folder.remove,
  };
};
