import { addSlip, answerSlip } from '../slips.ts';
import type { EffectsOf } from './effect.ts';

/** Acts that commute: they add to the dossier and touch nothing another act decides. */
export const besideEffects: EffectsOf<
  | 'dossier.noted'
  | 'dossier.notified'
  | 'document.scanned'
  | 'consultation.asked'
  | 'consultation.answered'
  | 'paper.printed'
  | 'paper.cameOut'
  | 'code.conflicted'
> = {
  'dossier.noted': (state, { text }, { id, actorId, occurredAt }) => ({
    ...state,
    notes: [...state.notes, { actId: id, text, actorId, occurredAt }],
  }),
  'dossier.notified': (state, payload, { id, occurredAt }) => ({
    ...state,
    notices: [...state.notices, { ...payload, actId: id, occurredAt }],
  }),
  'document.scanned': (state, payload, { id }) => ({ ...state, scans: [...state.scans, { ...payload, actId: id }] }),
  'consultation.asked': (state, payload, { id, occurredAt }) => ({
    ...state,
    consultations: [...state.consultations, { ...payload, actId: id, askedAt: occurredAt, answer: null }],
  }),
  'consultation.answered': (state, { askedActId, content }, { id, occurredAt }) => ({
    ...state,
    consultations: state.consultations.map((asked) =>
      asked.actId === askedActId ? { ...asked, answer: { actId: id, content, answeredAt: occurredAt } } : asked,
    ),
  }),
  'paper.printed': (state, payload, body) => addSlip(state, body, payload),
  'paper.cameOut': (state, payload) => answerSlip(state, payload),
  'code.conflicted': (state, payload) => ({ ...state, codeConflict: payload }),
};
