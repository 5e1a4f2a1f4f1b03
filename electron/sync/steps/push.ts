import { actsPerFrame } from '../../store/batches.ts';
import type { SentRun } from '../../store/sync/own-journals.ts';
import { headBytes } from '#shared/sync/statements.ts';
import type { Standing } from '../compare.ts';
import { isSyncFault } from '../fault.ts';
import { BeginAgain, type Flight } from '../flight.ts';

/** Sends what the server lacks of every journal made here. A journal it will not take holds back no other. */
export async function pushAll(flight: Flight, standings: readonly Standing[]): Promise<void> {
  const { store, report, trouble } = flight;
  const total = store.sync.unsent().acts;
  report({ phase: 'sending', acts: { done: 0, total } });
  for (const { journalId, forked } of store.sync.journals()) {
    if (forked) continue;
    const standing = standings.find(({ journal }) => journal.journalId === journalId);
    const after = standing === undefined ? 0 : standing.found === 'behind' ? standing.pushAfter : null;
    if (after === null) continue;
    try {
      await pushJournal(flight, journalId, after);
    } catch (error) {
      if (!isSyncFault(error, 'chain-broken') && !isSyncFault(error, 'journal-of-another')) throw error;
      trouble(error);
    }
  }
}

async function pushJournal(flight: Flight, journalId: string, from: number): Promise<void> {
  const { store, report, progress, between } = flight;
  let after = from;
  let most = actsPerFrame;
  for (let run = store.sync.runAfter(journalId, after, most); run !== undefined; run = store.sync.runAfter(journalId, after, most)) {
    const taken = await pushRun(flight, journalId, run);
    if (!taken) {
      most = Math.max(1, Math.floor(run.acts.length / 2));
      continue;
    }
    after = run.head.seq;
    const { acts } = progress();
    report({ acts: { done: Math.min(acts.total, acts.done + run.acts.length), total: acts.total } });
    await between('pushed');
  }
}

/** Whether the server took the batch; it is too long for it when not. */
async function pushRun({ store, upstream, sign }: Flight, journalId: string, { acts, head }: SentRun): Promise<boolean> {
  const headSignature = sign(headBytes(store.identity.agencyCode, { journalId, ...head }));
  try {
    const { results } = await upstream.push({ journalId, acts: [...acts], head, headSignature });
    // Everything is kept and placed. What stands on a branch belongs on a journal of its own: hello finds that.
    if (results.some(({ outcome }) => outcome === 'fork')) throw new BeginAgain();
    return true;
  } catch (error) {
    if (isSyncFault(error, 'too-large') && acts.length > 1) return false;
    if (isSyncFault(error, 'gap') || isSyncFault(error, 'not-receiving')) throw new BeginAgain();
    throw error;
  }
}
