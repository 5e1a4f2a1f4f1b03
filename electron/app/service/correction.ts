/**
 * Correcting a wrong receipt: the reception's fields as they should be become one `dossier.corrected` that holds the parts that differ, each difference by
 * name, and why. The date moves only with the limit, and only to a date that was on screen.
 */
import type { CorrectionForm, CorrectionInput, CorrectionPreview } from '#shared/contract/correction.ts';
import type { ShownChange } from '#shared/contract/shown-change.ts';
import { findProcedure, type Procedure } from '#shared/domain/catalogue/procedure.ts';
import { ProcessingTime } from '#shared/domain/deadline/limit.ts';
import { dateOf, fromInstant } from '#shared/domain/deadline/local-date-time.ts';
import { DeadlineStep } from '#shared/domain/deadline/steps.ts';
import { type Change, changesAsJson, changesBetween, type Correctable } from '#shared/domain/dossier/correction.ts';
import { may, mayMake } from '#shared/domain/dossier/may.ts';
import type { DossierState } from '#shared/domain/dossier/state.ts';
import { step } from '#shared/domain/dossier/step.ts';
import { maskPersonalId } from '#shared/domain/identity/personal-id.ts';
import { maskPhone } from '#shared/domain/identity/phone.ts';
import { fail } from '#shared/errors.ts';
import type { ActBody } from '#shared/journal/act.ts';
import type { PayloadOf } from '#shared/journal/kinds.ts';
import type { Store, StoreReader } from '../../store/store.ts';
import { actIdOf } from '../command-id.ts';
import { applicantOf } from './accept.ts';
import { type Author, bodyOf, momentOf } from './body.ts';
import { recounted } from './due-of-step.ts';
import { limitOf } from './limit-of.ts';
import type { OfficeData } from './office-data.ts';

type Corrected = PayloadOf<'dossier.corrected'>;
/** What is needed to know what a correction would do. `today` is the counter's date. */
export type CorrectionDesk = { readonly reader: StoreReader; readonly office: OfficeData; readonly today: string };

/** Dossiers of an old register have nothing our receipt was printed from. Throws `dossier-unknown`, `act-not-lawful`. */
function correctable(
  reader: StoreReader,
  dossierId: string,
): DossierState & { readonly applicant: NonNullable<DossierState['applicant']> } {
  const state = reader.dossiers.findState(dossierId);
  if (state === undefined) throw fail('dossier-unknown', { dossierCode: '' });
  const verdict = may(state, 'dossier.corrected');
  if (!verdict.ok) throw fail('act-not-lawful', { why: verdict.why });
  const { applicant } = state;
  if (applicant === null || state.entryMode === 'import') throw fail('act-not-lawful', { why: 'not-from-this-status' });
  return { ...state, applicant };
}

/** Throws `dossier-unknown`, `act-not-lawful`. */
export function correctionForm({ reader, office }: CorrectionDesk, dossierId: string): CorrectionForm {
  const state = correctable(reader, dossierId);
  const { personalId, phone, ...applicant } = state.applicant;
  const { submitter, fee } = state;
  const procedure = procedureOfState(state, office);
  return {
    dossierId,
    basedOn: state.lastActId ?? dossierId,
    now: {
      applicant: { ...applicant, fullName: applicant.fullName },
      submitter:
        submitter === null ? null : { fullName: submitter.fullName, relation: submitter.relation, authorisation: submitter.authorisation },
      channel: state.channel ?? 'inPerson',
      documents: state.documents.map((document) => ({ ...document })),
      dossierCount: state.dossierCount,
      fee:
        fee === null
          ? null
          : { amountVnd: fee.amountVnd, state: fee.state, exemptionReason: fee.exemptionReason, fiscalReceipt: fee.fiscalReceipt },
      resultDelivery: state.resultDelivery,
      note: state.note,
    },
    masked: {
      personalId: hide(personalId, maskPersonalId),
      phone: hide(phone, maskPhone),
      submitterPersonalId: hide(submitter?.personalId ?? null, maskPersonalId),
      submitterPhone: hide(submitter?.phone ?? null, maskPhone),
    },
    variants: isRunning(state) ? (procedure?.variants ?? []).map(({ when }, index) => ({ index, when })) : [],
    variant: variantOf(state, procedure),
  };
}

/** What the correction would change and print. Nothing is kept. Throws as `correctedBody` does, but for the reason. */
export function previewCorrection(
  desk: CorrectionDesk,
  author: Author,
  command: { readonly dossierId: string; readonly correction: CorrectionInput; readonly reason: string },
): Omit<CorrectionPreview, 'pages'> & { readonly after: DossierState } {
  const state = correctable(desk.reader, command.dossierId);
  const { payload, changes } = planned(desk, state, command.correction, command.reason);
  const standing = state.slips.filter(({ form, void: isVoid }) => form === 'receiptSlip' && !isVoid).length;
  const trial = bodyOf(desk.reader.identity, author, {
    id: actIdOf(`preview/${command.dossierId}`),
    kind: 'dossier.corrected',
    dossierId: command.dossierId,
    basedOn: state.lastActId,
    occurredAt: momentOf(author),
    payload,
  });
  return {
    changes: changes.map(masked),
    due: payload.due === null ? null : dueView(state, payload),
    voids: changes.length === 0 ? 0 : standing,
    after: step(state, { body: trial }),
  };
}

export type CorrectionCommand = {
  readonly commandId: string;
  readonly dossierId: string;
  readonly basedOn: string;
  readonly correction: CorrectionInput;
  readonly reason: string;
  readonly shownDueAt: string | null;
};

/**
 * Makes the correction. Sent twice it is one act. Throws `dossier-unknown`, `act-not-lawful`, `reason-missing`, `nothing-corrected`, `due-not-seen` when the
 * date would move to one the page has not shown, `time-not-real`, `command-reused`.
 */
export function makeCorrection(store: Store, office: OfficeData, author: Author, command: CorrectionCommand): ActBody {
  const id = actIdOf(command.commandId);
  const [made] = store.commitWith((reader) => {
    const before = reader.acts.find(id);
    if (before !== undefined) {
      if (before.body.kind !== 'dossier.corrected' || before.body.dossierId !== command.dossierId) throw fail('command-reused', {});
      return [before.body];
    }
    return [correctedBody({ reader, office, today: dateOf(fromInstant(momentOf(author))) }, author, id, command)];
  });
  if (made === undefined) throw fail('command-reused', {});
  return made.body;
}

function correctedBody(desk: CorrectionDesk, author: Author, id: string, command: CorrectionCommand): ActBody {
  const { dossierId, basedOn, correction, shownDueAt } = command;
  const state = correctable(desk.reader, dossierId);
  const reason = command.reason.trim();
  if (reason === '') throw fail('reason-missing', { field: 'reason' });
  const { payload, changes } = planned(desk, state, correction, reason);
  if (changes.length === 0) throw fail('nothing-corrected', {});
  const dueAt = payload.due === null ? null : fromInstant(payload.due.dueAt);
  if (dueAt?.slice(0, 16) !== shownDueAt?.slice(0, 16)) throw fail('due-not-seen', { dueAt: dueAt ?? '' });
  const act = { id, kind: 'dossier.corrected', dossierId, basedOn, occurredAt: momentOf(author), payload } as const;
  const body = bodyOf(desk.reader.identity, author, act);
  const verdict = mayMake(state, body);
  if (!verdict.ok) throw fail('act-not-lawful', { why: verdict.why });
  return body;
}

type Plan = { readonly payload: Corrected; readonly changes: readonly Change[] };

function planned({ office, today }: CorrectionDesk, state: ReturnType<typeof correctable>, input: CorrectionInput, reason: string): Plan {
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
function applicantAfter(state: ReturnType<typeof correctable>, { applicant }: CorrectionInput, today: string): Correctable['applicant'] {
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

/** The clock runs: it has started, does not stand and has not ended. */
const isRunning = ({ clockCycles, paused }: DossierState): boolean => !paused && clockCycles.at(-1)?.endedAt === null;

/** The version the dossier was received under. */
function procedureOfState(
  { procedureCode, procedureVersionId, receivedAt }: DossierState,
  { catalogue }: OfficeData,
): Procedure | undefined {
  if (procedureCode === null || receivedAt === null) return undefined;
  const version = catalogue.procedures.find((procedure) => procedure.procedureVersionId === procedureVersionId);
  return version ?? findProcedure(catalogue.procedures, procedureCode, dateOf(fromInstant(receivedAt)));
}

function variantOf({ variant }: DossierState, procedure: Procedure | undefined): number {
  return variant === null ? -1 : (procedure?.variants.findIndex(({ when }) => when === variant) ?? -1);
}

function dueView(state: DossierState, { due, limit }: Corrected): CorrectionPreview['due'] {
  const counted = ProcessingTime.safeParse(limit?.limit);
  if (due === null || !counted.success || state.clockCycles[0] === undefined) return null;
  return {
    before: state.dueAt === null ? null : fromInstant(state.dueAt).slice(0, 16),
    after: {
      receivedAt: fromInstant(state.clockCycles[0].startedAt).slice(0, 16),
      dueAt: fromInstant(due.dueAt).slice(0, 16),
      steps: due.steps.map((one) => DeadlineStep.parse(one)),
      calendarStatus: due.calendarStatus,
      limit: counted.data,
    },
  };
}

const numbers: Readonly<Record<string, (value: string) => string>> = {
  'applicant.personalId': maskPersonalId,
  'applicant.phone': maskPhone,
  'submitter.personalId': maskPersonalId,
  'submitter.phone': maskPhone,
};

/** A change as it may be shown: a person's number never whole. */
export function masked(change: Change): ShownChange {
  const mask = numbers[change.field];
  if (mask === undefined) return change;
  const shown = (value: Change['from']) => (typeof value === 'string' ? mask(value) : value);
  return { ...change, from: shown(change.from), to: shown(change.to) };
}

function hide(value: string | null, mask: (value: string) => string): string | null {
  return value === null ? null : mask(value);
}
