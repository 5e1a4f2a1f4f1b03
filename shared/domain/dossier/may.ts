import { kinds, type Kind, type KnownPayload, type PayloadOf } from '#shared/journal/kinds.ts';
import { judge, rowsFrom, whyNotFrom } from './lawful.ts';
import type { DossierState } from './state.ts';
import { isSteered } from './transitions.ts';
import type { Why } from './why.ts';

export type May = { readonly ok: true } | { readonly ok: false; readonly why: Why };

/**
 * Whether an act of `kind` may be made on the dossier as it now is: what this refuses the fold would park. Without a payload the
 * status alone is asked (is the button to be offered); with it the conditions too, and the day's when `occurredAt` is given.
 * Roles are the caller's to check.
 */
export function may<K extends Kind>(state: DossierState, kind: K, payload?: PayloadOf<K>, occurredAt?: string): May {
  if (state.readOnly !== null) return { ok: false, why: state.readOnly };
  if (kind === 'act.settled') return maySettle(state, payload as PayloadOf<'act.settled'> | undefined);
  if (kinds[kind].commutes) return { ok: true };
  if (state.needsDecision.length > 0) return { ok: false, why: 'needs-decision' };
  if (!isSteered(kind)) return { ok: true };
  if (payload === undefined) return rowsFrom(state, kind).length > 0 ? { ok: true } : { ok: false, why: whyNotFrom(state, kind) };
  // `K` ties kind and payload; the union of pairs is the same thing said without the type parameter.
  const known = { kind, payload } as unknown as KnownPayload;
  const verdict = judge(state, { known, occurredAt: occurredAt ?? null });
  return verdict.ok ? { ok: true } : verdict;
}

function maySettle(state: DossierState, payload: PayloadOf<'act.settled'> | undefined): May {
  const named = payload === undefined ? null : new Set([...payload.keeps, ...payload.setsAside]);
  const counts = state.needsDecision.some(({ actId }) => named === null || named.has(actId));
  return counts ? { ok: true } : { ok: false, why: 'settled-already' };
}
