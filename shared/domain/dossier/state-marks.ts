/** The fold's book-keeping: what became of each act, and what its author knew. */
import type { Placement } from '#shared/journal/act.ts';
import type { Why } from './why.ts';

/** What became of an act: `waiting` for an act that is not here or for an app that can read it. */
export type Effect = 'applied' | 'parked' | 'setAside' | 'waiting';

export type TimelineEntry = {
  readonly actId: string;
  readonly kind: string;
  readonly occurredAt: string;
  readonly recordedAt: string;
  readonly actorId: string;
  readonly effect: Effect;
};

/** An act a person has to decide about. `against` is the act it collides with or the one that contests it, where one does. */
export type Dispute = { readonly actId: string; readonly why: Why; readonly against: string | null };

/** An act a settlement left without effect, to be done again by one key (a settlement come too late needs nothing). `by` is the settlement. */
export type SetAside = { readonly actId: string; readonly by: string; readonly why: Why };

/** What an act has to have seen of, see `lines.ts`. */
export type Line = 'status' | 'due' | 'applicant' | 'documents' | 'resultDelivery' | 'fee' | 'intake' | 'limit';

/**
 * What an act knew of each line: the last act that wrote it. `rests` tells an act without effect and all built on it: `by` is
 * the parked act at the bottom, or the settlement that set it aside.
 */
export type Mark = {
  readonly seen: { readonly [line in Line]?: string };
  readonly rests: { readonly effect: 'parked' | 'setAside'; readonly by: string } | null;
};

/**
 * How far the order has come, so that one more act can be told from one that belongs in between: the last place, and each
 * journal's last act that is not placed yet.
 */
export type Tail = { readonly placement: Placement | null; readonly unplaced: { readonly [journalId: string]: number } };
