/**
 * A counter that does not open: what is damaged, what there is to make it whole again, and what each way of repair would cost. Reads only; names counts and dates, never a
 * person.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { TriageFinding } from '#shared/contract/triage.ts';
import { NO_PREV } from '#shared/journal/chain.ts';
import { decodeActs } from '../journal/frame-acts.ts';
import { withLink } from '../journal/link.ts';
import { openLogReader, type LogReader } from '../journal/read-log.ts';
import { isStoreFault } from '../store/fault.ts';
import { inPlainWords, quickCheck } from '../store/file-faults.ts';
import { openReader } from '../store/open-store.ts';
import { backupFolderOf, logFileName, storePaths } from '../store/paths.ts';
import { findBackups, newerFormatIn, type FoundBackup } from './find-backups.ts';
import type { BackupHead } from './manifest.ts';
import { headsOf } from './read-store.ts';
import { faultOfBackup } from './verify-backup.ts';

export type TriageOptions = {
  readonly dataDir: string;
  readonly logDir?: string | undefined;
  readonly key: Uint8Array;
  readonly folders?: readonly string[] | undefined;
};

/** Everything but the code the start failed with. */
export function examine({ dataDir, logDir = dataDir, key, folders = [] }: TriageOptions): TriageFinding {
  const found = findBackups([backupFolderOf(dataDir), ...folders]);
  const backup = found.find((one) => faultOfBackup(one.folder, one.manifest, key) === null);
  const isNewerThere = newerFormatIn([backupFolderOf(dataDir), ...folders]) !== null;
  const store = examineStore(dataDir, key);
  const log = examineLog(join(logDir, logFileName), key, store.heads, backup);
  return {
    store: store.state,
    log: log.state,
    backup: backup === undefined ? null : { file: backup.manifest.file, madeAt: backup.manifest.madeAt, acts: backup.manifest.counts.acts },
    backupsRefused: backup === undefined ? found.length : found.indexOf(backup),
    actsInStore: store.acts,
    actsInLog: log.acts,
    actsBeyondBackup: log.beyondBackup,
    // The store can make a log anew only while no act is known that it cannot reach.
    repairs: store.state === 'newer' || log.state === 'newer' || isNewerThere ? [] : repairsOf(store, log, backup !== undefined),
  };
}

function repairsOf(store: StoreFound, log: LogFound, hasBackup: boolean): TriageFinding['repairs'] {
  if (store.state === 'whole' && log.state !== 'whole' && !log.hasGap) return ['rebuildLog', 'restore'];
  return hasBackup || log.acts > 0 ? ['restore'] : [];
}

type StoreFound = { readonly state: TriageFinding['store']; readonly acts: number | null; readonly heads: readonly BackupHead[] };

function examineStore(dataDir: string, key: Uint8Array): StoreFound {
  if (!existsSync(storePaths({ dataDir }).store)) return { state: 'missing', acts: null, heads: [] };
  try {
    return inPlainWords(() => {
      const reader = openReader({ dataDir, key });
      try {
        quickCheck(reader.connection.db);
        const heads = headsOf(reader.connection);
        return { state: 'whole', acts: heads.reduce((sum, { seq }) => sum + seq, 0), heads };
      } finally {
        reader.close();
      }
    });
  } catch (error) {
    if (!isStoreFault(error)) throw error;
    return { state: error.code === 'store-from-newer-version' ? 'newer' : 'damaged', acts: null, heads: [] };
  }
}

type LogFound = { readonly state: TriageFinding['log']; readonly acts: number; readonly beyondBackup: number; readonly hasGap: boolean };

function examineLog(path: string, key: Uint8Array, heads: readonly BackupHead[], backup: FoundBackup | undefined): LogFound {
  let reader: LogReader;
  try {
    reader = openLogReader(path, key);
  } catch (error) {
    if (isStoreFault(error, 'journal-log-missing')) return { state: 'missing', acts: 0, beyondBackup: 0, hasGap: false };
    if (isStoreFault(error, 'store-from-newer-version')) return { state: 'newer', acts: 0, beyondBackup: 0, hasGap: false };
    if (isStoreFault(error, 'journal-log-damaged')) return { state: 'damaged', acts: 0, beyondBackup: 0, hasGap: false };
    throw error;
  }
  try {
    const reached = new Map(heads.map(({ journalId, seq, linkHash }) => [journalId, { seq, linkHash }]));
    const backedUp = new Map(backup?.manifest.heads.map(({ journalId, seq }) => [journalId, seq]));
    let [acts, beyondBackup, hasGap] = [0, 0, false];
    const { broken } = reader.salvage(({ plaintext }) => {
      for (const {
        act: { link },
        linkHash,
      } of decodeActs(plaintext).map((act) => withLink(act))) {
        acts += 1;
        if (link.seq > (backedUp.get(link.journalId) ?? 0)) beyondBackup += 1;
        const head = reached.get(link.journalId);
        if (link.seq <= (head?.seq ?? 0)) continue;
        if (link.seq !== (head?.seq ?? 0) + 1 || link.prev !== (head?.linkHash ?? NO_PREV)) hasGap = true;
        reached.set(link.journalId, { seq: link.seq, linkHash });
      }
    });
    return { state: broken > 0 ? 'damaged' : 'whole', acts, beyondBackup, hasGap };
  } finally {
    reader.close();
  }
}
