import { setImmediate } from 'node:timers/promises';
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
  const next = (): SentRun | undefined => store.sync.runAfter(journalId, after, most);
  for (let run = next(); run !== undefined;) {
    const { head, acts: sent } = run;
    // The next batch is read while the server works on this one.
    const [taken, ahead] = await Promise.all([
      pushRun(flight, journalId, run),
      inTheMeantime(() => store.sync.runAfter(journalId, head.seq, most)),
    ]);
    if (!taken) {
      most = Math.max(1, Math.floor(sent.length / 2));
      run = next();
      continue;
    }
    after = head.seq;
    const { acts } = progress();
    report({ acts: { done: Math.min(acts.total, acts.done + sent.length), total: acts.total } });
    await between('pushed');
    // At what was the end, a clerk may have gone on.
    run = ahead ?? next();
  }
}

/** Once what was begun has gone out. */
async function inTheMeantime<T>(work: () => T): Promise<T> {
  await setImmediate();
  return work();
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
