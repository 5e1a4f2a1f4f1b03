/**
 * The recovery codes of a data folder: one in force (`recovery.json`) and, while it is being replaced, the one that was made and not yet confirmed
 * (`recovery-new.json`). Until the person has typed back what they wrote down both open the key: a power cut between two papers locks nobody out. One
 * rename then takes the old code's place, and it opens nothing any more.
 */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { syncFolder } from '../journal/log.ts';
import { isStoreFault } from '../store/fault.ts';
import { moveFile } from '../store/move-file.ts';
import { backupFolderOf } from '../store/paths.ts';
import { replaceFile } from './durable-file.ts';
import { readRecoveryFile, unwrapKey, wrapKey, writeRecoveryFile } from './recovery-code.ts';

const inForce = (dataDir: string): string => join(dataDir, 'recovery.json');
const proposed = (dataDir: string): string => join(dataDir, 'recovery-new.json');

/** The first code of a new folder: in force at once, there is no other. */
export function writeFirstCode(dataDir: string, key: Uint8Array, code: string): void {
  writeRecoveryFile(inForce(dataDir), wrapKey(key, code));
}

/** Lets `code` open the key beside the one in force; a proposal nobody confirmed is replaced. */
export function proposeCode(dataDir: string, key: Uint8Array, code: string): void {
  writeRecoveryFile(proposed(dataDir), wrapKey(key, code));
}

/** `code` is on paper: from here on it alone opens the key. Repeating it changes nothing. Throws as `unwrapKey` for a code that opens neither file. */
export function confirmCode(dataDir: string, code: string): void {
  if (existsSync(proposed(dataDir)) && opens(proposed(dataDir), code)) {
    moveFile(proposed(dataDir), inForce(dataDir));
    syncFolder(dataDir);
    refreshCopies(backupFolderOf(dataDir), readFileSync(inForce(dataDir)));
    return;
  }
  unwrapKey(readRecoveryFile(inForce(dataDir)), code);
}

/**
 * The data key `code` gives back. A proposed code that is used was written down, so it is confirmed by that. Throws `recovery-code-mistyped`,
 * `recovery-code-wrong`, `recovery-file-missing` or `recovery-file-damaged`.
 */
export function keyOfRecoveryCode(dataDir: string, code: string): Uint8Array {
  if (existsSync(proposed(dataDir)) && opens(proposed(dataDir), code)) confirmCode(dataDir, code);
  return unwrapKey(readRecoveryFile(inForce(dataDir)), code);
}

/** The backups beside the data carry what opens them: the old code shall not open those either. A second disk hears of it with the next backup. */
function refreshCopies(folder: string, bytes: Uint8Array): void {
  if (existsSync(inForce(folder))) replaceFile(inForce(folder), bytes);
  rmSync(proposed(folder), { force: true });
}

function opens(path: string, code: string): boolean {
  try {
    unwrapKey(readRecoveryFile(path), code).fill(0);
    return true;
  } catch (error) {
    // The other file may open with it, and says so itself when the code is mistyped.
    if (isStoreFault(error)) return false;
    throw error;
  }
}
