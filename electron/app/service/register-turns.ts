/** One book at a time: who asks while another is printed waits for its end, the same command too, which then finds it done. */
export type BookTurns = {
  /** Runs `work` when its turn has come; `isStopped` answers what `stop` and the caller's `signal` said. */
  run<T>(commandId: string, signal: AbortSignal | undefined, work: (isStopped: () => boolean) => AsyncGenerator<T>): AsyncGenerator<T>;
  /** After the part under way; says nothing to a command that does not run. */
  stop(commandId: string): void;
  isRunning(commandId: string): boolean;
};

export function bookTurns(): BookTurns {
  let last: Promise<void> = Promise.resolve();
  const running = new Map<string, { isStopped: boolean }>();
  return {
    async *run(commandId, signal, work) {
      const before = last;
      const turn = Promise.withResolvers<void>();
      last = turn.promise;
      try {
        await before;
        const state = { isStopped: false };
        running.set(commandId, state);
        yield* work(() => state.isStopped || signal?.aborted === true);
      } finally {
        running.delete(commandId);
        turn.resolve();
      }
    },
    stop: (commandId) => {
      const state = running.get(commandId);
      if (state !== undefined) state.isStopped = true;
    },
    isRunning: (commandId) => running.has(commandId),
  };
}
