/** One lane: its jobs in their order, and the process that does them one at a time. */
import { fail } from '#shared/errors.ts';
import { type Answer, type Ask, type JobKind, type JobKinds, jobRules } from './jobs.ts';
import type { PaperChild } from './paper-child.ts';

export type PaperLimits = {
  /** Memory over which the process is ended, in the middle of a job where the system tells, else after it. */
  readonly memoryLimitBytes?: number;
  /** Replaces the limit of every kind; for tests. */
  readonly timeLimitMs?: number;
};

/** `restsAfterMs` null: the process is started at once and kept. */
type LaneOptions = PaperLimits & { readonly restsAfterMs: number | null };

export type LaneQueue = {
  ask<K extends JobKind>(kind: K, input: JobKinds[K]['input']): Promise<JobKinds[K]['output']>;
  close(): void;
};

/** A job that the process refused or failed at: a fault of the data or of a template, not of the process. */
class PaperJobError extends Error {
  override readonly name = 'PaperJobError';
  readonly reason: string;

  constructor(reason: string, message: string) {
    super(message);
    this.reason = reason;
  }
}

function errorOf({ name, message, refusal }: Extract<Answer, { ok: false }>): Error {
  // The process throws what `fail` made: code and values belong together.
  return refusal === undefined ? new PaperJobError(name, message) : fail(refusal.code, refusal.params as never);
}

type Waiting = {
  readonly ask: Ask;
  readonly order: number;
  readonly settle: { resolve(output: JobKinds[JobKind]['output']): void; reject(error: Error): void };
};

/** What a slow PC may need until a process just started can begin its first job: fonts and engine are loaded. A job's own limit knows nothing of it. */
const START_MS = 30_000;
const MEMORY_LIMIT_BYTES = 768 * 1024 * 1024;
const MEMORY_LOOK_MS = 100;

/**
 * Keeps the queue of one paper process: sends it one job at a time, the most urgent first; ends and replaces it when a job passes its
 * time or memory. The running job is then rejected with `paper-process-died`, those waiting go to the next process.
 */
export function laneQueue(start: () => PaperChild, options: LaneOptions): LaneQueue {
  const { memoryLimitBytes = MEMORY_LIMIT_BYTES, timeLimitMs, restsAfterMs } = options;
  // What a long job leaves in memory would be the next one's death: that one begins in a new process.
  const tiredBytes = restsAfterMs === null ? memoryLimitBytes : memoryLimitBytes / 2;
  const waiting: Waiting[] = [];
  let running: { readonly job: Waiting; readonly stopWatching: () => void } | undefined;
  let child: PaperChild | undefined;
  let hasAnswered = false;
  let count = 0;
  let closed = false;
  let resting: NodeJS.Timeout | undefined;

  const settleRunning = (settle: (job: Waiting) => void): void => {
    if (running === undefined) return;
    const { job, stopWatching } = running;
    running = undefined;
    stopWatching();
    settle(job);
  };

  const drop = (dead: PaperChild): void => {
    if (child !== dead) return;
    child = undefined;
    settleRunning((job) => {
      job.settle.reject(fail('paper-process-died', {}));
    });
    next();
  };

  const end = (target: PaperChild): void => {
    target.kill();
    drop(target);
  };

  const ready = (): PaperChild => {
    if (child !== undefined) return child;
    const started = start();
    child = started;
    hasAnswered = false;
    started.onExit(() => {
      drop(started);
    });
    started.onAnswer((answer) => {
      if (child !== started || running?.job.ask.id !== answer.id) return;
      hasAnswered = true;
      settleRunning(({ settle }) => {
        if (answer.ok) settle.resolve(answer.output);
        else settle.reject(errorOf(answer));
      });
      if (answer.rssBytes > tiredBytes) end(started);
      else next();
    });
    return started;
  };

  const next = (): void => {
    if (running !== undefined) return;
    waiting.sort((a, b) => jobRules[a.ask.kind].urgency - jobRules[b.ask.kind].urgency || a.order - b.order);
    const job = waiting.shift();
    clearTimeout(resting);
    if (job === undefined) return rest();
    const target = ready();
    const limitMs = timeLimitMs ?? jobRules[job.ask.kind].timeLimitMs + (hasAnswered ? 0 : START_MS);
    running = { job, stopWatching: watch(target, { limitMs, memoryLimitBytes }, end) };
    target.send(job.ask);
  };

  const rest = (): void => {
    if (restsAfterMs === null || child === undefined) return;
    resting = setTimeout(() => {
      if (child !== undefined) end(child);
    }, restsAfterMs);
    resting.unref();
  };

  const ask = <K extends JobKind>(kind: K, input: JobKinds[K]['input']): Promise<JobKinds[K]['output']> => {
    if (closed) return Promise.reject(fail('paper-process-died', {}));
    const { promise, resolve, reject } = Promise.withResolvers<JobKinds[JobKind]['output']>();
    count += 1;
    waiting.push({ ask: { id: count, kind, input } as Ask, order: count, settle: { resolve, reject } });
    next();
    // The process answers a job of a kind with that kind's output: `Ask` and `Answer` are joined by the id.
    return promise as Promise<JobKinds[K]['output']>;
  };

  if (restsAfterMs === null) ready();
  return {
    ask,
    close: () => {
      closed = true;
      clearTimeout(resting);
      const ended = waiting.splice(0);
      const last = child;
      child = undefined;
      settleRunning((job) => {
        ended.push(job);
      });
      for (const job of ended) job.settle.reject(fail('paper-process-died', {}));
      last?.kill();
    },
  };
}

/** Ends a process at work over its time or memory. Answers how to stop watching. */
function watch(
  target: PaperChild,
  { limitMs, memoryLimitBytes }: { readonly limitMs: number; readonly memoryLimitBytes: number },
  end: (target: PaperChild) => void,
): () => void {
  const timer = setTimeout(() => {
    end(target);
  }, limitMs);
  const look = setInterval(() => {
    if ((target.rssBytes() ?? 0) > memoryLimitBytes) end(target);
  }, MEMORY_LOOK_MS);
  return () => {
    clearTimeout(timer);
    clearInterval(look);
  };
}
