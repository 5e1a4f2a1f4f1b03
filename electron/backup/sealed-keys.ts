/** The data key as it lies sealed beside the store: under the recovery code and for the agency. With it a backup opens on any machine, without it on none. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const sealedKey = /^(?:recovery|escrow)[\w-]*\.json$/u;

export function sealedKeyFiles(folder: string): readonly { readonly name: string; readonly bytes: Buffer }[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => sealedKey.test(name))
    .map((name) => ({ name, bytes: readFileSync(join(folder, name)) }));
}
