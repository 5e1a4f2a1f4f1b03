/**
 * A budget of repairs: `true` for the first `times` calls within any `withinMs`, then `false` until the oldest is older than that.
 * `now` is a monotonic clock in milliseconds.
 */
export function atMost(times: number, withinMs: number, now: () => number): () => boolean {
  let spent: readonly number[] = [];
  return () => {
    const at = now();
    spent = spent.filter((one) => at - one < withinMs);
    if (spent.length >= times) return false;
    spent = [...spent, at];
    return true;
  };
}
