import { expect } from '@playwright/test';
import { linkSync, mkdtempSync, readdirSync, readFileSync, rmSync, watch } from 'node:fs';
import { join } from 'node:path';

/**
 * What goes through the print system, exactly as the app handed it over: cups-pdf's own output has gone through PostScript and lost its text, and the app takes its
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

/** Follows the spool from here on. Needs root, as test runners are; nothing else may print meanwhile. */
export function followPrinted(): Printed {
  // Beside the spool: a second name is possible on the same disk only.
  const kept = mkdtempSync('/var/spool/mot-cua-e2e-');
  const watcher = watch(spool, (_, name) => {
    if (name === null || !document.test(name)) return;
    try {
      linkSync(join(spool, name), join(kept, name));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code !== 'EEXIST' && code !== 'ENOENT') throw error;
    }
  });
  const numbers = (): number[] =>
    readdirSync(kept)
      .map((name) => Number(document.exec(name)?.[1]))
      .toSorted((a, b) => a - b);
  return {
    async jobs(count) {
      await expect(() => {
        expect(numbers()).toHaveLength(count);
      }).toPass({ timeout: 15_000, intervals: [100] });
      return numbers();
    },
    document: (job) => readFileSync(join(kept, `d${String(job).padStart(5, '0')}-001`)),
    stop: () => {
      watcher.close();
      rmSync(kept, { recursive: true });
    },
  };
}
