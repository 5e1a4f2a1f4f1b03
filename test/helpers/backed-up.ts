/** A counter in a temporary folder with backups and restores of it, for tests of what becomes of its files. */
import { closeSync, openSync, readSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { type BackupMade, type BackupOptions, makeBackup } from '../../electron/backup/make-backup.ts';
import { restoreCounter } from '../../electron/backup/restore.ts';
import type { RestoreOptions, RestoreReport } from '../../electron/backup/restore-terms.ts';
import type { Store } from '../../electron/store/store.ts';
import { accepted, id, newStore, printed, reopen, temporaryFolder, testKey } from './store.ts';

export type BackedUp = {
  readonly path: string;
  readonly dataDir: string;
  readonly backups: string;
  backup(changes?: Partial<BackupOptions>): BackupMade;
  restore(changes?: Partial<RestoreOptions>): RestoreReport;
  /** Opens it, lets `work` write, and ends in order. */
  at<T>(work: (store: Store) => T): T;
  /** Dossiers `from` to `to` of the eighth of June. */
  accept(from: number, to: number): void;
  /** Keeps a paper of dossier `dossier` in the file of `month` and names it; answers its hash. */
  print(n: number, dossier: number, month?: string): string;
  remove(): void;
};

let ids = 0;

export function backedUp(): BackedUp {
  const folder = temporaryFolder();
  const dataDir = join(folder.path, 'data');
  newStore(dataDir).close();
  const at: BackedUp['at'] = (work) => {
    const store = reopen(dataDir);
    try {
      return work(store);
    } finally {
      store.close();
    }
  };
  return {
    path: folder.path,
    dataDir,
    backups: join(dataDir, 'backups'),
    backup: (changes = {}) =>
      makeBackup({ dataDir, key: testKey, reason: 'command', appVersion: '0.1.0', madeAt: '2026-06-09T12:00:00+07:00', ...changes }),
    restore: (changes = {}) =>
      restoreCounter({
        dataDir,
        key: testKey,
        lastCode: null,
        actorId: 'restore',
        at: '2026-06-09T16:00:00+07:00',
        newId: () => id((ids += 1), 0xee1),
        ...changes,
      }),
    at,
    accept: (from, to) => {
      at((store) => {
        for (let n = from; n <= to; n += 1) store.commit([accepted(n)]);
      });
    },
    print: (n, dossier, month = '2026-06') =>
      at((store) => {
        const paper = Buffer.from(`paper ${String(n)} `.repeat(400));
        const hash = store.blobs.put(month, paper);
        store.commit([printed(n, dossier, hash, paper.length)]);
        return hash;
      }),
    remove: folder.remove,
  };
}

/** Changes one bit of the byte at `offset`. */
export function flipAt(path: string, offset: number): void {
  const fd = openSync(path, 'r+');
  const byte = Buffer.alloc(1);
  readSync(fd, byte, 0, 1, offset);
  byte[0] = (byte[0] ?? 0) ^ 0x20;
  writeSync(fd, byte, 0, 1, offset);
  closeSync(fd);
}
