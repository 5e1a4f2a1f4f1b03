/** The highest numbers any manifest tells of, newer than the backup that is restored or not: what was given stays given. */
import type { BackupManifest, DayNumbers } from './manifest.ts';

export function knownNumbers(
  manifests: readonly BackupManifest[],
  { agencyCode, counterNo }: Pick<BackupManifest, 'agencyCode' | 'counterNo'>,
): readonly DayNumbers[] {
  const days = manifests.filter((one) => one.agencyCode === agencyCode && one.counterNo === counterNo).flatMap(({ numbers }) => numbers);
  return [...Map.groupBy(days, ({ date }) => date)]
    .map(([date, told]) => ({
      date,
      ordinary: highest(told.map(({ ordinary }) => ordinary)),
      reserve: highest(told.map(({ reserve }) => reserve)),
    }))
    .sort((a, b) => (a.date < b.date ? -1 : 1));
}

function highest(numbers: readonly (number | null)[]): number | null {
  return numbers.reduce((a, b) => (a === null ? b : b === null ? a : Math.max(a, b)), null);
}
