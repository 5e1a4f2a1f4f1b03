import { resolve } from 'node:path';
import { judgeSecond } from '../../backup/judge-second.ts';
import { makeBackup } from '../../backup/make-backup.ts';
import { version } from '../version.ts';
import { dataOptions, keyOf, withReader } from './open.ts';
import { dataDirOf, optionsOf } from './options.ts';
import type { CliIo } from './run.ts';

/**
 * `[--to DIR] [--second DIR]`: a verified backup, beside the open app as well. stdout: its manifest. Exit 1 when the second folder did not get it; refused at once
 * (`backup-folder-is-file`, `backup-folder-in-data`) where it never could.
 */
export async function backup(argv: readonly string[], io: CliIo): Promise<number> {
  const options = optionsOf(argv, [...dataOptions, 'to', 'second']);
  const to = options.text('to');
  const second = options.text('second');
  const madeAt = await withReader(options, (_reader, clock) => clock.now());
  if (second !== undefined) await judgeSecond(resolve(second), dataDirOf(options));
  const {
    folder,
    manifest,
    second: copied,
    removed,
  } = makeBackup({
    dataDir: dataDirOf(options),
    key: keyOf(options),
    to: to === undefined ? undefined : resolve(to),
    second: second === undefined ? null : resolve(second),
    reason: 'command',
    appVersion: version,
    madeAt,
  });
  io.out(JSON.stringify({ folder, second: copied, removed, ...manifest }));
  return copied?.ok === false ? 1 : 0;
}
