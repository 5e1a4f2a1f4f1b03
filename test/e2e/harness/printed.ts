import { expect } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { linkSync, mkdtempSync, readdirSync, readFileSync, rmSync, watch } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/**
 * What goes through one print queue, exactly as the app handed it over: cups-pdf's own output has gone through PostScript and lost its text, and the app takes its
 * documents out of the spool when their jobs have ended. Each is given a second name when it appears, which keeps it.
 */
export type Printed = {
  /** Waits until `count` documents were handed over; answers the numbers of their jobs, oldest first. */
  jobs(count: number): Promise<readonly number[]>;
  document(job: number): Uint8Array;
  stop(): void;
};

const spool = '/var/spool/cups';
const document = /^d(\d+)-001$/u;

/** Follows the spool from here on. Needs root, as test runners are. */
export function followPrinted(printer: string): Printed {
  // Beside the spool: a second name is possible on the same disk only.
  const kept = mkdtempSync('/var/spool/mot-cua-e2e-');
  const own = new Set<number>();
  const watcher = watch(spool, (_, name) => {
    const number = Number(document.exec(name ?? '')?.[1]);
    if (!Number.isNaN(number) && linked(`${spool}/${String(name)}`, join(kept, String(name)))) void claim(number);
  });
  const claim = async (number: number): Promise<void> => {
    // A document may be there a moment before its job is told; another story's job never is told here.
    for (let looks = 0; looks < 10 && !own.has(number); looks += 1) {
      for (const job of jobsTold(printer)) own.add(job);
      await pause(50);
    }
  };
  const numbers = (): number[] =>
    readdirSync(kept)
      .map((name) => Number(document.exec(name)?.[1]))
      .filter((number) => own.has(number))
      .toSorted((a, b) => a - b);
  return {
    async jobs(count) {
      await expect(() => {
        expect(numbers()).toHaveLength(count);
      }).toPass({ timeout: 60_000, intervals: [100] });
      return numbers();
    },
    document: (job) => readFileSync(join(kept, `d${String(job).padStart(5, '0')}-001`)),
    stop: () => {
      watcher.close();
      rmSync(kept, { recursive: true });
    },
  };
}

/** False where the document was there already or is gone again. */
function linked(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST' || code === 'ENOENT') return false;
    throw error;
  }
}

/** Numbers of the queue's jobs, ended ones as long as their documents are there. */
function jobsTold(printer: string): number[] {
  const listing = execFileSync('lpstat', ['-W', 'all', '-o', printer], { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } });
  return [...listing.matchAll(/^\S+-(\d+)\s/gmu)].map(([, number]) => Number(number));
}
