/** The same backup on another disk. Whatever is wrong with that disk is told and stops nothing. */
import { existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { asDiskFull } from '../journal/log.ts';
import { replaceFile } from '../keys/durable-file.ts';
import { isStoreFault } from '../store/fault.ts';
import { copyWhole, hashFile, makeFolder, removeUnfinished } from './files.ts';
import { findBackups, manifestSuffix } from './find-backups.ts';
import type { BackupManifest } from './manifest.ts';
import { outdated } from './rotation.ts';
import { copySealedKeys } from './sealed-keys.ts';

/** `missing`: the folder's disk is not plugged in. `differs`: what was written there does not read back the same. */
export type SecondCopy =
  | { readonly ok: true; readonly folder: string }
  | { readonly ok: false; readonly folder: string; readonly why: 'missing' | 'disk-full' | 'refused' | 'differs' };

/** Brings the newest backup of `folder` to `second`, verified by its hash, and rotates there too. Never throws for the second disk's sake. */
export function copyToSecond(folder: string, second: string, manifest: BackupManifest): SecondCopy {
  // The folder itself is the sign that the disk is there: to make it would be to write beside an empty mount point.
  if (!existsSync(second)) return { ok: false, folder: second, why: 'missing' };
  try {
    const target = secondFolderOf(second, manifest.agencyCode, manifest.counterNo);
    makeFolder(target);
    removeUnfinished(target);
    const files = [...manifest.months.map(({ file, sha256, bytes }) => ({ file, sha256, bytes })), manifest];
    for (const { file, sha256, bytes } of files) {
      const to = join(target, file);
      if (existsSync(to) && statSync(to).size === bytes && hashFile(to) === sha256) continue;
      copyWhole(join(folder, file), to);
      if (hashFile(to) !== sha256) {
        rmSync(to);
        return { ok: false, folder: second, why: 'differs' };
      }
    }
    copySealedKeys(folder, target);
    const beside = `${manifest.file}${manifestSuffix}`;
    replaceFile(join(target, beside), readFileSync(join(folder, beside)));
    for (const name of outdated(findBackups([target]).map((one) => ({ name: one.manifest.file, madeAt: one.manifest.madeAt })))) {
      rmSync(join(target, `${name}${manifestSuffix}`), { force: true });
      rmSync(join(target, name), { force: true });
    }
    return { ok: true, folder: second };
  } catch (error) {
    return { ok: false, folder: second, why: isStoreFault(asDiskFull(error), 'disk-full') ? 'disk-full' : 'refused' };
  }
}

/** Where `copyToSecond` keeps a counter's backups under a second folder: two counters may share one stick. */
export function secondFolderOf(second: string, agencyCode: string, counterNo: number): string {
  return join(second, `${agencyCode}-${String(counterNo)}`);
}
