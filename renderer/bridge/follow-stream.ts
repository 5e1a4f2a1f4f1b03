/**
 * Listens to a stream of state as long as its line lasts. One that fails or ends while the line stays open begins again, after a pause that grows; a lost line is the
 * keeper's: who follows begins anew on the next one.
 */
import type { Keeper } from './keeper.ts';

export type Listener<T> = {
  readonly tell: (value: T) => void;
  /** The stream failed and the line is open: what was told last may be so no longer. */
  readonly failed: () => void;
  /** The app ended the stream. */
  readonly ended: () => void;
};

/** A call may fail a moment before its line says that it closed. */
const lineTellsWithinMs = 250;
const pausesMs = [1000, 2000, 4000, 8000, 16_000, 30_000] as const;
/** A stream that lasted this long was sound: the next pause is the first again. */
const soundAfterMs = 60_000;

/** Follows until the answer is called, or the line is another. `open` is handed what ends its call. */
export function followStream<T>(
  { state }: Pick<Keeper, 'state'>,
  open: (signal: AbortSignal) => Promise<AsyncIterable<T>>,
  listener: Listener<T>,
): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  const line = state.getState().generation;
  const isOver = (): boolean => signal.aborted || state.getState().generation !== line || state.getState().phase !== 'open';

  const once = async (): Promise<void> => {
    try {
      for await (const value of await open(signal)) if (!signal.aborted) listener.tell(value);
      if (!signal.aborted) listener.ended();
    } catch {
      // Why is in the app's log; the page can only ask again.
      await pause(lineTellsWithinMs, signal);
      if (!isOver()) listener.failed();
    }
  };
  const follow = async (): Promise<void> => {
    for (let failures = 0; !isOver(); failures += 1) {
      const beganMs = performance.now();
      await once();
      if (performance.now() - beganMs >= soundAfterMs) failures = 0;
      await pause(pausesMs[Math.min(failures, pausesMs.length - 1)] ?? 0, signal);
    }
  };
  void follow();
  return () => {
    stop.abort();
  };
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    if (signal.aborted) done();
    else signal.addEventListener('abort', done);
  });
}
