/**
 * A verified copy of the counter: the store of one moment, the months of papers and scans it names, and the sealed key. Every file is written under another name, brought to
 * the disk, opened again with the key and compared, and only then gets its name: what is called a backup can be restored.
 */
import { existsSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { syncFolder } from '../journal/log.ts';
import { replaceFile } from '../keys/durable-file.ts';
import { openEncrypted } from '../store/cipher.ts';
import { connection, type Connection } from '../store/connection.ts';
import { StoreFault } from '../store/fault.ts';
import { inPlainWords } from '../store/file-faults.ts';
import { oneAtATime } from '../store/lock.ts';
import { versionOf } from '../store/migrate.ts';
import { notBeforeLastAct, officeTimeIn } from '../store/office-time.ts';
import { backupFolderOf, storePaths } from '../store/paths.ts';
import { linkHashAt } from '../store/sync/own-journals.ts';
import { giveName, hashFile, makeFolder, removeUnfinished, syncFile, wholeOrNothing } from './files.ts';
import { findBackups, manifestSuffix } from './find-backups.ts';
import type { BackupManifest, BackupReason, MonthCopy } from './manifest.ts';
import { copyMonths } from './months.ts';
import { factsOfStore, headsOf, type StoreFacts } from './read-store.ts';
import { outdated } from './rotation.ts';
import { copyToSecond, type SecondCopy } from './second-folder.ts';
import { copySealedKeys } from './sealed-keys.ts';
import { faultOfCopy } from './verify-backup.ts';

export type BackupOptions = {
  readonly dataDir: string;
  readonly key: Uint8Array;
  /** Where to; the folder beside the data unless it is set. */
  readonly to?: string | undefined;
  /** A second place, on another disk; one that is not there is told and changes nothing. */
  readonly second?: string | null;
  readonly reason: BackupReason;
  readonly appVersion: string;
  /** Instant with the office's offset. Where the counter's last act is later, that one is taken. */
  readonly madeAt: string;
  /** `madeAt` is the machine's own: what the store remembers of its clock is added. */
  readonly isMachineTime?: boolean;
  readonly hooks?: BackupHooks;
  /** Leave it when nothing has changed since the newest backup. */
  readonly onlyIfChanged?: boolean;
};

/** Moments a test may stand in; the app gives none. `path` is the file as it is called then. */
export type BackupHooks = { readonly afterCopy?: (path: string) => void; readonly beforeName?: (path: string) => void };

export type BackupMade = {
  /** False: nothing had changed, `manifest` is the newest one's. */
  readonly made: boolean;
  readonly folder: string;
  readonly manifest: BackupManifest;
  readonly second: SecondCopy | null;
  /** Backups that were let go by the rotation. */
  readonly removed: readonly string[];
};

/** Throws `backup-not-verified` (`why`) when the copy is not what the store is, `disk-full`, `store-read-only`, `wrong-key`, `store-missing`, `store-damaged`. */
export function makeBackup(options: BackupOptions): BackupMade {
  const folder = options.to ?? backupFolderOf(options.dataDir);
  const second = options.second ?? null;
  return inPlainWords(() => {
    makeFolder(folder);
    // The desk's own and one of the command line may come at once: what another process is writing must not look like what a dead one left.
    return oneAtATime(folder, () => {
      removeUnfinished(folder);
      const known = findBackups([folder]).map(({ manifest }) => manifest);
      const manifest = wholeOrNothing(folder, () => copyCounter(folder, known, options));
      const made = !known.includes(manifest);
      const removed = made ? rotate(folder) : [];
      // Also when nothing is new: the second disk may have been plugged in since.
      const copied = second === null ? null : copyToSecond(folder, second, manifest);
      return { made, folder, manifest, second: copied, removed };
    });
  });
}

/** Gives a known manifest itself when it still holds all there is, and was not dated later by a wrong clock. `known`: newest first. */
function copyCounter(folder: string, known: readonly BackupManifest[], options: BackupOptions): BackupManifest {
  const { dataDir, key, reason, appVersion, onlyIfChanged = false } = options;
  const db = openEncrypted(storePaths({ dataDir }).store, key, 'read');
  try {
    const copyGrown = (): readonly MonthCopy[] => copyMonths(dataDir, folder, key, known[0]?.months ?? []);
    const madeAt = timeOf(connection(db), options);
    if (onlyIfChanged) {
      const { fingerprint } = factsOfStore(connection(db));
      const same = known.find((one) => one.fingerprint === fingerprint && Date.parse(one.madeAt) <= Date.parse(madeAt));
      if (same !== undefined && JSON.stringify(same.months) === JSON.stringify(copyGrown())) return same;
    }
    const file = nameOf(madeAt, folder);
    const temporary = join(folder, `${file}.tmp`);
    const facts = copyStore(db, temporary, key);
    options.hooks?.afterCopy?.(temporary);
    // After the store: a paper lies in its month before the act that names it is committed, so what the copy names is in them.
    const months = copyGrown();
    const manifest: BackupManifest = {
      format: 1,
      file,
      madeAt,
      reason,
      appVersion,
      schemaVersion: versionOf(db),
      ...facts,
      bytes: statSync(temporary).size,
      sha256: hashFile(temporary),
      months: [...months],
    };
    const fault = faultOfCopy(temporary, key, manifest);
    if (fault !== null) throw new StoreFault('backup-not-verified', { why: fault });
    copySealedKeys(dataDir, folder);
    options.hooks?.beforeName?.(temporary);
    giveName(temporary, join(folder, file));
    replaceFile(join(folder, `${file}${manifestSuffix}`), Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`));
    return manifest;
  } finally {
    db.close();
  }
}

/** The name of the newest must never look old. */
function timeOf(store: Connection, { madeAt, isMachineTime = false }: BackupOptions): string {
  return isMachineTime ? officeTimeIn(store, madeAt).at : notBeforeLastAct(store, madeAt);
}

/** What the copy holds, once it is sure that the store holds the same up to there and held no more before: it may only have gone on meanwhile. */
function copyStore(db: Database, temporary: string, key: Uint8Array): StoreFacts {
  const store = connection(db);
  const before = headsOf(store);
  db.prepare('VACUUM INTO ?').run(temporary);
  syncFile(temporary);
  const copy = openEncrypted(temporary, key, 'read');
  try {
    const facts = factsOfStore(connection(copy));
    const lacks = before.some(({ journalId, seq }) => (facts.heads.find((head) => head.journalId === journalId)?.seq ?? 0) < seq);
    const differs = facts.heads.some(({ journalId, seq, linkHash }) => linkHashAt(store, journalId, seq) !== linkHash);
    if (lacks || differs) throw new StoreFault('backup-not-verified', { why: 'heads' });
    return facts;
  } finally {
    copy.close();
  }
}

function nameOf(madeAt: string, folder: string): string {
  const stamp = madeAt.slice(0, 19).replaceAll(/[-:]/gu, '');
  for (let again = 0; ; again += 1) {
    const name = `store-${stamp}${again === 0 ? '' : `-${String(again)}`}.db`;
    if (!existsSync(join(folder, name)) && !existsSync(join(folder, `${name}${manifestSuffix}`))) return name;
  }
}

function rotate(folder: string): readonly string[] {
  const removed = outdated(findBackups([folder]).map(({ manifest }) => ({ name: manifest.file, madeAt: manifest.madeAt })));
  for (const name of removed) {
    // The manifest goes first: a file without one is no backup, a manifest without its file would be a false promise.
    rmSync(join(folder, `${name}${manifestSuffix}`), { force: true });
    rmSync(join(folder, name), { force: true });
  }
  if (removed.length > 0) syncFolder(folder);
  return removed;
}
