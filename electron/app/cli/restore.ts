import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { keyOfEscrow } from '../../keys/escrow.ts';
import { keepAt } from '../../keys/keep-key-file.ts';
import { keyFilePath } from '../../keys/key-file.ts';
import { makeFolder } from '../../backup/files.ts';
import { makeBackup } from '../../backup/make-backup.ts';
import { restoreCounter } from '../../backup/restore.ts';
import { systemClock, systemIds } from '../clock.ts';
import { keyOfRecoveryCode } from '../service/set-up.ts';
import { officeNow } from '../service/kept-clock.ts';
import { recoveryOf } from '../service/recovery.ts';
import { openCounter } from '../open-counter.ts';
import { version } from '../version.ts';
import { identityIn } from './keys.ts';
import { actorId, dataOptions, foldersOf, keyOf, reading } from './open.ts';
import { dataDirOf, optionsOf, type Options, UsageError } from './options.ts';
import { asDiskFull } from '../../journal/log.ts';
import { type CliIo, errorOf } from './run.ts';

/**
 * `--from FILE|latest [--folder DIR] (--last-code CODE | --unsure)`: brings the counter back. stdout: one line a step, then the report. What was there is kept in
 * `DIR/damaged-…`. On a new PC `--recovery-code-file`, or `--identity` where the sheet is lost too, opens the key that lies sealed beside the backup, this user
 * keeps it, and the report holds the new code that follows the used one. Exit 1 when no backup could be made of what was brought back: `backup` is null then.
 */
export async function restore(argv: readonly string[], io: CliIo): Promise<number> {
  const options = optionsOf(argv, [...dataOptions, 'from', 'folder', 'last-code', 'identity'], ['unsure']);
  const dataDir = dataDirOf(options);
  const from = options.needed('from');
  const lastCode = options.text('last-code') ?? null;
  if ((lastCode === null) === !options.flag('unsure')) throw new UsageError('option-missing', { option: '--last-code | --unsure' });
  const folder = options.text('folder');
  const folders = [...(folder === undefined ? [] : [resolve(folder)]), ...(from === 'latest' ? [] : [dirname(resolve(from))])];
  const key = await keyFrom(options, folders);
  makeFolder(dataDir);
  const report = restoreCounter({
    ...foldersOf(options),
    key,
    folders,
    file: from === 'latest' ? undefined : basename(from),
    lastCode,
    actorId: actorId(),
    // The machine's: the restore adds what it finds of the office's.
    at: systemClock.now(),
    newId: () => systemIds.next(),
    onStep: (step) => {
      io.out(JSON.stringify({ step }));
    },
  });
  const recoveryCode = isForNewUser(options) ? await keepHere(options, key) : undefined;
  const made = await backUp(dataDir, key);
  io.out(JSON.stringify({ ...report, ...made, ...(recoveryCode === undefined ? {} : { recoveryCode }) }));
  return made.backup === null ? 1 : 0;
}

/** The restore is done whatever becomes of its backup: a full disk must not swallow the report, nor the code that follows the used one. */
async function backUp(dataDir: string, key: Uint8Array): Promise<{ readonly backup: string | null; readonly backupFault?: unknown }> {
  try {
    const madeAt = await reading({ dataDir, key }, (_reader, clock) => clock.now());
    return { backup: makeBackup({ dataDir, key, reason: 'restore', appVersion: version, madeAt }).manifest.file };
  } catch (error) {
    return { backup: null, backupFault: errorOf(asDiskFull(error))['error'] };
  }
}

/** This user keeps the key from now on, and the code that was used is followed by a new one. */
async function keepHere(options: Options, key: Uint8Array): Promise<string> {
  const dataDir = dataDirOf(options);
  await keepAt(keyFilePath(dataDir), Uint8Array.from(key));
  const store = openCounter({ ...foldersOf(options), key });
  try {
    return recoveryOf(dataDir, key, store, { now: () => officeNow(store, systemClock) }).replaceUsed();
  } finally {
    store.close();
  }
}

const isForNewUser = (options: Options): boolean =>
  options.text('recovery-code-file') !== undefined || options.text('identity') !== undefined;

/** By the recovery code or the agency's escrow identity where one is given: the sealed key lies in the data folder or, on a new PC, beside the backup. */
async function keyFrom(options: Options, folders: readonly string[]): Promise<Uint8Array> {
  const places = [dataDirOf(options), ...folders];
  const sealedIn = (name: string): string | undefined => places.find((folder) => existsSync(join(folder, name)));
  const identity = options.text('identity');
  if (identity !== undefined) return keyOfEscrow(sealedIn('escrow.json') ?? dataDirOf(options), identityIn(identity));
  const codeFile = options.text('recovery-code-file');
  const sealed = sealedIn('recovery.json');
  if (codeFile === undefined || sealed === undefined) return keyOf(options);
  return keyOfRecoveryCode(sealed, readFileSync(codeFile, 'utf8').trim());
}
