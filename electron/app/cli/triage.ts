import { randomUUIDv7 } from 'node:crypto';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { repairLog } from '../../backup/repair-log.ts';
import { restoreCounter } from '../../backup/restore.ts';
import { examine } from '../../backup/triage.ts';
import { isStoreFault } from '../../store/fault.ts';
import { openCounter } from '../open-counter.ts';
import { systemClock } from '../clock.ts';
import { actorId, dataOptions, foldersOf, keyOf } from './open.ts';
import { dataDirOf, optionsOf, type Options, UsageError } from './options.ts';
import type { CliIo } from './run.ts';

/**
 * Says whether the counter opens and, when it does not, what is damaged and what there is to make it whole. `--repair again|rebuildLog|restore` repairs;
 * a restore needs `--last-code CODE` or `--unsure`. Exit 0 when it opens. stdout: `{opens, code, finding}`, then the repair's report.
 */
export async function triage(argv: readonly string[], io: CliIo): Promise<number> {
  const options = optionsOf(argv, [...dataOptions, 'repair', 'last-code', 'folder'], ['unsure']);
  const place = { ...foldersOf(options), key: keyOf(options) };
  const code = existsSync(dataDirOf(options)) ? codeOfOpening(options) : 'store-missing';
  const folder = options.text('folder');
  const folders = folder === undefined ? [] : [resolve(folder)];
  const how = options.text('repair');
  if (how === undefined || code === null) {
    io.out(JSON.stringify({ opens: code === null, code, ...(code === null ? {} : { finding: examine({ ...place, folders }) }) }));
    return Promise.resolve(code === null ? 0 : 1);
  }
  io.out(JSON.stringify({ repair: how, ...repairOf(how, options, folders) }));
  return codeOfOpening(options, how === 'rebuildLog') === null ? 0 : 1;
}

/** Another process holds it, another key, another app: a repair would take away what is whole. */
const noMatterOfTriage: ReadonlySet<string> = new Set(['data-folder-in-use', 'wrong-key', 'store-from-newer-version']);

/** Null when the store opens. Throws what is no matter of triage. */
function codeOfOpening(options: Options, rebuildLog = false): string | null {
  try {
    openCounter({ ...foldersOf(options), key: keyOf(options), rebuildLog }).close();
    return null;
  } catch (error) {
    if (!isStoreFault(error) || noMatterOfTriage.has(error.code)) throw error;
    return error.code;
  }
}

function repairOf(how: string, options: Options, folders: readonly string[]): object {
  const place = { ...foldersOf(options), key: keyOf(options), at: systemClock.now() };
  if (how === 'again') return {};
  if (how === 'rebuildLog') return repairLog(place);
  const lastCode = options.text('last-code') ?? null;
  if (how !== 'restore') throw new UsageError('option-unknown', { option: `--repair ${how}` });
  if ((lastCode === null) === !options.flag('unsure')) throw new UsageError('option-missing', { option: '--last-code | --unsure' });
  return restoreCounter({ ...place, folders, lastCode, actorId: actorId(), newId: randomUUIDv7 });
}
