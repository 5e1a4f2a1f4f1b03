import type { ErrorCode } from '#shared/errors.ts';
import type { SafekeepingPort } from '../backup/port.ts';
import type { ReadRegister } from '../register/read-register.ts';
import type { BookJob, PaperJob, RenderedBook, RenderedPdf, RenderedSvg } from './port.ts';

/**
 * What the paper process can be asked to do: kind → what goes in and what comes out. A further long job (verify, backup, hashing) is
 * one entry here, one in `jobRules`, one in the handlers of `process.ts`.
 */
export type JobKinds = {
  renderPdf: { input: PaperJob; output: RenderedPdf };
  renderSvg: { input: PaperJob; output: RenderedSvg };
  /** As `renderPdf`, for hundreds of pages. */
  renderBook: { input: BookJob; output: RenderedBook };
  readRegister: { input: Uint8Array; output: ReadRegister };
} & {
  readonly [K in keyof SafekeepingPort]: { input: Parameters<SafekeepingPort[K]>[0]; output: Awaited<ReturnType<SafekeepingPort[K]>> };
};
export type JobKind = keyof JobKinds;

/**
 * Each lane is a process of its own: `quick` is what a person waits for at the desk, `long` what a person waits for a minute (a whole register), `safekeeping` what
 * runs by itself or while the counter is closed (a backup, a check of the log, a repair), so that nobody's paper ever stands behind it.
 */
export type Lane = 'quick' | 'long' | 'safekeeping';

/** `urgency`: lower goes first in its lane, equal ones in the order asked. A job over its time or memory ends with its process. */
export type JobRule = { readonly lane: Lane; readonly urgency: number; readonly timeLimitMs: number };

export const jobRules: { readonly [K in JobKind]: JobRule } = {
  renderPdf: { lane: 'quick', urgency: 0, timeLimitMs: 10_000 },
  renderSvg: { lane: 'quick', urgency: 1, timeLimitMs: 5_000 },
  readRegister: { lane: 'long', urgency: 0, timeLimitMs: 60_000 },
  renderBook: { lane: 'long', urgency: 1, timeLimitMs: 300_000 },
  // Somebody waits before a counter that does not open: its repair reads and writes every file there is.
  examine: { lane: 'safekeeping', urgency: 2, timeLimitMs: 30 * 60_000 },
  repairLog: { lane: 'safekeeping', urgency: 2, timeLimitMs: 60 * 60_000 },
  restore: { lane: 'safekeeping', urgency: 2, timeLimitMs: 60 * 60_000 },
  mendMonth: { lane: 'safekeeping', urgency: 2, timeLimitMs: 30 * 60_000 },
  lostPapers: { lane: 'safekeeping', urgency: 2, timeLimitMs: 10 * 60_000 },
  // Nobody waits for these.
  renewLog: { lane: 'safekeeping', urgency: 8, timeLimitMs: 30 * 60_000 },
  backup: { lane: 'safekeeping', urgency: 9, timeLimitMs: 30 * 60_000 },
  checkLog: { lane: 'safekeeping', urgency: 9, timeLimitMs: 10 * 60_000 },
  checkPapers: { lane: 'safekeeping', urgency: 9, timeLimitMs: 10 * 60_000 },
  findCut: { lane: 'safekeeping', urgency: 9, timeLimitMs: 10 * 60_000 },
};

export type Handlers = { readonly [K in JobKind]: (input: JobKinds[K]['input']) => JobKinds[K]['output'] | Promise<JobKinds[K]['output']> };

/** Parent to process. */
export type Ask = { readonly [K in JobKind]: { readonly id: number; readonly kind: K; readonly input: JobKinds[K]['input'] } }[JobKind];

/** A refusal the person is told as it is: a code of `#shared/errors.ts` and what goes with it. */
export type Refusal = { readonly code: ErrorCode; readonly params: unknown };

/** Process to parent. `rssBytes` is the process's memory after the job; errors carry no data of the job. */
export type Answer =
  | { readonly id: number; readonly ok: true; readonly output: JobKinds[JobKind]['output']; readonly rssBytes: number }
  | {
      readonly id: number;
      readonly ok: false;
      readonly name: string;
      readonly message: string;
      readonly refusal?: Refusal;
      readonly rssBytes: number;
    };
