/** The data key as it lies sealed beside the store: under the recovery code and for the agency. With it a backup opens on any machine, without it on none. */
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { replaceFile } from '../keys/durable-file.ts';

const sealedKey = /^(?:recovery|escrow)[\w-]*\.json$/u;

/** Of a code that was made and not yet read back; once it is, or another is made, the file is gone. */
const proposal = 'recovery-new.json';

/** Brings them beside a backup. A proposal that is gone goes there too: the code it was sealed under may since have been replaced, and shall open nothing. */
export function copySealedKeys(from: string, to: string): void {
  const files = sealedKeyFiles(from);
  for (const { name, bytes } of files) replaceFile(join(to, name), bytes);
  if (files.length > 0 && files.every(({ name }) => name !== proposal)) rmSync(join(to, proposal), { force: true });
}

export function sealedKeyFiles(folder: string): readonly { readonly name: string; readonly bytes: Buffer }[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => sealedKey.test(name))
    .map((name) => ({ name, bytes: readFileSync(join(folder, name)) }));
}
