/** A counter is set up: once its recovery code was shown it is there whole and the code opens it; before that it can be set up again. */
import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { keyFilePath, readKeyFile } from '../../../electron/keys/key-file.ts';
import { keyOfRecoveryCode } from '../../../electron/keys/recovery-files.ts';
import { cliFolder } from '../../helpers/cli.ts';
import { faultsOf, linesOf } from '../kills/looks.ts';
import { ask, refusedIn } from './ask.ts';
import type { MakePowerDrill } from './drill.ts';

export const initDrill: MakePowerDrill = (under) => {
  const { path, env, remove } = cliFolder(under);
  // Not beside the keys: what brings their folder's name to the disk would bring this one's too.
  const data = join(path, 'office', 'data');
  mkdirSync(dirname(data));
  const init = ['init', '--data', data];
  let [whole, again] = [0, 0];
  const keyHere = (): Uint8Array => readKeyFile(keyFilePath(data, env));
  const works = async (): Promise<readonly string[]> => {
    const accepted = refusedIn('accept', await ask(['accept', '--data', data], linesOf(0, 2)));
    return [...accepted, ...(accepted.length > 0 ? [] : faultsOf({ dataDir: data, key: keyHere() }))];
  };
  const opens = (code: string): readonly string[] => {
    const byCode = Buffer.from(keyOfRecoveryCode(data, code)).toString('hex');
    return byCode === Buffer.from(keyHere()).toString('hex') ? [] : ['the recovery code that was shown opens another key'];
  };
  return Promise.resolve({
    path,
    env: { ...env, SHELL_FOLDER: join(data, 'logs') },
    args: init,
    // A shell's log and browser have made folders there before anybody is asked to set up.
    preload: join(import.meta.dirname, 'shell-folder.ts'),
    judge: async ({ said, told }) => {
      const [confirmed] = said as readonly { recoveryCode: string }[];
      if (confirmed !== undefined) {
        whole += 1;
        if (!existsSync(join(data, 'store.db'))) return ['the counter that was set up is gone'];
        return [...(told === '' ? [] : [told]), ...opens(confirmed.recoveryCode), ...(await works())];
      }
      const second = await ask(init);
      if (second.exitCode === 0) {
        again += 1;
        return [...opens((second.out[0] as { recoveryCode: string }).recoveryCode), ...(await works())];
      }
      // It was made whole, and nobody heard of it.
      whole += 1;
      const after = await works();
      return after.length === 0 ? [] : [...refusedIn('init again', second), ...after];
    },
    counts: () => ({ whole, again }),
    remove,
  });
};
