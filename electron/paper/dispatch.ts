import { fail } from '#shared/errors.ts';
import { jobRules, type Answer, type Ask, type JobKind, type JobKinds, type Lane } from './jobs.ts';
import type { SafekeepingPort } from '../backup/port.ts';
import type { PaperPort } from './port.ts';

/** One running paper process, however it was started. `rssBytes` undefined: the system does not tell. */
export type PaperChild = {
  send(ask: Ask): void;
  onAnswer(listen: (answer: Answer) => void): void;
  onExit(listen: () => void): void;
  rssBytes(): number | undefined;
  kill(): void;
};

export type DispatchOptions = {
  /** Memory over which the process is ended, in the middle of a job where the system tells, else after it. */
  readonly memoryLimitBytes?: number;
  /** Replaces the limit of every kind; for tests. */
  readonly timeLimitMs?: number;
};

/** A job that the process refused or failed at: a fault of the data or of a template, not of the process. */
export class PaperJobError extends Error {
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
const LANE_RESTS_AFTER_MS = 60_000;

type LaneQueue = {
  ask<K extends JobKind>(kind: K, input: JobKinds[K]['input']): Promise<JobKinds[K]['output']>;
  close(): void;
};

/**
 * The paper processes behind one port, a lane each. The quick one is started at once, so that the first receipt finds it warm; the others when there is
 * work for them, and they end when they have had none for a while.
 */
export function dispatchPaper(start: (lane: Lane) => PaperChild, options: DispatchOptions = {}): PaperPort & SafekeepingPort {
  const lanes: { readonly [lane in Lane]: LaneQueue } = {
    quick: laneQueue(() => start('quick'), { ...options, restsAfterMs: null }),
    long: laneQueue(() => start('long'), { ...options, restsAfterMs: LANE_RESTS_AFTER_MS }),
    safekeeping: laneQueue(() => start('safekeeping'), { ...options, restsAfterMs: LANE_RESTS_AFTER_MS }),
  };
  const ask = <K extends JobKind>(kind: K, input: JobKinds[K]['input']): Promise<JobKinds[K]['output']> =>
    lanes[jobRules[kind].lane].ask(kind, input);
  return {
    renderPdf: (job) => ask('renderPdf', job),
    renderSvg: (job) => ask('renderSvg', job),
    renderBook: (job) => ask('renderBook', job),
    readRegister: (bytes) => ask('readRegister', bytes),
    backup: (job) => ask('backup', job),
    checkLog: (job) => ask('checkLog', job),
    renewLog: (job) => ask('renewLog', job),
    findCut: (job) => ask('findCut', job),
    examine: (job) => ask('examine', job),
    checkPapers: (job) => ask('checkPapers', job),
    mendMonth: (job) => ask('mendMonth', job),
    lostPapers: (job) => ask('lostPapers', job),
    repairLog: (job) => ask('repairLog', job),
    restore: (job) => ask('restore', job),
    close: () => {
      for (const lane of Object.values(lanes)) lane.close();
      return Promise.resolve();
    },
  };
}

/** `restsAfterMs` null: the process is started at once and kept. */
type LaneOptions = DispatchOptions & { readonly restsAfterMs: number | null };

/**
 * Keeps the queue of one paper process: sends it one job at a time, the most urgent first; ends and replaces it when a job passes its
 * time or memory. The running job is then rejected with `paper-process-died`, those waiting go to the next process.
 */
function laneQueue(start: () => PaperChild, options: LaneOptions): LaneQueue {
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

  const watch = (target: PaperChild, kind: JobKind): (() => void) => {
    const limitMs = timeLimitMs ?? jobRules[kind].timeLimitMs + (hasAnswered ? 0 : START_MS);
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
  };

  const next = (): void => {
    if (running !== undefined) return;
    waiting.sort((a, b) => jobRules[a.ask.kind].urgency - jobRules[b.ask.kind].urgency || a.order - b.order);
    const job = waiting.shift();
    clearTimeout(resting);
    if (job === undefined) return rest();
    const target = ready();
    running = { job, stopWatching: watch(target, job.ask.kind) };
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
