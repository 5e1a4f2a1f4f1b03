/** What the server's heads say about the journals made here (docs/sync-protocol.md §4). Pure. */
import type { HelloAnswer } from '#shared/contract/upstream/values.ts';
import type { OwnJournal } from '../store/sync/own-journals.ts';

/**
 * `behind`: the server lacks what comes after `pushAfter`. `same`: it has all. `ahead`: it has more of this very chain, so this store was restored
 * from a backup. `clone`: it has another link where we have ours.
 */
export type Standing =
  | { readonly journal: OwnJournal; readonly found: 'behind'; readonly pushAfter: number }
  | { readonly journal: OwnJournal; readonly found: 'same' | 'ahead' | 'clone' };

export function standingOf(
  journal: OwnJournal,
  hello: Pick<HelloAnswer, 'heads' | 'atHead'>,
  linkHashAt: (seq: number) => string | undefined,
): Standing {
  const head = hello.heads.find(({ journalId }) => journalId === journal.journalId);
  if (head === undefined) return { journal, found: 'behind', pushAfter: 0 };
  if (head.seq < journal.seq)
    return linkHashAt(head.seq) === head.linkHash ? { journal, found: 'behind', pushAfter: head.seq } : { journal, found: 'clone' };
  const there = head.seq === journal.seq ? head.linkHash : hello.atHead.find(({ journalId }) => journalId === journal.journalId)?.linkHash;
  if (there !== journal.linkHash) return { journal, found: 'clone' };
  return { journal, found: head.seq === journal.seq ? 'same' : 'ahead' };
}

/** The server's time less ours, in whole seconds. */
export function clockOffSeconds(serverTime: string, ourTime: string): number {
  return Math.round((Date.parse(serverTime) - Date.parse(ourTime)) / 1000);
}
