/**
 * Up to where the journal log may be cut. An act may leave it only when each of the newest verified backups holds it and the server has countersigned the manifest it is
 * counted in: then it is in three places, and the log still completes every one of those backups.
 */
import { join } from 'node:path';
import { decodeActs, type LogBeginning } from '../journal/frame-acts.ts';
import { withLink } from '../journal/link.ts';
import { openLogReader } from '../journal/read-log.ts';
import { logFileName } from '../store/open-store.ts';
import type { StoreReader } from '../store/store.ts';
import { findBackups, type FoundBackup } from './find-backups.ts';
import { backupPlan } from './plan.ts';
import { faultOfBackup } from './verify-backup.ts';

export type LogCut = {
  /** First frame that stays. */
  readonly from: { readonly index: number; readonly offset: number };
  readonly begins: LogBeginning;
  /** What goes. */
  readonly bytes: number;
};

export type FindCutOptions = { readonly logDir: string; readonly key: Uint8Array; readonly folders: readonly string[] };

/** `undefined` when nothing may go. Reads the backups whole and the log up to the cut. */
export function findCut(reader: Pick<StoreReader, 'sync'>, { logDir, key, folders }: FindCutOptions): LogCut | undefined {
  const verified = newestVerified(folders, key);
  if (verified.length < backupPlan.logReachesBack) return undefined;
  const covered = new Map(
    reader.sync.journals().map((journal) => {
      const backedUp = Math.min(
        ...verified.map(({ manifest }) => manifest.heads.find(({ journalId }) => journalId === journal.journalId)?.seq ?? 0),
      );
      return [journal.journalId, Math.min(backedUp, countersignedOf(reader, journal))];
    }),
  );
  return cutBehind(join(logDir, logFileName), key, covered);
}

/** As many as the plan wants, each once: its copy on a second disk is the same backup. */
function newestVerified(folders: readonly string[], key: Uint8Array): readonly FoundBackup[] {
  const verified = new Map<string, FoundBackup>();
  for (const found of findBackups(folders)) {
    if (verified.size === backupPlan.logReachesBack) break;
    if (!verified.has(found.manifest.sha256) && faultOfBackup(found.folder, found.manifest, key) === null)
      verified.set(found.manifest.sha256, found);
  }
  return [...verified.values()];
}

/** A journal the server has gone on with otherwise gets no manifest of ours: there an act counts when it has its place. */
function countersignedOf({ sync }: Pick<StoreReader, 'sync'>, journal: ReturnType<StoreReader['sync']['journals']>[number]): number {
  if (journal.forked) return sync.acknowledged(journal.journalId);
  const open = sync.manifestRange(journal.journalId);
  return open === null ? journal.seq : open.fromSeq - 1;
}

function cutBehind(path: string, key: Uint8Array, covered: ReadonlyMap<string, number>): LogCut | undefined {
  const reader = openLogReader(path, key);
  try {
    const begins = new Map(reader.begins.map((head) => [head.journalId, head]));
    let from: LogCut['from'] | undefined;
    const end = reader.each((frame) => {
      if (from !== undefined) return;
      const acts = decodeActs(frame.plaintext).map((act) => withLink(act));
      if (acts.some(({ act: { link } }) => link.seq > (covered.get(link.journalId) ?? 0))) {
        from = { index: frame.index, offset: frame.offset };
        return;
      }
      for (const {
        act: {
          link: { journalId, seq },
        },
        linkHash,
      } of acts)
        begins.set(journalId, { journalId, seq, linkHash });
    });
    const place = from ?? { index: end.index, offset: end.end };
    const bytes = place.offset - reader.start.offset;
    return bytes === 0 ? undefined : { from: place, begins: [...begins.values()], bytes };
  } finally {
    reader.close();
  }
}
