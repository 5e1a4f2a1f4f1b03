import type { KnownPayload } from '#shared/journal/kinds.ts';
import { guards, type Proposal } from './guards.ts';
import type { DossierState } from './state.ts';
import { terminalStatuses, type DossierStatus } from './status.ts';
import { isSteered, transitions, type SteeredKind, type Transition } from './transitions.ts';
import type { Why } from './why.ts';

export type Verdict = { readonly ok: true; readonly to: DossierStatus | null } | { readonly ok: false; readonly why: Why };

/** The table's word on an act in this state: the status it leads to, or why it is illegal. */
export function judge(state: DossierState, proposal: Proposal): Verdict {
  const { known } = proposal;
  if (!isSteered(known.kind)) return { ok: true, to: state.status };
  const row = rowsFrom(state, known.kind).find(({ phase }) => phase === undefined || phase === phaseOf(known));
  if (row === undefined) return { ok: false, why: whyNotFrom(state, known.kind) };
  for (const name of row.guards) {
    const why = guards[name](state, proposal);
    if (why !== null) return { ok: false, why };
  }
  return { ok: true, to: target(row, state, known) };
}

/** Rows of the kind that start at the present status. */
export function rowsFrom(state: DossierState, kind: SteeredKind): readonly Transition[] {
  return transitions[kind].filter(({ from }) => from.includes(state.status ?? 'none'));
}

const acceptances: ReadonlySet<SteeredKind> = new Set(['dossier.accepted', 'dossier.imported', 'dossier.recordedAtOnce']);

export function whyNotFrom(state: DossierState, kind: SteeredKind): Why {
  if (acceptances.has(kind) && state.dossierCode !== null) return 'already-accepted';
  return state.status !== null && terminalStatuses.has(state.status) ? 'dossier-closed' : 'not-from-this-status';
}

const phaseOf = (known: KnownPayload): string | null => (known.kind === 'dossier.supplementRequested' ? known.payload.phase : null);

function target({ to }: Transition, state: DossierState, known: KnownPayload): DossierStatus | null {
  if (to === 'same') return state.status;
  return to === 'asImported' ? importedStatus(known) : to;
}

function importedStatus(known: KnownPayload): DossierStatus {
  if (known.kind !== 'dossier.imported') return 'accepted';
  if (known.payload.returnedAt !== null) return 'returned';
  return known.payload.resolvedAt === null ? 'accepted' : 'resolved';
}
