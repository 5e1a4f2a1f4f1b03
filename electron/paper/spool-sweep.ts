/**
 * CUPS keeps what it has printed for a day (`PreserveJobFiles`), readable in its spool. Our papers name citizens and one opens the data: each is taken out as soon
 * as its job has ended, however it ended. A job that outlives the app is remembered by its id, in an empty file, for the next start.
 */
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export type Spool = {
  /** Ids of the jobs that have not ended. */
  pending(): Promise<ReadonlySet<string>>;
  /** Takes an ended job's document out of the spool; resolves also when the system no longer knows the job. */
  purge(jobId: string): Promise<void>;
};

export type SpoolSweep = {
  /** From here on the job's document goes when the job ends. */
  follow(jobId: string): void;
  /** The job has ended and its document is gone. */
  isSwept(jobId: string): boolean;
};

const shortestMs = 500;
const longestMs = 30_000;
const mark = '.job';

/** Follows the jobs a former run left in `folder`, and those told of. Waits longer while nothing ends; never keeps a process alive. */
export function createSpoolSweep(folder: string, spool: Spool): SpoolSweep {
  const followed = new Set(
    readdirSync(folder)
      .filter((name) => name.endsWith(mark))
      .map((name) => name.slice(0, -mark.length)),
  );
  const swept = new Set<string>();
  let waitMs = shortestMs;
  let timer: NodeJS.Timeout | undefined;

  const sweep = async (): Promise<boolean> => {
    const pending = await spool.pending();
    const ended = [...followed].filter((jobId) => !pending.has(jobId));
    const purged = await Promise.allSettled(ended.map(purge));
    return purged.some(({ status }) => status === 'fulfilled');
  };
  /** One that is refused keeps its mark and does not hold up the others. */
  const purge = async (jobId: string): Promise<void> => {
    await spool.purge(jobId);
    followed.delete(jobId);
    swept.add(jobId);
    rmSync(join(folder, `${jobId}${mark}`), { force: true });
  };
  const turn = async (): Promise<void> => {
    // A print system that does not answer now is asked again; the mark stays until it has.
    const moved = await sweep().catch(() => false);
    waitMs = moved ? shortestMs : Math.min(waitMs * 2, longestMs);
    again();
  };
  const again = (): void => {
    // A job may be told of in the middle of a turn: one timer at a time.
    clearTimeout(timer);
    if (followed.size === 0) return;
    timer = setTimeout(() => {
      void turn();
    }, waitMs).unref();
  };
  again();

  return {
    follow(jobId) {
      followed.add(jobId);
      waitMs = shortestMs;
      again();
      noteForNextStart(join(folder, `${jobId}${mark}`));
    },
    isSwept: (jobId) => swept.has(jobId),
  };
}

/** The paper is with the printer by now. On a full disk it is followed as long as this run lasts, and no longer. */
function noteForNextStart(file: string): void {
  try {
    writeFileSync(file, '', { mode: 0o600 });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOSPC' && code !== 'EDQUOT') throw error;
  }
}
