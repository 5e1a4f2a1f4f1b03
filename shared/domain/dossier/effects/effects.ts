import type { ActBody } from '#shared/journal/act.ts';
import type { KnownPayload } from '#shared/journal/kinds.ts';
import type { DossierState } from '../state.ts';
import { besideEffects } from './beside.ts';
import { changeEffects, courseEffects } from './course.ts';
import { intakeEffects } from './intake.ts';

const effects: { readonly [kind: string]: unknown } = { ...intakeEffects, ...courseEffects, ...changeEffects, ...besideEffects };

/** The state with the act's content. Kinds of an office and decisions about acts leave a dossier's content alone. */
export function applyContent(state: DossierState, known: KnownPayload, body: ActBody): DossierState {
  // Each table ties its kinds to their payloads; the compiler cannot follow one pair of the union through all of them.
  const effect = effects[known.kind] as ((state: DossierState, payload: unknown, body: ActBody) => DossierState) | undefined;
  return effect === undefined ? state : effect(state, known.payload, body);
}
