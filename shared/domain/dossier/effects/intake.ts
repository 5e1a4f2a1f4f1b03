import type { ActBody } from '#shared/journal/act.ts';
import type { PayloadOf } from '#shared/journal/kinds.ts';
import { endCycle, openCycle, startCycle } from '../clock.ts';
import type { DossierState } from '../state.ts';
import type { IntakeKind } from '../transitions.ts';
import type { EffectsOf } from './effect.ts';

export const intakeEffects: EffectsOf<IntakeKind> = {
  'dossier.registered': (state, payload, body) => ({ ...state, ...payload, agencyCode: body.agencyCode }),

  'dossier.accepted': (state, payload, body) => startCycle(accepted(state, payload, body), body.occurredAt, payload.due),

  'dossier.recordedAtOnce': (state, payload, body) => {
    const { resolvedAt, returnedAt, result, ...asAccepted } = payload;
    const begun = startCycle(accepted(state, asAccepted, body), body.occurredAt, payload.due);
    return { ...endCycle(begun, resolvedAt, 'resolved'), resolvedAt, returnedAt, result };
  },

  'dossier.imported': (state, payload, body) => {
    const { dueAt, source: _source, ...row } = payload;
    const begun = openCycle(
      { ...state, ...row, agencyCode: body.agencyCode, receivedAt: body.occurredAt, entryMode: 'import' },
      body.occurredAt,
      dueAt,
      [],
    );
    const endedAt = payload.resolvedAt ?? payload.returnedAt;
    return endedAt === null ? begun : endCycle(begun, endedAt, 'resolved');
  },

  'dossier.notAccepted': (state, payload, body) => ({
    ...state,
    agencyCode: body.agencyCode,
    applicant: payload.applicant,
    procedureCode: payload.procedureCode,
    procedureName: payload.procedureName,
    supplementPhase: null,
    closing: { reason: payload.reason, legalGround: payload.legalGround, papersReturned: null, at: body.occurredAt },
  }),
};

function accepted(state: DossierState, payload: PayloadOf<'dossier.accepted'>, body: ActBody): DossierState {
  return {
    ...state,
    ...payload,
    // What the portal told stays when the counter leaves it out.
    submittedAt: payload.submittedAt ?? state.submittedAt,
    agencyCode: body.agencyCode,
    receivedAt: body.occurredAt,
    receivedBy: body.actorId,
    holder: body.actorId,
    supplementPhase: null,
    supplements: state.supplements.map((asked) => (asked.completedAt === null ? { ...asked, completedAt: body.occurredAt } : asked)),
  };
}
