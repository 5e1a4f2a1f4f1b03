/**
 * Money that goes into and out of the till with a dossier's acts. No law says how an office counts its till; what is in it at the day's end is what was taken less what
 * was given back: a mistaken acceptance gives its fee back when it is voided, a correction takes or gives back the difference. A dossier that is withdrawn or refused
 * keeps its fee: giving it back is each field's own rule, and is recorded as a correction of the fee (procedures.md §3.8).
 */
import type { ActBody } from '../../journal/act.ts';

/** In đồng; one of the two is 0. `personId`: who recorded it, and had the money in their hands. */
export type TillMovement = {
  readonly actId: string;
  readonly personId: string;
  readonly takenVnd: number;
  readonly refundedVnd: number;
};

/** Of the acts of one dossier, in their order. Acts before the fee was first told move nothing: nobody knows what had been paid. */
export function tillMovements(acts: readonly ActBody[]): readonly TillMovement[] {
  let paidVnd: number | null = null;
  const moved: TillMovement[] = [];
  for (const act of acts) {
    const after = paidAfter(act, paidVnd);
    if (after === null) continue;
    const by = after - (paidVnd ?? 0);
    paidVnd = after;
    if (by !== 0) moved.push({ actId: act.id, personId: act.actorId, takenVnd: Math.max(by, 0), refundedVnd: Math.max(-by, 0) });
  }
  return moved;
}

/** Kinds that can move money here; all others leave the till alone, also the rows of an old register, whose fees were taken elsewhere. */
export const tillKinds: readonly string[] = ['dossier.accepted', 'dossier.recordedAtOnce', 'dossier.corrected', 'dossier.voided'];

/** What is paid on the dossier once `act` is done; null when it does not say. */
function paidAfter({ kind, payload }: ActBody, before: number | null): number | null {
  switch (kind) {
    case 'dossier.accepted':
    case 'dossier.recordedAtOnce':
      return paidVndOf(payload['fee']) ?? 0;
    case 'dossier.corrected':
      return before === null ? null : paidVndOf(payload['fee']);
    case 'dossier.voided':
      return before === null ? null : 0;
    default:
      return null;
  }
}

/** Null where no fee is told (a correction of something else). Read without the kind's schema, as the manifest reads it. */
function paidVndOf(fee: unknown): number | null {
  if (typeof fee !== 'object' || fee === null || !('state' in fee)) return null;
  if (fee.state !== 'paid') return 0;
  return 'amountVnd' in fee && typeof fee.amountVnd === 'number' && fee.amountVnd > 0 ? fee.amountVnd : 0;
}
