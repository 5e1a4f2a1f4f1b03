/** The backups that lie in a folder, by their manifests. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { newestFirst } from './backup-order.ts';
import { BackupManifest, formatOf, manifestFormat } from './manifest.ts';

export type FoundBackup = { readonly folder: string; readonly manifest: BackupManifest };

export const manifestSuffix = '.json';

/** Newest first, by what is in them. A manifest nobody can read, or whose file is gone, is no backup. */
export function findBackups(folders: readonly string[]): readonly FoundBackup[] {
  const found = [...new Set(folders)]
    .flatMap((folder) => manifestsIn(folder).map((manifest) => ({ folder, manifest })))
    .filter(({ folder, manifest }) => existsSync(join(folder, manifest.file)));
  return newestFirst(found, ({ manifest }) => manifest);
}

/** Every readable manifest of the folder, its backup there or not: what it says of numbers given holds all the same. */
export function manifestsIn(folder: string): readonly BackupManifest[] {
  return eachManifest(folder).flatMap((value) => {
    const read = BackupManifest.safeParse(value);
    return read.success ? [read.data] : [];
  });
}

/** The highest format among manifests a newer app wrote there; null where there is none. Such a backup is whole and beyond this app. */
export function newerFormatIn(folders: readonly string[]): number | null {
  const newer = [...new Set(folders)].flatMap(eachManifest).flatMap((value) => {
    const format = formatOf(value);
    return format !== null && format > manifestFormat ? [format] : [];
  });
  return newer.length === 0 ? null : Math.max(...newer);
}

function eachManifest(folder: string): readonly unknown[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => /^store-.*\.db\.json$/u.test(name))
    .flatMap((name) => readJson(join(folder, name)) ?? []);
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as unknown;
  } catch {
    // Cut short or not ours: there is nothing in it to go by, and other backups may be whole.
    return undefined;
  }
}
