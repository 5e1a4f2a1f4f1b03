/** The long work around backups, done in a process of its own: it reads beside the open app, or repairs before it opens. Plain values in and out. */
import type { TriageFinding } from '#shared/contract/triage.ts';
import type { LogCheck, LogPlace } from './check-log.ts';
import type { MonthState } from '../store/blobs.ts';
import type { PapersPlace } from './check-papers.ts';
import type { FindCutOptions, LogCut } from './find-cut.ts';
import type { BackupMade, BackupOptions } from './make-backup.ts';
import type { LostPaper } from './lost-papers.ts';
import type { MendOptions, MonthMended } from './mend-month.ts';
import type { LogRepaired } from './repair-log.ts';
import type { RestoreOptions, RestoreReport } from './restore-terms.ts';
import type { TriageOptions } from './triage.ts';

export type BackupJob = Omit<BackupOptions, 'hooks'>;
export type RestoreJob = Omit<RestoreOptions, 'newId' | 'onStep'>;
export type CutJob = FindCutOptions & { readonly dataDir: string };
export type RepairLogJob = LogPlace & { readonly at: string };

/** Rejects with the failures of `#shared/errors.ts`. */
export interface SafekeepingPort {
  backup(job: BackupJob): Promise<BackupMade>;
  checkLog(job: LogPlace): Promise<LogCheck>;
  /** A log made anew from the store, beside the damaged one. */
  renewLog(job: LogPlace): Promise<{ readonly path: string }>;
  findCut(job: CutJob): Promise<LogCut | null>;
  examine(job: TriageOptions): Promise<TriageFinding>;
  checkPapers(job: PapersPlace): Promise<{ readonly state: MonthState }>;
  /** One month of papers made whole beside the damaged file; the app lets it take its place. */
  mendMonth(job: MendOptions): Promise<MonthMended>;
  lostPapers(job: PapersPlace): Promise<readonly LostPaper[]>;
  repairLog(job: RepairLogJob): Promise<LogRepaired>;
  restore(job: RestoreJob): Promise<RestoreReport>;
}
