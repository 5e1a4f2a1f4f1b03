import type { KnownApplicant, ReceptionPreview } from '#shared/contract/reception.ts';
import { ApplicantInput } from '#shared/contract/values.ts';
import { findProcedure } from '#shared/domain/catalogue/procedure.ts';
import { findProcedures } from '#shared/domain/catalogue/search.ts';
import { computeDueAt, type DeadlineResult } from '#shared/domain/deadline/engine.ts';
import { dateOf, fromInstant, type LocalDateTime, localMinuteOf, parseLocalDateTime } from '#shared/domain/deadline/local-date-time.ts';
import { formatDossierCode } from '#shared/domain/dossier/code.ts';
import { fail, Failure } from '#shared/errors.ts';
import type { DraftData } from '#shared/contract/reception.ts';
import type { ReceiptSlipField } from '#shared/forms/receipt-slip.ts';
import type { Procedure } from '#shared/domain/catalogue/procedure.ts';
import { actIdOf } from '../command-id.ts';
import type { Desk, OpenDesk } from '../desk.ts';
import { os } from '../os.ts';
import { acceptedOf, buildAccepted, procedureOf } from '../service/accept.ts';
import { isFinished } from '../service/badge.ts';
import { momentOf } from '../service/body.ts';
import { refuseForeign } from '../service/draft.ts';
import { limitOf } from '../service/limit-of.ts';
import { nextOrderNumber } from '../service/next-number.ts';
import { receiptOfDraft } from '../service/receipt.ts';
import { nextInSeries } from '../service/series.ts';
import { authorOf } from '../author.ts';
import { personOf } from '../session.ts';

const procedures = os.reception.procedures.handler(({ context, input }) => {
  const { catalogue, procedureIndex } = context.desk.open().office();
  const fieldNames = new Map(catalogue.fields.map(({ code, name }) => [code, name]));
  return findProcedures(procedureIndex, input.text, input.limit).map(({ code, name, fieldCode, handledBy, registerOnly }) => ({
    procedureCode: code,
    name,
    fieldName: fieldNames.get(fieldCode) ?? fieldCode,
    handledBy,
    registerOnly,
  }));
});

const procedure = os.reception.procedure.handler(({ context, input }) => {
  const today = dateOf(fromInstant(context.desk.ports.clock.now()));
  return procedureOf(context.desk.open().office(), input.procedureCode, today);
});

const preview = os.reception.preview.handler(async ({ context, input }): Promise<ReceptionPreview> => {
  const open = context.desk.open();
  const receivedAt = receivedAtOf(context.desk, input.draft);
  const chosen = chosenProcedure(open, input.draft, receivedAt);
  const { procedureCode } = input.draft;
  const unknown = procedureCode === null ? undefined : fail('procedure-unknown', { procedureCode });
  const due = chosen === undefined ? unknown : dueOrFault(open, chosen, input.draft.variant, receivedAt);
  const result = due instanceof Failure ? undefined : due;
  const facts = { receivedAt, chosen, due: result, highlight: input.highlight, receptionistName: personOf(context.session).fullName };
  const { data, nextDossierCode, feeVnd } = draftSlip(open, input.draft, facts);
  const { pages } = await context.desk.ports.paper.renderSvg({ form: 'receiptSlip', data });
  return {
    due:
      result === undefined || chosen === undefined
        ? null
        : {
            receivedAt,
            dueAt: result.dueAt,
            steps: result.steps,
            calendarStatus: result.calendarStatus,
            limit: limitOf(chosen, input.draft.variant),
          },
    dueFault: due instanceof Failure ? { code: due.code, params: due.params } : null,
    feeVnd,
    nextDossierCode,
    pages: [...pages],
  };
});

type PreviewFacts = {
  readonly receivedAt: LocalDateTime;
  readonly chosen: Procedure | undefined;
  readonly due: DeadlineResult | undefined;
  readonly highlight: ReceiptSlipField | null;
  readonly receptionistName: string;
};

function draftSlip({ store, office }: OpenDesk, draft: DraftData, facts: PreviewFacts) {
  const { agencyCode } = store.identity;
  const { receivedAt, chosen, due } = facts;
  const date = dateOf(receivedAt);
  const next = nextOrderNumber(store, date);
  const nextDossierCode = next.ok ? formatDossierCode(agencyCode, date, next.number) : null;
  const feeVnd = draft.feeState === 'exempt' ? 0 : (draft.feeAmountVnd ?? chosen?.fee.amountVnd ?? null);
  const { registerVolume, registerNo, slipNo } = nextInSeries(store, office(), date);
  const data = receiptOfDraft(draft, office(), {
    receivedAt,
    dueAt: due?.dueAt ?? null,
    limit: chosen === undefined ? null : limitOf(chosen, draft.variant),
    procedureName: chosen?.name ?? '',
    nextDossierCode,
    nextSlipNo: slipNo,
    registerVolume: registerVolume === null ? null : Number(registerVolume),
    nextRegisterNo: registerNo,
    feeVnd,
    receptionistName: facts.receptionistName,
    highlight: facts.highlight,
  });
  return { data, nextDossierCode, feeVnd };
}

/** The paper's own time while a late entry is being typed; now until that can be read and be in a code. */
function receivedAtOf(desk: Desk, draft: DraftData): LocalDateTime {
  const now = localMinuteOf(desk.ports.clock.now());
  if (draft.occurredAt === '') return now;
  try {
    const typed = parseLocalDateTime(draft.occurredAt, 'occurredAt');
    return typed.startsWith('20') ? typed : now;
  } catch (error) {
    if (error instanceof Failure && error.code === 'time-not-real') return now;
    throw error;
  }
}

function chosenProcedure({ office }: OpenDesk, draft: DraftData, receivedAt: LocalDateTime): Procedure | undefined {
  return draft.procedureCode === null ? undefined : findProcedure(office().catalogue.procedures, draft.procedureCode, dateOf(receivedAt));
}

/** The due date, or the failure that stands in its way. */
function dueOrFault({ office }: OpenDesk, chosen: Procedure, variant: number | null, receivedAt: LocalDateTime): DeadlineResult | Failure {
  const { config, calendar } = office();
  try {
    return computeDueAt({ receivedAt, limit: limitOf(chosen, variant), policy: config.policy, calendar, officeHours: config.officeHours });
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
}

const accept = os.reception.accept.handler(({ context, input }) => {
  const { desk, session, status } = context;
  const { store, office } = desk.open();
  const author = authorOf(desk, session);
  const { draftId, reception } = input;
  // What was accepted before is answered again, whatever the clock shows by now.
  if (store.acts.find(actIdOf(input.commandId)) === undefined && desk.clock.isAsking()) throw fail('clock-unconfirmed', {});
  if (reception.occurredAt !== null && parseLocalDateTime(reception.occurredAt, 'occurredAt') > fromInstant(momentOf(author)))
    throw fail('time-in-future', { field: 'occurredAt' });
  if (draftId !== null) refuseForeign(store.drafts.find(draftId), author.actorId);
  const removeDraft = (): void => {
    if (draftId !== null) store.drafts.remove(draftId);
  };
  const [act] = store.commitWith((reader) => [buildAccepted(reader, office(), author, input)], removeDraft);
  if (act === undefined) throw new Error('an accepted dossier has one act');
  // The command may have become an act in a start-up completion, which knows nothing of drafts.
  if (draftId !== null && store.drafts.find(draftId) !== undefined) store.writeLocal(removeDraft);
  status.changed();
  const { actId, dossierId, dossierCode, dueAt, receiptSlipDue } = acceptedOf(act.body, office());
  return { dossierId, dossierCode, acceptActId: actId, dueAt, receiptSlipDue };
});

const knownApplicant = os.reception.knownApplicant.handler(({ context, input }): KnownApplicant | null => {
  const { store } = context.desk.open();
  const known = store.applicants.findByPersonalId(input.personalId);
  // An old register may hold a name no form would take: there is nobody to offer then.
  const applicant = ApplicantInput.safeParse(known?.applicant).data;
  if (known === undefined || applicant === undefined) return null;
  const open = store.dossiers
    .findByPersonalId(input.personalId)
    .filter(({ procedureCode, status }) => procedureCode === input.procedureCode && !isFinished(status) && status !== 'resolved');
  return {
    applicant,
    lastDossierCode: known.lastDossierCode ?? '',
    lastReceivedAt: known.lastReceivedAt ?? context.desk.ports.clock.now(),
    openSameProcedure: open.flatMap(({ dossierCode }) => dossierCode ?? []),
  };
});

export const receptionHandlers = { procedures, procedure, preview, accept, knownApplicant };
