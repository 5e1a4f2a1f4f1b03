/** Which backup a restore takes, and which others know of acts it lacks. */
import { StoreFault } from '../store/fault.ts';
import { isContainedIn } from './backup-order.ts';
import type { FoundBackup } from './find-backups.ts';
import { faultOfBackup, type BackupFault } from './verify-backup.ts';

export type Chosen = {
  readonly taken: FoundBackup | undefined;
  readonly refused: readonly { readonly file: string; readonly why: BackupFault }[];
  /** Verified ones that know of acts the taken one lacks: of a life that went on from an older backup. */
  readonly beside: readonly FoundBackup[];
};

/** `found`: newest first. `file`: the one to take, by its file's name; the newest that verifies unless it is set. Throws `backup-missing` when that one cannot be taken. */
export function chooseBackup(found: readonly FoundBackup[], file: string | undefined, key: Uint8Array): Chosen {
  const refused: { file: string; why: BackupFault }[] = [];
  for (const one of found) {
    if (file !== undefined && one.manifest.file !== file) continue;
    const why = faultOfBackup(one.folder, one.manifest, key);
    if (why === null) return { taken: one, refused, beside: besideOf(one, found, key) };
    refused.push({ file: one.manifest.file, why });
  }
  const named = found.find(({ manifest }) => manifest.file === file);
  if (file !== undefined)
    throw new StoreFault('backup-missing', { file, why: refused[0]?.why ?? 'missing', of: named?.manifest.agencyCode ?? null });
  return { taken: undefined, refused, beside: [] };
}

function besideOf(taken: FoundBackup, found: readonly FoundBackup[], key: Uint8Array): readonly FoundBackup[] {
  const { agencyCode, counterNo } = taken.manifest;
  return found.filter(
    ({ folder, manifest }) =>
      manifest.agencyCode === agencyCode &&
      manifest.counterNo === counterNo &&
      !isContainedIn(manifest, taken.manifest) &&
      faultOfBackup(folder, manifest, key) === null,
  );
}
