/** What a correction makes of a dossier: the parts that differ, each difference by name, and the date where another limit counts it anew. */
import type { CorrectionInput } from '#shared/contract/correction.ts';
import { ProcessingTime } from '#shared/domain/deadline/limit.ts';
import { type Change, changesAsJson, changesBetween, type Correctable } from '#shared/domain/dossier/correction.ts';
import type { DossierState } from '#shared/domain/dossier/state.ts';
import { fail } from '#shared/errors.ts';
import type { PayloadOf } from '#shared/journal/kinds.ts';
import { applicantOf } from './accept.ts';
import { type CorrectableDossier, isRunning, procedureOfState, variantOf } from './correctable.ts';
import { recounted } from './due-of-step.ts';
import { limitOf } from './limit-of.ts';
import type { OfficeData } from './office-data.ts';

export type Corrected = PayloadOf<'dossier.corrected'>;

export type CorrectionPlan = { readonly payload: Corrected; readonly changes: readonly Change[] };

/** `today` is the counter's date. Throws `reason-missing`, `act-not-lawful` for a date that is nobody's to move, and what the reception's fields throw. */
export function planCorrection(
  { office, today }: { readonly office: OfficeData; readonly today: string },
  state: CorrectableDossier,
  input: CorrectionInput,
  reason: string,
): CorrectionPlan {
  const fee = feeOf(state, input);
  const extras = input.documents.filter(({ extraReason }) => extraReason !== null);
  if (extras.some(({ extraReason }) => extraReason?.trim() === '')) throw fail('reason-missing', { field: 'documents' });
  const { limit, due } = recount(state, input, office);
  const after: Correctable = {
    applicant: applicantAfter(state, input, today),
    submitter: submitterAfter(state, input),
    channel: state.channel === null && input.channel === 'inPerson' ? null : input.channel,
    documents: input.documents,
    dossierCount: input.dossierCount,
    fee,
    resultDelivery: input.resultDelivery ?? state.resultDelivery,
    limit: limit?.limit ?? state.limit,
    variant: limit === null ? state.variant : limit.variant,
    note: input.note,
    dueAt: due?.dueAt ?? state.dueAt,
  };
  const changes = changesBetween(state, after);
  const touches = (...parts: readonly string[]): boolean => changes.some(({ field }) => parts.includes(field.split('.')[0] ?? ''));
  return {
    changes,
    payload: {
      changes: changesAsJson(changes),
      applicant: touches('applicant') ? after.applicant : null,
      documents: touches('document') ? [...after.documents] : null,
      resultDelivery: touches('resultDelivery') ? after.resultDelivery : null,
      fee: touches('fee') ? after.fee : null,
      intake: touches('submitter', 'channel', 'dossierCount', 'note')
        ? { submitter: after.submitter, channel: input.channel, dossierCount: after.dossierCount, note: after.note }
        : null,
      limit: touches('limit', 'variant') ? limit : null,
      due: touches('dueAt') ? due : null,
      reason,
    },
  };
}

/** A number left out stays as it was. */
function applicantAfter(state: CorrectableDossier, { applicant }: CorrectionInput, today: string): Correctable['applicant'] {
  const { personalId, phone } = state.applicant;
  const whole = {
    ...applicant,
    personalId: applicant.personalId === undefined ? personalId : applicant.personalId,
    phone: applicant.phone === undefined ? phone : applicant.phone,
  };
  const read = applicantOf({ applicant: whole }, today);
  // What is not retyped is not read anew: an old number in an odd form stays as the citizen's paper has it.
  return { ...read, ...(applicant.personalId === undefined ? { personalId } : {}), ...(applicant.phone === undefined ? { phone } : {}) };
}

function submitterAfter({ submitter: before }: DossierState, { submitter }: CorrectionInput): Correctable['submitter'] {
  if (submitter === null) return null;
  return {
    ...submitter,
    personalId: submitter.personalId === undefined ? (before?.personalId ?? null) : submitter.personalId,
    phone: submitter.phone === undefined ? (before?.phone ?? null) : submitter.phone,
  };
}

function feeOf({ fee: before }: DossierState, { fee }: CorrectionInput): Correctable['fee'] {
  if (fee === null) return before;
  if (fee.state === 'exempt' && (fee.exemptionReason ?? '').trim() === '') throw fail('reason-missing', { field: 'fee.exemptionReason' });
  const amountVnd = fee.state === 'exempt' ? 0 : fee.amountVnd;
  const state = amountVnd === 0 && fee.state !== 'exempt' ? 'none' : fee.state;
  return { ...fee, amountVnd, state, note: before?.note ?? null };
}

type Recount = { readonly limit: Corrected['limit']; readonly due: Corrected['due'] };

/** Another variant counts the date again; the date of a clock that stands or has ended is nobody's to move. */
function recount(state: DossierState, { variant }: CorrectionInput, office: OfficeData): Recount {
  const procedure = procedureOfState(state, office);
  if (variant === undefined || variant === variantOf(state, procedure)) return { limit: null, due: null };
  if (!isRunning(state) || procedure === undefined) throw fail('act-not-lawful', { why: 'not-from-this-status' });
  const index = variant === -1 ? null : variant;
  const limit = ProcessingTime.parse(limitOf(procedure, index));
  const when = index === null ? null : procedure.variants[index]?.when;
  const due = recounted(state, limit, office);
  if (when === undefined || due === undefined) throw fail('act-not-lawful', { why: 'not-from-this-status' });
  return { limit: { limit, variant: when }, due };
}
