/** What F9 does on a dossier's page: the next lawful step for the person at the desk. */
import type { DossierDetail } from '#shared/contract/dossier.ts';
import type { StepKind } from './step-forms.ts';

export type Verb = { readonly kind: 'step'; readonly step: StepKind } | { readonly kind: 'decide' } | { readonly kind: 'none' };

/** Who settles dossiers takes them over and ends them; who stands at the desk returns and hands over. */
const orderOfSettlers = ['dossier.takenOver', 'dossier.resolved', 'dossier.returned', 'dossier.handedOver'] as const;
const orderOfDesk = ['dossier.returned', 'dossier.handedOver', 'dossier.takenOver'] as const;

export type Reader = { readonly personId: string; readonly maySettle: boolean };

export function verbOf({ state, next, badge }: Pick<DossierDetail, 'state' | 'next' | 'badge'>, reader: Reader): Verb {
  if (badge.kind === 'needsDecision') return { kind: 'decide' };
  if (state.readOnly !== null) return { kind: 'none' };
  const step = (reader.maySettle ? orderOfSettlers : orderOfDesk).find(
    (kind) => isAllowed(next, kind) && !isPointless(kind, state, reader),
  );
  return step === undefined ? { kind: 'none' } : { kind: 'step', step };
}

export function isAllowed(next: DossierDetail['next'], kind: string): boolean {
  return next.some((step) => step.kind === kind && step.allowed);
}

/** i18n key under `refusals` of a step that is not allowed; undefined when it is. */
export function whyNot(next: DossierDetail['next'], kind: string): string | undefined {
  const step = next.find((one) => one.kind === kind);
  if (step === undefined) return 'not-permitted';
  return step.allowed ? undefined : (step.why ?? 'not-from-this-status');
}

/** Lawful, and nothing new: taking over what one holds, handing over what nobody has taken over yet. */
function isPointless(kind: StepKind, state: DossierDetail['state'], { personId }: Reader): boolean {
  if (kind === 'dossier.takenOver') return state.holder === personId && state.status === 'inProgress';
  if (kind === 'dossier.handedOver') return state.handovers.at(-1)?.takenOverAt === null;
  return false;
}
