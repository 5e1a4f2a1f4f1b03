/** The data key of a counter without an operating-system key store: one file outside the data folder that only its owner may read. */
import { readFileSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { createHash, randomBytes } from 'node:crypto';
import { StoreFault } from '../store/fault.ts';
import { createFolder } from '../store/make-folder.ts';
import { createFile } from './durable-file.ts';

export const dataKeyBytes = 32;
const firstLine = 'MCKEY1';

/** A new random data key. */
export function newDataKey(): Uint8Array {
  return new Uint8Array(randomBytes(dataKeyBytes));
}

/**
 * Where the key of `dataDir` lies: `$XDG_CONFIG_HOME/mot-cua/keys/<id>.key`, else under `~/.config`. The id is taken from the folder's full path, so two
 * data folders never share a file; a folder that was moved is opened with the recovery code.
 */
export function keyFilePath(dataDir: string, env: NodeJS.ProcessEnv = process.env): string {
  const configured = env['XDG_CONFIG_HOME'];
  const base = configured !== undefined && configured !== '' ? configured : join(homedir(), '.config');
  const id = createHash('sha256').update(resolve(dataDir)).digest('hex').slice(0, 32);
  return join(base, 'mot-cua', 'keys', `${id}.key`);
}

/** Writes the key durably, folder 0700, file 0600. Throws `key-file-exists` rather than replace a key that may still open something. */
export function writeKeyFile(path: string, key: Uint8Array): void {
  if (key.length !== dataKeyBytes) throw new RangeError('A data key has 32 bytes');
  createFolder(dirname(path));
  try {
    createFile(path, Buffer.from(`${firstLine}\n${Buffer.from(key).toString('hex')}\n`, 'latin1'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw new StoreFault('key-file-exists', {}, { cause: error });
    throw error;
  }
}

/** Reads the key. Throws `key-file-missing`, `key-file-too-open` (readable by group or others) or `key-file-damaged`. */
export function readKeyFile(path: string): Uint8Array {
  refuseOpenFile(path);
  const [, hex] = /^MCKEY1\n([0-9a-f]{64})\n$/u.exec(readFileSync(path, 'latin1')) ?? [];
  if (hex === undefined) throw new StoreFault('key-file-damaged');
  return new Uint8Array(Buffer.from(hex, 'hex'));
}

function refuseOpenFile(path: string): void {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) throw new StoreFault('key-file-missing');
  // Windows has no mode bits worth reading; there the profile folder's own access list stands in.
  if (process.platform !== 'win32' && (stats.mode & 0o077) !== 0)
    throw new StoreFault('key-file-too-open', { mode: (stats.mode & 0o777).toString(8) });
}
