import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { rescue } from '../../store/rescue.ts';
import { keyOfRecoveryCode } from '../service/set-up.ts';
import { dataOptions, keyOf, withCounter } from './open.ts';
import { optionsOf } from './options.ts';
import type { CliIo } from './run.ts';

/**
 * `--from DEAD_DIR [--from-recovery-code-file FILE]`: takes over what only a dead disk's journal log still has, and its papers; the code is needed when that disk was not
 * under this counter's key. stdout: what was found and taken. Exit 0 only when all of it was read and is here. May be repeated.
 */
export async function rescueFrom(argv: readonly string[], io: CliIo): Promise<number> {
  const options = optionsOf(argv, [...dataOptions, 'from', 'from-recovery-code-file']);
  return withCounter(options, ({ store }) => {
    const folder = resolve(options.needed('from'));
    const codeFile = options.text('from-recovery-code-file');
    const key = codeFile === undefined ? keyOf(options) : keyOfRecoveryCode(folder, readFileSync(codeFile, 'utf8').trim());
    const rescued = rescue(store, folder, key);
    io.out(JSON.stringify(rescued));
    return rescued.damagedAt === null && rescued.differing.length === 0 && rescued.blobsMissing === 0 ? 0 : 1;
  });
}
