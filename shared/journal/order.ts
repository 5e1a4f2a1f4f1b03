import type { PlacedAct, Placement } from './act.ts';
import { keysGiven, keysNeeded, type OrderKey } from './needs.ts';

/** `applied` in the order acts take effect; `waiting` those whose base or first act is not here. */
export type Ordered = { readonly applied: readonly PlacedAct[]; readonly waiting: readonly PlacedAct[] };

/**
 * The one order of `acts`, however they arrived and however often. Placed acts by (epoch, position), never otherwise; on top of
 * them the unplaced, each journal in its own sequence. An act whose base is missing waits and comes right after it.
 * `epochs`: the server's epochs, oldest first; epochs not named come last, by text.
 */
export function orderActs(acts: readonly PlacedAct[], epochs: readonly string[] = []): Ordered {
  const [first] = acts;
  if (first !== undefined && acts.length === 1) return orderOfOne(first);
  const single = withoutRepeats(acts, epochs);
  const placed = single.filter(isPlaced).sort((a, b) => comparePlacement(a.placement, b.placement, epochs));
  return release([...placed, ...mergeJournals(single.filter((act) => act.placement === null))]);
}

/** A dossier just opened has one act, and its acceptance folds it: there is nothing to sort, to merge or to hold back. */
function orderOfOne(act: PlacedAct): Ordered {
  return keysNeeded(act.body).length === 0 ? { applied: [act], waiting: [] } : { applied: [], waiting: [act] };
}

/** Whole dossiers to fold again after a pull: those of its acts. */
export function dossiersOf(acts: readonly PlacedAct[]): readonly string[] {
  return [...new Set(acts.flatMap(({ body }) => (body.dossierId === null ? [] : [body.dossierId])))].sort(compareText);
}

/**
 * What the store holds together with what a pull brought: own acts that were placed go to their places, the rest of the own
 * ones stand on top again.
 */
export function rebase(held: readonly PlacedAct[], pulled: readonly PlacedAct[], epochs: readonly string[] = []): Ordered {
  return orderActs([...held, ...pulled], epochs);
}

/** Earlier place first. */
export function comparePlacement(a: Placement, b: Placement, epochs: readonly string[]): number {
  return epochRank(a.epoch, epochs) - epochRank(b.epoch, epochs) || compareText(a.epoch, b.epoch) || a.position - b.position;
}

type Placed = PlacedAct & { readonly placement: Placement };
const isPlaced = (act: PlacedAct): act is Placed => act.placement !== null;

function epochRank(epoch: string, epochs: readonly string[]): number {
  const rank = epochs.indexOf(epoch);
  return rank === -1 ? epochs.length : rank;
}

const compareText = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/** One copy of each id: the placed one, else the one of the first journal by text. The choice must not depend on arrival. */
function withoutRepeats(acts: readonly PlacedAct[], epochs: readonly string[]): PlacedAct[] {
  const kept = new Map<string, PlacedAct>();
  for (const act of acts) {
    const other = kept.get(act.body.id);
    if (other === undefined || compareCopies(act, other, epochs) < 0) kept.set(act.body.id, act);
  }
  return [...kept.values()];
}

function compareCopies(a: PlacedAct, b: PlacedAct, epochs: readonly string[]): number {
  if (a.placement === null || b.placement === null) {
    return Number(a.placement === null) - Number(b.placement === null) || compareLinks(a, b);
  }
  return comparePlacement(a.placement, b.placement, epochs) || compareLinks(a, b);
}

const compareLinks = ({ link: a }: PlacedAct, { link: b }: PlacedAct): number =>
  compareText(a.journalId, b.journalId) || a.seq - b.seq || compareText(a.bodyHash, b.bodyHash);

/** Each journal keeps its sequence; among the journals' next acts the smallest id goes first: any rule would do that does not depend on arrival. */
function mergeJournals(acts: readonly PlacedAct[]): PlacedAct[] {
  const journals = [...Map.groupBy(acts, ({ link }) => link.journalId).values()].map((own) => own.sort(compareLinks));
  const merged: PlacedAct[] = [];
  const next = journals.map(() => 0);
  while (merged.length < acts.length) {
    let chosen = -1;
    let first: PlacedAct | undefined;
    for (const [index, journal] of journals.entries()) {
      const candidate = journal[next[index] ?? 0];
      if (candidate === undefined || (first !== undefined && first.body.id <= candidate.body.id)) continue;
      chosen = index;
      first = candidate;
    }
    if (first === undefined) break;
    merged.push(first);
    next[chosen] = (next[chosen] ?? 0) + 1;
  }
  return merged;
}

/** Lets acts through in their order, holding back each until what it needs has come. */
function release(acts: readonly PlacedAct[]): Ordered {
  const applied: PlacedAct[] = [];
  const given = new Set<OrderKey>();
  const heldBy = new Map<OrderKey, PlacedAct[]>();
  for (const act of acts) {
    // A stack, not recursion: a chain of acts can be as long as a journal.
    const ready = [act];
    for (let current = ready.pop(); current !== undefined; current = ready.pop()) {
      const missing = keysNeeded(current.body).find((key) => !given.has(key));
      if (missing !== undefined) {
        hold(heldBy, missing, current);
        continue;
      }
      applied.push(current);
      ready.push(...newlyFree(keysGiven(current.body), given, heldBy).reverse());
    }
  }
  const through = new Set(applied);
  return { applied, waiting: acts.filter((act) => !through.has(act)) };
}

function hold(heldBy: Map<OrderKey, PlacedAct[]>, key: OrderKey, act: PlacedAct): void {
  const held = heldBy.get(key);
  if (held === undefined) heldBy.set(key, [act]);
  else held.push(act);
}

function newlyFree(keys: readonly OrderKey[], given: Set<OrderKey>, heldBy: Map<OrderKey, PlacedAct[]>): PlacedAct[] {
  const free: PlacedAct[] = [];
  for (const key of keys) {
    given.add(key);
    free.push(...(heldBy.get(key) ?? []));
    heldBy.delete(key);
  }
  return free;
}
