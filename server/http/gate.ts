export type Gate = {
  /** Waits for a place, first come first served. What it gives back gives the place up; more than once does no harm. */
  readonly enter: () => Promise<() => void>;
};

/** At most `places` at a time. */
export function newGate(places: number): Gate {
  const waiting: (() => void)[] = [];
  let free = places;
  const leave = (): void => {
    const next = waiting.shift();
    if (next === undefined) free += 1;
    else next();
  };
  return {
    enter: async () => {
      if (free > 0) free -= 1;
      else
        await new Promise<void>((come) => {
          waiting.push(come);
        });
      let inside = true;
      return () => {
        if (!inside) return;
        inside = false;
        leave();
      };
    },
  };
}
