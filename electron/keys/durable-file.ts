/** Small files that must be whole or not there: written under another name, made durable, then given their own. */
import { closeSync, fsyncSync, openSync, readdirSync, rmSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { syncFolder } from '../journal/log.ts';
import { linkFile, moveFile } from '../store/move-file.ts';

/** Writes `bytes` at `path` (mode 0600), in place of what was there. Throws `file-held` and what the system says; then the old one is still there. */
export function replaceFile(path: string, bytes: Uint8Array): void {
  withTemporary(path, bytes, (temporary) => {
    moveFile(temporary, path);
  });
}

/** Writes `bytes` at `path` (mode 0600). Throws the system's EEXIST when the name is taken, even at the same moment. */
export function createFile(path: string, bytes: Uint8Array): void {
  withTemporary(path, bytes, (temporary) => {
    linkFile(temporary, path);
    rmSync(temporary);
  });
}

/** Removes what writes of `path` that were cut off left beside it. For who alone writes it: what another process writes at this moment would go too. */
export function removeUnfinishedOf(path: string): void {
  const folder = dirname(path);
  for (const name of readdirSync(folder))
    if (name.startsWith(`${basename(path)}.`) && name.endsWith(temporarySuffix)) rmSync(join(folder, name), { force: true });
}

const temporarySuffix = '.tmp';

function withTemporary(path: string, bytes: Uint8Array, give: (temporary: string) => void): void {
  const temporary = `${path}.${randomUUID()}${temporarySuffix}`;
  try {
    writeDurably(temporary, bytes);
    give(temporary);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
  syncFolder(dirname(path));
}

function writeDurably(path: string, bytes: Uint8Array): void {
  const fd = openSync(path, 'wx', 0o600);
  try {
    let done = 0;
    while (done < bytes.length) done += writeSync(fd, bytes, done);
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}
