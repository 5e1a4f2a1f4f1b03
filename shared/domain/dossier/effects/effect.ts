import type { ActBody } from '#shared/journal/act.ts';
import type { Kind, PayloadOf } from '#shared/journal/kinds.ts';
import type { DossierState } from '../state.ts';

/** What a lawful act leaves of the state before it. The status is set by the table of transitions, not here. */
export type EffectOf<K extends Kind> = (state: DossierState, payload: PayloadOf<K>, body: ActBody) => DossierState;
export type EffectsOf<K extends Kind> = { readonly [kind in K]: EffectOf<kind> };
