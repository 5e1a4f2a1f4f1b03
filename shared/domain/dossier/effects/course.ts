import { endCycle, pauseCycle, redate, resumeCycle, startCycle } from '../clock.ts';
import type { DossierState } from '../state.ts';
import type { Handover } from '../state-parts.ts';
import type { ChangeKind, CourseKind } from '../transitions.ts';
import type { EffectsOf } from './effect.ts';

export const courseEffects: EffectsOf<CourseKind> = {
  'dossier.supplementRequested': (state, payload, body) => {
    const { applicant, procedureCode, procedureName, ...request } = payload;
    const asked: DossierState = {
      ...state,
      agencyCode: state.agencyCode ?? body.agencyCode,
      applicant: state.applicant ?? applicant,
      procedureCode: state.procedureCode ?? procedureCode,
      procedureName: state.procedureName ?? procedureName,
      supplementPhase: payload.phase,
      supplements: [...state.supplements, { ...request, actId: body.id, requestedAt: body.occurredAt, completedAt: null }],
    };
    // At appraisal the limit ends here and is counted again from zero (Đ19 k4).
    return payload.phase === 'appraisal' ? endCycle(asked, body.occurredAt, 'supplementRequested') : asked;
  },

  'dossier.supplementCompleted': (state, payload, body) => ({
    ...startCycle(state, body.occurredAt, payload.due),
    documents: [...state.documents, ...payload.documents],
    supplementPhase: null,
    supplements: state.supplements.map((asked) => (asked.completedAt === null ? { ...asked, completedAt: body.occurredAt } : asked)),
  }),

  'dossier.handedOver': (state, payload, body) => ({
    ...state,
    handovers: [
      ...state.handovers,
      {
        handedOverAt: body.occurredAt,
        handedOverBy: body.actorId,
        toPersonId: payload.toPersonId,
        toUnit: payload.toUnit,
        takenOverAt: null,
        takenOverBy: null,
        note: payload.note,
      },
    ],
  }),

  'dossier.takenOver': (state, payload, body) => ({
    ...state,
    holder: body.actorId,
    handovers: takenOver(state.handovers, { from: payload.fromPersonId, by: body.actorId, at: body.occurredAt, note: payload.note }),
  }),

  'dossier.paymentRequested': (state, payload, body) => ({
    ...pauseCycle(state, body.occurredAt, 'payment'),
    payment: { ...payload, requestedAt: body.occurredAt, confirmedAt: null, proof: null },
  }),

  'dossier.paymentConfirmed': (state, payload, body) => ({
    ...resumeCycle(state, body.occurredAt, payload.due),
    payment: state.payment === null ? null : { ...state.payment, confirmedAt: body.occurredAt, proof: payload.proof },
  }),

  'dossier.stopped': (state, payload, body) =>
    closing(pauseCycle(state, body.occurredAt, 'stopped'), payload.reason, null, body.occurredAt),

  'dossier.reopened': (state, payload, body) => ({
    ...resumeCycle(state, body.occurredAt, payload.due),
    closing: null,
    supplementPhase: null,
  }),

  'dossier.withdrawn': (state, payload, body) =>
    closing(endCycle(state, body.occurredAt, 'withdrawn'), payload.reason, payload.papersReturned, body.occurredAt),

  'dossier.resolved': (state, payload, body) => ({
    ...endCycle(state, body.occurredAt, 'resolved'),
    resolvedAt: body.occurredAt,
    result: payload.result,
    resultNo: payload.resultNo,
    resultReason: payload.reason,
  }),

  'dossier.resultRecalled': (state, payload, body) => ({
    ...startCycle(state, body.occurredAt, payload.due),
    resolvedAt: null,
    result: null,
    resultNo: null,
    resultReason: null,
    corrections: [
      ...state.corrections,
      {
        actId: body.id,
        changes: [{ field: 'result', documentNo: payload.documentNo }],
        reason: payload.reason,
        occurredAt: body.occurredAt,
      },
    ],
  }),

  'dossier.returned': (state, payload, body) => ({ ...state, returnedAt: body.occurredAt, collector: payload }),

  'dossier.voided': (state, payload, body) => closing(endCycle(state, body.occurredAt, 'voided'), payload.reason, null, body.occurredAt),
};

export const changeEffects: EffectsOf<ChangeKind> = {
  'dossier.extended': (state, payload, body) => ({
    ...state,
    promisedAt: payload.promisedAt,
    extension: { ...payload, actId: body.id, oldDueAt: state.dueAt, occurredAt: body.occurredAt },
  }),

  'dossier.corrected': (state, payload, body) => {
    const corrected: DossierState = {
      ...state,
      applicant: payload.applicant ?? state.applicant,
      documents: payload.documents ?? state.documents,
      resultDelivery: payload.resultDelivery ?? state.resultDelivery,
      fee: payload.fee ?? state.fee,
      ...payload.intake,
      ...payload.limit,
      corrections: [
        ...state.corrections,
        { actId: body.id, changes: payload.changes, reason: payload.reason, occurredAt: body.occurredAt },
      ],
    };
    return payload.due === null ? corrected : redate(corrected, payload.due);
  },
};

function closing(state: DossierState, reason: string, papersReturned: boolean | null, at: string): DossierState {
  return { ...state, closing: { reason, legalGround: null, papersReturned, at } };
}

type Taking = { readonly from: string | null; readonly by: string; readonly at: string; readonly note: string | null };

/** "Nhận" answers the last open "Giao"; without one it is a row of its own. */
function takenOver(rows: readonly Handover[], { from, by, at, note }: Taking): readonly Handover[] {
  const open = rows.at(-1);
  if (open !== undefined && open.takenOverAt === null) {
    return [...rows.slice(0, -1), { ...open, takenOverAt: at, takenOverBy: by, note: open.note ?? note }];
  }
  return [...rows, { handedOverAt: null, handedOverBy: from, toPersonId: null, toUnit: null, takenOverAt: at, takenOverBy: by, note }];
}
