/** Everything that is still to be had of a counter, brought onto the backup that was taken: other backups, the journal log, the damaged store. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openEncrypted } from '../store/cipher.ts';
import { connection, type Connection } from '../store/connection.ts';
import { isStoreFault } from '../store/fault.ts';
import { readMark } from '../store/log-mark.ts';
import { migrate } from '../store/migrate.ts';
import { storeMigrations } from '../store/migrations/index.ts';
import { type OfficeTime, officeTimeIn } from '../store/office-time.ts';
import { logFileName, storePaths } from '../store/paths.ts';
import type { Folders } from '../store/swap.ts';
import { bringFromLog, bringFromStore, bringingInto, isDamage, type Bringing, type LogFound } from './bring-acts.ts';
import { bringLocal } from './bring-local.ts';
import type { FoundBackup } from './find-backups.ts';
import { headsOf } from './read-store.ts';
import type { RestoreOptions, RestoreReport } from './restore-terms.ts';

/** `left`: acts behind a gap; `lost`: links known of which no act was found; `heads`: how many journals the store holds now. */
type Brought = {
  readonly log: LogFound;
  readonly applied: number;
  readonly left: ReturnType<Bringing['left']>;
  readonly lost: number;
  readonly local: RestoreReport['local'];
  readonly heads: number;
  readonly time: OfficeTime;
};

/** Into the store at `path`, whole and closed. `beside`: backups that were not taken. `time`: the office's of the restore. */
export function bringAll(path: string, { dataDir, logDir }: Folders, beside: readonly FoundBackup[], { key, at }: RestoreOptions): Brought {
  const db = openEncrypted(path, key, 'create');
  try {
    // Nothing here counts before it is whole: it is brought to the disk once, at the end.
    db.pragma('synchronous=OFF');
    migrate(db, storeMigrations);
    const conn = connection(db);
    const bringing = bringingInto(conn);
    for (const { folder, manifest } of beside)
      withStore(join(folder, manifest.file), key, (other) => bringFromStore(bringing, other, conn));
    const log = bringFromLog(bringing, join(logDir, logFileName), key, readMark(conn)?.logId);
    const local = withStore(storePaths({ dataDir }).store, key, (damaged) => {
      bringFromStore(bringing, damaged, conn);
      return db.transaction(() => bringLocal(damaged, conn)).immediate();
    });
    const heads = headsOf(conn);
    const live = heads.at(-1);
    if (live !== undefined) {
      db.transaction(() => {
        conn.sql('UPDATE journal SET live = 0 WHERE live = 1').run();
        conn.sql('UPDATE journal SET live = 1 WHERE journal_id = ? AND own = 1').run(live.journalId);
      }).immediate();
    }
    db.pragma('synchronous=FULL');
    db.pragma('wal_checkpoint(TRUNCATE)');
    const left = bringing.left();
    const time = officeTimeIn(conn, at);
    return { log, applied: bringing.applied(), left, lost: linksLost(heads, left), local: local ?? {}, heads: heads.length, time };
  } finally {
    db.close();
  }
}

/** The store at `path`, when it opens at all. */
function withStore<T>(path: string, key: Uint8Array, use: (store: Connection) => T): T | undefined {
  if (!existsSync(path)) return undefined;
  try {
    const db = openEncrypted(path, key, 'read');
    try {
      return use(connection(db));
    } finally {
      db.close();
    }
  } catch (error) {
    if (isDamage(error) || isStoreFault(error, 'wrong-key') || isStoreFault(error, 'store-damaged')) return undefined;
    throw error;
  }
}

/** Links between what is held and the first act behind each gap. */
function linksLost(heads: ReturnType<typeof headsOf>, left: Brought['left']): number {
  const highest = new Map(heads.map(({ journalId, seq }) => [journalId, seq]));
  let lost = 0;
  for (const {
    act: { link },
  } of [...left].sort((a, b) => a.act.link.seq - b.act.link.seq)) {
    const before = highest.get(link.journalId) ?? 0;
    lost += Math.max(0, link.seq - before - 1);
    highest.set(link.journalId, Math.max(before, link.seq));
  }
  return lost;
}
