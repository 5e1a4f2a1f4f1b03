import type { ActBody } from '#shared/journal/act.ts';
import { kinds, type Kind, type KnownPayload, type PayloadOf } from '#shared/journal/kinds.ts';
import { readPayload } from '#shared/journal/read-payload.ts';
import { judge, rowsFrom, whyNotFrom } from './lawful.ts';
import type { DossierState } from './state.ts';
import { step } from './step.ts';
import { isSteered } from './transitions.ts';
import type { Why } from './why.ts';

export type May = { readonly ok: true } | { readonly ok: false; readonly why: Why };

/**
 * Whether an act of `kind` may be made on the dossier as it now is: what this refuses the fold would park. Without a payload the
 * status alone is asked (is the button to be offered); with it the conditions too, and the day's when `occurredAt` is given.
 * Roles are the caller's to check.
 */
export function may<K extends Kind>(state: DossierState, kind: K, payload?: PayloadOf<K>, occurredAt?: string): May {
  // `K` ties kind and payload; the union of pairs is the same thing said without the type parameter.
  if (payload !== undefined) return mayKnown(state, { kind, payload } as unknown as KnownPayload, occurredAt ?? null);
  const bar = barTo(state, kind);
  if (bar !== null) return { ok: false, why: bar };
  return !isSteered(kind) || rowsFrom(state, kind).length > 0 ? { ok: true } : { ok: false, why: whyNotFrom(state, kind) };
}

/**
 * As `may` for an act as it would be made, and also whether its author has seen what it would collide with: 'change-not-seen' when
 * `basedOn` is not what the dossier has come to since.
 */
export function mayMake(state: DossierState, body: ActBody): May {
  const read = readPayload(body);
  if (!read.ok) return { ok: false, why: read.why === 'unknown' ? 'needs-update' : 'payload-unreadable' };
  const allowed = mayKnown(state, read.known, body.occurredAt);
  if (!allowed.ok || body.kind === 'act.settled') return allowed;
  if (body.basedOn !== null && state.marks[body.basedOn] === undefined) return { ok: false, why: 'change-not-seen' };
  const { needsDecision, setAside } = step(state, { body });
  const without = [...needsDecision, ...setAside].find(({ actId }) => actId === body.id);
  return without === undefined ? { ok: true } : { ok: false, why: without.why };
}

function mayKnown(state: DossierState, known: KnownPayload, occurredAt: string | null): May {
  const bar = barTo(state, known.kind);
  if (bar !== null) return { ok: false, why: bar };
  if (known.kind === 'act.settled') {
    const named = new Set([...known.payload.keeps, ...known.payload.setsAside]);
    return state.needsDecision.some(({ actId }) => named.has(actId)) ? { ok: true } : { ok: false, why: 'settled-already' };
  }
  const verdict = judge(state, { known, occurredAt });
  return verdict.ok ? { ok: true } : verdict;
}

/** What stands in the way of every act of the kind, whatever it says. */
function barTo(state: DossierState, kind: Kind): Why | null {
  if (state.readOnly !== null) return state.readOnly;
  const isDisputed = state.needsDecision.length > 0;
  if (kind === 'act.settled') return isDisputed ? null : 'settled-already';
  return isDisputed && !kinds[kind].commutes ? 'needs-decision' : null;
}
