/** Giving a restored server back what it has forgotten (docs/sync-protocol.md §9). */
import type { HelloAnswer } from '#shared/contract/upstream/values.ts';
import type { SignedPage } from '#shared/sync/page.ts';
import { isSyncFault } from '../fault.ts';
import type { Flight } from '../flight.ts';

type Receiving = Pick<HelloAnswer, 'receiving' | 'waitingFor'>;

/** Offers what the server owes its places to, and learns where it has gone on without us. Answers whether it takes new acts. */
export async function offerAgain(flight: Flight, hello: HelloAnswer): Promise<Receiving & { readonly hasOffered: boolean }> {
  const { store, report, between } = flight;
  let receiving: Receiving = hello;
  let hasOffered = false;
  if (hello.reofferDue && !hello.receiving) {
    report({ phase: 'offering' });
    receiving = await offerAbove(flight, hello.position?.position ?? 0);
    hasOffered = true;
    await between('offered');
  }
  if (!receiving.receiving || store.sync.offeredIn() === hello.epoch) return { ...receiving, hasOffered };
  const agreed = await lastAgreed(flight);
  const latest = store.sync.cursor()?.position ?? 0;
  if (agreed < latest || (hello.reofferDue && hello.receiving)) {
    report({ phase: 'offering' });
    receiving = await offerAbove(flight, agreed);
    hasOffered = true;
    if (agreed < latest) store.sync.rewind(agreed);
    await between('offered');
  }
  store.sync.keepOffered(hello.epoch);
  return { ...receiving, hasOffered };
}

/** Every kept page that ends above `position`, oldest first, then the word that this was all. */
async function offerAbove({ store, upstream }: Flight, position: number): Promise<Receiving> {
  let above = position;
  for (let offered = store.sync.pageAbove(above); offered !== undefined; offered = store.sync.pageAbove(above)) {
    const next = offered.page.to?.position ?? above;
    above = await offerOne(upstream, offered, next);
  }
  return upstream.reoffer({ offered: null, last: true });
}

async function offerOne(upstream: Flight['upstream'], offered: SignedPage, next: number): Promise<number> {
  try {
    await upstream.reoffer({ offered, last: false });
    return next;
  } catch (error) {
    const position = isSyncFault(error, 'page-gap') ? error.details['position'] : undefined;
    // Offered from there, unless that would be this very page again.
    if (typeof position !== 'number' || position >= (offered.page.after?.position ?? 0)) throw error;
    return position;
  }
}

/**
 * The last place up to which the server tells the same acts as our pages do. Pages are prefixes of one order, so the newest page on which both agree is found by halving.
 */
async function lastAgreed({ store, upstream }: Flight): Promise<number> {
  const ends = store.sync.pageEnds();
  let [low, high] = [0, ends.length];
  let isFirst = true;
  while (low < high) {
    // The newest page first: after an ordinary day it is the answer.
    const middle = isFirst ? high : Math.ceil((low + high) / 2);
    isFirst = false;
    const kept = store.sync.pageAbove(ends[middle - 2]?.position ?? 0);
    if (kept !== undefined && (await isToldAlike(upstream, kept))) low = middle;
    else high = middle - 1;
  }
  return ends[low - 1]?.position ?? 0;
}

async function isToldAlike(upstream: Flight['upstream'], { page }: SignedPage): Promise<boolean> {
  const told = await upstream.pull({ cursor: page.after, limit: page.entries.length });
  return page.entries.every(({ bodyHash, position }, index) => {
    const entry = told.page.entries[index];
    return entry?.bodyHash === bodyHash && entry.position === position;
  });
}
