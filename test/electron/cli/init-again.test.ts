/** A set-up by command that was cut off behind its first act: the store is there, and no office, no people and no recovery code that anybody saw. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { keyFilePath, newDataKey, writeKeyFile } from '../../../electron/keys/key-file.ts';
import { linesOf } from '../../faults/kills/looks.ts';
import { ask } from '../../faults/power/ask.ts';
import { cliFolder } from '../../helpers/cli.ts';
import { newStore } from '../../helpers/store.ts';

const { data, env, remove } = cliFolder();
afterEach(() => {
  vi.unstubAllEnvs();
  remove();
});

test('init sets up anew what was cut off, puts aside what was there, and refuses once it is whole', { timeout: 120_000 }, async () => {
  vi.stubEnv('XDG_CONFIG_HOME', env['XDG_CONFIG_HOME']);
  const key = newDataKey();
  writeKeyFile(keyFilePath(data), key);
  newStore(data, { key }).close();
  expect(await ask(['init', '--data', data])).toMatchObject({ exitCode: 0, err: [], out: [{ counterNo: 1 }] });
  expect(existsSync(join(data, 'store.db.unfinished'))).toBe(true);
  expect(await ask(['accept', '--data', data], linesOf(0, 1))).toMatchObject({ exitCode: 0, out: [{ commandId: 'command-0' }] });
  expect(await ask(['init', '--data', data])).toMatchObject({ exitCode: 1, err: [{ error: 'already-set-up' }] });
});
