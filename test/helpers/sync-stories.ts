/** Stories of several counters that the fault tests tell small and the soak tells large. */
import { agencyCode } from './store.ts';
import { type Counted, expectPromisesKept, serverDirOf } from './promises.ts';
import { acceptedAt, stepOn, type SyncWorld } from './sync-world.ts';

export type Desk = { readonly name: string; readonly counterNo: number };

/** Both sides' promises, after every desk has everything of the others. */
export function expectKept(world: SyncWorld, names: readonly string[], confirmed: readonly string[]): Promise<Counted> {
  return expectPromisesKept({
    serverDir: serverDirOf(world.upstream),
    agencyCode,
    counters: names.map((name) => ({ name, store: world.store(name), dataDir: world.at(name) })),
    confirmed,
  });
}

export function shuffled<T>(values: readonly T[], random: () => number): readonly T[] {
  return values
    .map((value) => ({ value, at: random() }))
    .toSorted((one, other) => one.at - other.at)
    .map(({ value }) => value);
}

export type Apart = { readonly desks: readonly Desk[]; readonly dossiers: number; readonly first: number; readonly random: () => number };

/**
 * Dossiers everybody knows; then no line at all while two desks touch each of them, not always lawfully; then all of it comes together. Answers the ids of all acts made.
 */
export async function workApart(world: SyncWorld, { desks, dossiers, first, random }: Apart): Promise<readonly string[]> {
  const made: string[] = [];
  const names = desks.map(({ name }) => name);
  const below = (n: number): number => Math.floor(random() * n);
  for (let k = 0; k < dossiers; k += 1) {
    const { name, counterNo } = desks[k % desks.length]!;
    made.push(
      ...world
        .store(name)
        .commit([acceptedAt(counterNo, first + k)])
        .map(({ body }) => body.id),
    );
  }
  await world.settle(...names, ...names);
  let act = first * 10;
  for (const k of shuffled(
    Array.from({ length: dossiers }, (_, index) => index),
    random,
  )) {
    const one = below(desks.length);
    const other = (one + 1 + below(desks.length - 1)) % desks.length;
    for (const desk of [one, other]) {
      const step = [stepOn.note, stepOn.takeOver, stepOn.withdraw][below(3)]!((act += 1), first + k);
      made.push(
        ...world
          .store(names[desk]!)
          .commit([step])
          .map(({ body }) => body.id),
      );
    }
  }
  await world.settle(...shuffled(names, random));
  await world.settle(...shuffled(names, random));
  return made;
}
