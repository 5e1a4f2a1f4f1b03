/** The header's numbers, told to every window when they may have changed: the latest value, at most ten a second. */
export type StatusFeed = {
  /** Something was written. */
  changed(): void;
  /** Waits for the next change after the last one seen, or for `signal`. */
  next(seen: number, signal: AbortSignal | undefined): Promise<number>;
  readonly version: () => number;
};

const shortestGapMs = 100;

export function createStatusFeed(): StatusFeed {
  let version = 1;
  let waiting = new Set<() => void>();
  let timer: NodeJS.Timeout | undefined;

  const tell = (): void => {
    timer = undefined;
    const told = waiting;
    waiting = new Set();
    for (const wake of told) wake();
  };

  return {
    version: () => version,
    changed() {
      version += 1;
      timer ??= setTimeout(tell, shortestGapMs);
    },
    next(seen, signal) {
      if (signal?.aborted === true || (seen !== version && timer === undefined)) return Promise.resolve(version);
      return new Promise((resolve) => {
        const wake = (): void => {
          signal?.removeEventListener('abort', wake);
          waiting.delete(wake);
          resolve(version);
        };
        waiting.add(wake);
        signal?.addEventListener('abort', wake, { once: true });
      });
    },
  };
}
