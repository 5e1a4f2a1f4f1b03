/** The work itself, in whatever process it runs. */
import { randomUUIDv7 } from 'node:crypto';
import { errors, type ErrorCode, Failure } from '#shared/errors.ts';
import { isStoreFault } from '../store/fault.ts';
import { inPlainWords } from '../store/file-faults.ts';
import { openReader } from '../store/open-store.ts';
import { checkLog } from './check-log.ts';
import { checkPapers } from './check-papers.ts';
import { findCut } from './find-cut.ts';
import { lostPapersOf } from './lost-papers.ts';
import { makeBackup } from './make-backup.ts';
import { mendMonth } from './mend-month.ts';
import type { SafekeepingPort } from './port.ts';
import { renewLog } from './renew-log.ts';
import { repairLog } from './repair-log.ts';
import { restoreCounter } from './restore.ts';
import { examine } from './triage.ts';

/** In this process: for the paper process, the command line and tests. */
export const safekeepingHere: SafekeepingPort = {
  backup: (job) => told(() => makeBackup(job)),
  checkLog: (job) => told(() => checkLog(job)),
  renewLog: (job) => told(() => renewLog(job)),
  findCut: (job) =>
    told(() => {
      const reader = openReader(job);
      try {
        return findCut(reader, job) ?? null;
      } finally {
        reader.close();
      }
    }),
  examine: (job) => told(() => examine(job)),
  checkPapers: (job) => told(() => checkPapers(job)),
  mendMonth: (job) => told(() => mendMonth(job)),
  lostPapers: (job) => told(() => lostPapersOf(job.dataDir, job.key, job.month)),
  repairLog: (job) => told(() => repairLog(job)),
  restore: (job) => told(() => restoreCounter({ ...job, newId: randomUUIDv7 })),
};

/** Faults a person can act on cross between processes as failures; any other stays what it is. */
function told<T>(work: () => T): Promise<T> {
  return Promise.resolve().then(() => {
    try {
      return inPlainWords(work);
    } catch (error) {
      throw isStoreFault(error) ? (failureOf(error.code, error.details) ?? error) : error;
    }
  });
}

function failureOf(code: string, details: unknown): Failure | undefined {
  if (!Object.hasOwn(errors, code)) return undefined;
  const known = code as ErrorCode;
  const params = errors[known].params.safeParse(details);
  return params.success ? new Failure(known, params.data) : undefined;
}
