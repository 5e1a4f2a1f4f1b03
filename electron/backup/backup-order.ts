/**
 * Which backup is newer: by what is in it. Its time was told by a clock that may have been wrong, its journals were not: a restore opens another one, and every act
 * lengthens the live one. Pure.
 */
import type { BackupManifest } from './manifest.ts';

export type Ranked = Pick<BackupManifest, 'file' | 'madeAt' | 'liveJournalId' | 'heads' | 'counts'>;

/** Newest first. Of two lives that went on from one backup the one whose newest backup was made later comes first, whole. */
export function newestFirst<T>(found: readonly T[], manifestOf: (one: T) => Ranked): readonly T[] {
  const madeLast = new Map<string, number>();
  for (const { liveJournalId, madeAt } of found.map(manifestOf))
    madeLast.set(liveJournalId, Math.max(madeLast.get(liveJournalId) ?? -Infinity, Date.parse(madeAt)));
  const rank = (one: Ranked): readonly number[] => [
    one.heads.length,
    madeLast.get(one.liveJournalId) ?? 0,
    one.heads.find(({ journalId }) => journalId === one.liveJournalId)?.seq ?? 0,
    one.counts.acts,
    Date.parse(one.madeAt),
  ];
  return [...found].sort((left, right) => {
    const [a, b] = [manifestOf(left), manifestOf(right)];
    const [ofA, ofB] = [rank(a), rank(b)];
    const different = ofA.findIndex((value, index) => value !== ofB[index]);
    // One of the same second has its number behind its name: `store-….db`, `store-…-1.db`.
    if (different === -1) return nameOf(b).localeCompare(nameOf(a), 'en', { numeric: true });
    return (ofB[different] ?? 0) - (ofA[different] ?? 0);
  });
}

/** Whether `one` knows of no link beyond what `other` holds. */
export function isContainedIn(one: Pick<Ranked, 'heads'>, other: Pick<Ranked, 'heads'>): boolean {
  const held = new Map(other.heads.map(({ journalId, seq }) => [journalId, seq]));
  return one.heads.every(({ journalId, seq }) => seq <= (held.get(journalId) ?? 0));
}

const nameOf = ({ file }: Ranked): string => file.replace(/\.db$/u, '');
