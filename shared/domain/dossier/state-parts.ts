/** What a dossier's life is made of: clock cycles, handovers, papers, questions to the citizen and to other agencies. Plain JSON, as the whole state. */
import type { JsonObject } from '#shared/journal/act.ts';

/** The clock stands from `from` to `to`. */
export type Pause = { readonly from: string; readonly to: string | null; readonly why: 'payment' | 'stopped' };

/** One count of the limit. A complete supplement or a recalled result starts another one from zero. */
export type ClockCycle = {
  readonly startedAt: string;
  readonly dueAt: string | null;
  readonly steps: readonly JsonObject[];
  readonly pauses: readonly Pause[];
  readonly endedAt: string | null;
  /** What ended it. */
  readonly why: 'supplementRequested' | 'resolved' | 'withdrawn' | 'voided' | null;
};

/** A row of the control slip: Giao and Nhận. */
export type Handover = {
  readonly handedOverAt: string | null;
  readonly handedOverBy: string | null;
  readonly toPersonId: string | null;
  readonly toUnit: string | null;
  readonly takenOverAt: string | null;
  readonly takenOverBy: string | null;
  readonly note: string | null;
};

/** A printed paper. `dueAt` is what the paper shows, whatever the dossier says by now. */
export type Slip = {
  readonly actId: string;
  readonly form: string;
  readonly formSet: string;
  readonly copies: readonly number[];
  readonly reprintNo: number;
  readonly reason: string | null;
  readonly blobSha256: string;
  readonly pageCount: number;
  readonly printedAt: string;
  readonly dueAt: string | null;
  readonly stateActId: string;
  /** It no longer says what holds. `voidedBy` is the act that made it so, null when the paper shows an act without effect. */
  readonly void: boolean;
  readonly voidedBy: string | null;
  /** The answer to "did paper come out?", null until given. */
  readonly cameOut: boolean | null;
};

export type Extension = {
  readonly actId: string;
  readonly oldDueAt: string | null;
  readonly promisedAt: string;
  readonly reason: string;
  readonly apologyNo: string | null;
  readonly late: boolean;
  readonly occurredAt: string;
};

export type SupplementAsked = {
  readonly actId: string;
  readonly phase: 'preAcceptance' | 'appraisal';
  readonly items: readonly string[];
  readonly reason: string;
  readonly secondTimeReason: string | null;
  readonly noticeNo: string | null;
  readonly requestedAt: string;
  readonly completedAt: string | null;
};

export type Consultation = {
  readonly actId: string;
  readonly agency: string;
  readonly content: string;
  readonly askedAt: string;
  readonly dueAt: string | null;
  readonly answer: { readonly actId: string; readonly content: string; readonly answeredAt: string } | null;
};
