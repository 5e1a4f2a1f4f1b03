/** The backups that lie in a folder, by their manifests. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { backupFolderName } from './plan.ts';
import { BackupManifest } from './manifest.ts';

export type FoundBackup = { readonly folder: string; readonly manifest: BackupManifest };

export const manifestSuffix = '.json';

export function backupFolderOf(dataDir: string): string {
  return join(dataDir, backupFolderName);
}

/** Newest first. A manifest nobody can read, or whose file is gone, is no backup. */
export function findBackups(folders: readonly string[]): readonly FoundBackup[] {
  return [...new Set(folders)]
    .flatMap((folder) => manifestsIn(folder).map((manifest) => ({ folder, manifest })))
    .filter(({ folder, manifest }) => existsSync(join(folder, manifest.file)))
    .sort((a, b) => Date.parse(b.manifest.madeAt) - Date.parse(a.manifest.madeAt) || (a.manifest.file < b.manifest.file ? 1 : -1));
}

/** Every readable manifest of the folder, its backup there or not: what it says of numbers given holds all the same. */
export function manifestsIn(folder: string): readonly BackupManifest[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => /^store-.*\.db\.json$/u.test(name))
    .flatMap((name) => readManifest(join(folder, name)) ?? []);
}

function readManifest(path: string): BackupManifest | undefined {
  try {
    const read = BackupManifest.safeParse(JSON.parse(readFileSync(path, 'utf8')));
    return read.success ? read.data : undefined;
  } catch {
    // Cut short or not ours: there is nothing in it to go by, and other backups may be whole.
    return undefined;
  }
}
