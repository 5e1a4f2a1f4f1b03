/** What a fuzz target is: it tries `steps` inputs from `seed` and throws, with the smallest input found, when one breaks what it holds. */
export type Tried = { readonly steps: number; readonly accepted: number; readonly refused: number };
export type FuzzTarget = { readonly name: string; readonly run: (steps: number, seed: number) => Promise<Tried> };

/** Counts both outcomes: a target that only ever refuses has not tried what it should. */
export function tally(): { accept(): void; refuse(): void; of(steps: number): Tried } {
  let [accepted, refused] = [0, 0];
  return {
    accept: () => {
      accepted += 1;
    },
    refuse: () => {
      refused += 1;
    },
    of: (steps) => ({ steps, accepted, refused }),
  };
}
