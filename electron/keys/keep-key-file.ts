import { chmodSync, existsSync } from 'node:fs';
import { moveFile } from '../store/move-file.ts';
import { readKeyFile, writeKeyFile } from './key-file.ts';

/** The key kept at `file` in a buffer of its own; undefined when none was kept. Rejects on a file that is damaged or open to others. */
export function readKept(file: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  return Promise.resolve().then(() => (existsSync(file) ? Uint8Array.from(readKeyFile(file)) : undefined));
}

/**
 * Keeps `key` at `file` and proves it by reading it again. A file that is there already is moved aside, never written over: it may open an
 * older store; from then on only its owner may read it. `at` tells when it was moved, in the name it is moved to.
 */
export async function keepAt(file: string, key: Uint8Array, at: () => number = Date.now): Promise<void> {
  const before = await readKept(file).catch(() => undefined);
  if (before !== undefined && Buffer.from(before).equals(key)) return;
  if (existsSync(file)) {
    chmodSync(file, 0o600);
    moveFile(file, freeName(`${file}.before-${at()}`));
  }
  writeKeyFile(file, key);
  const again = await readKept(file);
  if (again === undefined || !Buffer.from(again).equals(key)) throw new Error('key-not-proved');
}

/** Of two put aside in one millisecond, or by a clock that was set back, neither takes the other's place. */
function freeName(wanted: string): string {
  for (let again = 0; ; again += 1) {
    const name = again === 0 ? wanted : `${wanted}-${String(again)}`;
    if (!existsSync(name)) return name;
  }
}
