import { expect } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { CupsPdf } from '../../helpers/cups.ts';

/** Waits until `count` jobs went through the queue since it was made; answers their ids, oldest first. */
export async function jobsOf({ printer }: CupsPdf, count: number): Promise<readonly string[]> {
  let ids: readonly string[] = [];
  await expect(() => {
    const listing = execFileSync('lpstat', ['-W', 'all', '-o', printer], { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } });
    ids = [...listing.matchAll(/^(\S+-\d+)\s/gmu)].map(([, id]) => id ?? '').toSorted((a, b) => numberOf(a) - numberOf(b));
    expect(ids).toHaveLength(count);
  }).toPass({ timeout: 10_000, intervals: [100] });
  return ids;
}

const numberOf = (jobId: string): number => Number(jobId.slice(jobId.lastIndexOf('-') + 1));

/** The document of a job exactly as the app handed it over: CUPS keeps it for a day, for root. cups-pdf's own output has gone through PostScript and lost its text. */
export function handedOver(jobId: string): Uint8Array {
  return readFileSync(`/var/spool/cups/d${String(numberOf(jobId)).padStart(5, '0')}-001`);
}
