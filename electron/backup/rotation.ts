/** Which backups may go. Pure: names and times in, newest first by what is in them, names out. */
import { backupPlan } from './plan.ts';

/** `madeAt` is an instant with the office's offset, so that its first ten characters are the office's day. */
export type Dated = { readonly name: string; readonly madeAt: string };

type Plan = Pick<typeof backupPlan, 'keepNewest' | 'keepDays' | 'keepMonths'>;

/** Names of those the plan no longer keeps: not among the newest, not the last of one of the last days or months. The first is never among them, whatever its clock said. */
export function outdated(newestFirst: readonly Dated[], plan: { readonly [K in keyof Plan]: number } = backupPlan): readonly string[] {
  const kept = new Set([
    ...newestFirst.slice(0, Math.max(1, plan.keepNewest)),
    ...lastOfEach(newestFirst, 'YYYY-MM-DD'.length, plan.keepDays),
    ...lastOfEach(newestFirst, 'YYYY-MM'.length, plan.keepMonths),
  ]);
  return newestFirst.filter((one) => !kept.has(one)).map(({ name }) => name);
}

function lastOfEach(newestFirst: readonly Dated[], length: number, most: number): readonly Dated[] {
  const last = new Map<string, Dated>();
  for (const one of newestFirst) {
    const period = one.madeAt.slice(0, length);
    if (!last.has(period)) last.set(period, one);
  }
  return [...last.values()].slice(0, most);
}
