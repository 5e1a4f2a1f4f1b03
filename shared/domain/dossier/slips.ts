import type { ActBody } from '#shared/journal/act.ts';
import type { PayloadOf } from '#shared/journal/kinds.ts';
import { markOfBase } from './lines.ts';
import type { DossierState } from './state.ts';
import type { Line } from './state-marks.ts';
import type { Slip } from './state-parts.ts';

/** Papers that tell the citizen when to come back. */
const appointmentForms: ReadonlySet<string> = new Set(['receiptSlip', 'appointmentSlip']);
/** Lines such a paper shows beside its date. */
const shownLines: readonly Line[] = ['applicant', 'documents', 'resultDelivery', 'fee', 'intake', 'limit'];

/**
 * A paper went from the archive to the printer. It keeps the date it shows, whatever happens to the dossier. A reprint leaves
 * the earlier copy standing: both say the same.
 */
export function addSlip(state: DossierState, body: ActBody, payload: PayloadOf<'paper.printed'>): DossierState {
  const { form, formSet, copies, reprintNo, reason, blobSha256, pageCount, dueAt, stateActId } = payload;
  const printed = { form, formSet, copies, reprintNo, reason, blobSha256, pageCount, dueAt, stateActId };
  const slip: Slip = { actId: body.id, printedAt: body.occurredAt, ...printed, ...standing(state, body, payload), cameOut: null };
  return { ...state, slips: [...state.slips, slip] };
}

export function answerSlip(state: DossierState, { printActId, ok }: PayloadOf<'paper.cameOut'>): DossierState {
  return { ...state, slips: state.slips.map((slip) => (slip.actId === printActId ? { ...slip, cameOut: ok } : slip)) };
}

/** After an act took effect: papers given out before that no longer say what holds. */
export function voidOutdated(before: DossierState, after: DossierState, kind: string, actId: string): DossierState {
  const all = kind === 'dossier.corrected' || kind === 'dossier.voided';
  if (!all && before.dueAt === after.dueAt) return after;
  const outdated = (slip: Slip): boolean => appointmentForms.has(slip.form) && (all || slip.dueAt !== after.dueAt);
  return { ...after, slips: after.slips.map((slip) => (outdated(slip) ? voided(slip, actId) : slip)) };
}

const voided = (slip: Slip, by: string): Slip => (slip.void ? slip : { ...slip, void: true, voidedBy: by });

/** A paper may have been printed, elsewhere, of a state that had already been overtaken. */
function standing(
  state: DossierState,
  { basedOn }: ActBody,
  { form, dueAt, stateActId }: PayloadOf<'paper.printed'>,
): Pick<Slip, 'void' | 'voidedBy'> {
  if (!appointmentForms.has(form)) return { void: false, voidedBy: null };
  const shown = state.marks[stateActId];
  if (shown === undefined || shown.rests !== null) return { void: true, voidedBy: null };
  if (state.status === 'voided') return { void: true, voidedBy: state.lines.status ?? null };
  const { seen } = markOfBase(state, basedOn, false);
  const overtaken = shownLines.find((line) => shown.seen[line] !== state.lines[line] && seen[line] !== state.lines[line]);
  if (overtaken !== undefined) return { void: true, voidedBy: state.lines[overtaken] ?? null };
  return dueAt === state.dueAt ? { void: false, voidedBy: null } : { void: true, voidedBy: state.lines.due ?? null };
}
