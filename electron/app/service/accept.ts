/** Acceptance: what the receptionist entered becomes the one act that gives the dossier its code and its due date. */
import type { ReceptionInput } from '#shared/contract/values.ts';
import { findProcedure, type Procedure } from '#shared/domain/catalogue/procedure.ts';
import type { CivilDate } from '#shared/domain/deadline/civil-date.ts';
import { computeDueAt, type DeadlineResult } from '#shared/domain/deadline/engine.ts';
import type { ProcessingTime } from '#shared/domain/deadline/limit.ts';
import { dateOf, fromInstant, type LocalDateTime, parseLocalDateTime, toInstant } from '#shared/domain/deadline/local-date-time.ts';
import { formatDossierCode } from '#shared/domain/dossier/code.ts';
import { checkPhone } from '#shared/domain/identity/phone.ts';
import { parseDateOfBirth } from '#shared/domain/identity/date-of-birth.ts';
import { fail } from '#shared/errors.ts';
import { formSetOn } from '#shared/forms/form-sets.ts';
import type { ActBody, JsonObject } from '#shared/journal/act.ts';
import type { PayloadOf } from '#shared/journal/kinds.ts';
import type { StoreReader } from '../../store/store.ts';
import { actIdOf, dossierIdOf } from '../command-id.ts';
import { type Author, bodyOf, momentOf } from './body.ts';
import { isRegisterOnly, type OfficeData } from './office-data.ts';
import { limitOf } from './limit-of.ts';
import { nextOrderNumber } from './next-number.ts';
import { nextInSeries } from './series.ts';

export type AcceptCommand = {
  readonly commandId: string;
  readonly reception: ReceptionInput;
  /** Received, resolved and returned in one record (NĐ 61/2018 Đ17 k4). */
  readonly settledAtDesk: boolean;
};

export type Accepted = {
  readonly actId: string;
  readonly dossierId: string;
  readonly dossierCode: string;
  readonly dueAt: LocalDateTime;
  readonly receiptSlipDue: boolean;
};

/**
 * The act of a command, to be built inside the writer's turn: it takes the next order number of the paper's own date and the next register and
 * slip numbers. A command that has become an act before is answered with that act.
 * Throws `procedure-unknown`, `time-not-real`, `calendar-missing`, `number-range-exhausted`, `reason-missing`, `command-reused`.
 */
export function buildAccepted(reader: StoreReader, office: OfficeData, author: Author, command: AcceptCommand): ActBody {
  const id = actIdOf(command.commandId);
  const before = reader.acts.find(id);
  if (before !== undefined) return sameCommand(before.body);
  const { reception } = command;
  const receivedAt = reception.occurredAt === null ? fromInstant(momentOf(author)) : parseLocalDateTime(reception.occurredAt, 'occurredAt');
  const procedure = procedureOf(office, reception.procedureCode, dateOf(receivedAt));
  if (reception.occurredAt !== null && reception.backfill === null) throw fail('reason-missing', { field: 'backfill.reason' });
  const limit = limitOf(procedure, reception.variant);
  const due = computeDueAt({
    receivedAt,
    limit,
    policy: office.config.policy,
    calendar: office.calendar,
    officeHours: office.config.officeHours,
  });
  const occurredAt = reception.occurredAt === null ? momentOf(author) : toInstant(receivedAt);
  const accepted = payloadOf(reader, office, {
    reception,
    procedure,
    receivedAt,
    limit,
    due,
    slip: !procedure.registerOnly && !command.settledAtDesk,
  });
  const act = { id, dossierId: dossierIdOf(command.commandId), basedOn: null, occurredAt };
  if (!command.settledAtDesk) return bodyOf(reader.identity, author, { ...act, kind: 'dossier.accepted', payload: accepted });
  const payload = { ...accepted, resolvedAt: occurredAt, returnedAt: occurredAt, result: 'granted' as const };
  return bodyOf(reader.identity, author, { ...act, kind: 'dossier.recordedAtOnce', payload });
}

/** What the clerk, the slip and the command line are told of an accepted dossier; read from the act, so that a repeated command hears the same. */
export function acceptedOf(body: ActBody, office: OfficeData): Accepted {
  const payload = body.payload as unknown as PayloadOf<'dossier.accepted'>;
  if (body.dossierId === null) throw fail('command-reused', {});
  return {
    actId: body.id,
    dossierId: body.dossierId,
    dossierCode: payload.dossierCode,
    dueAt: fromInstant(payload.due.dueAt),
    receiptSlipDue: body.kind === 'dossier.accepted' && !isRegisterOnly(office, payload.procedureVersionId),
  };
}

/** The version of the procedure in force on `on`. Throws `procedure-unknown`. */
export function procedureOf(office: OfficeData, procedureCode: string, on: CivilDate): Procedure {
  const procedure = findProcedure(office.catalogue.procedures, procedureCode, on);
  if (procedure === undefined) throw fail('procedure-unknown', { procedureCode });
  return procedure;
}

type Facts = {
  readonly reception: ReceptionInput;
  readonly procedure: Procedure;
  readonly receivedAt: LocalDateTime;
  readonly limit: ProcessingTime;
  readonly due: DeadlineResult;
  /** Mẫu 01 is due unless the police's forms take its place or the case is settled at the desk (NĐ 61/2018 Đ17 k4). */
  readonly slip: boolean;
};

function payloadOf(reader: StoreReader, office: OfficeData, facts: Facts): PayloadOf<'dossier.accepted'> {
  const { reception, procedure, receivedAt, limit, due } = facts;
  const { agencyCode, counterNo } = reader.identity;
  if (reception.submittedAt !== null && reception.submittedAt > receivedAt) throw fail('time-in-future', { field: 'submittedAt' });
  const date = dateOf(receivedAt);
  const next = nextOrderNumber(reader, date);
  if (!next.ok) throw fail('number-range-exhausted', { on: date, counterNo });
  const extras = reception.documents.filter(({ extraReason }) => extraReason !== null);
  if (extras.some(({ extraReason }) => extraReason?.trim() === '')) throw fail('reason-missing', { field: 'documents' });
  const { registerVolume, registerNo, slipNo } = nextInSeries(reader, office, date);
  return {
    dossierCode: formatDossierCode(agencyCode, date, next.number),
    procedureCode: procedure.code,
    procedureVersionId: procedure.procedureVersionId,
    procedureName: procedure.name,
    fieldCode: procedure.fieldCode,
    applicant: applicantOf(reception, date),
    submitter: reception.submitter,
    channel: reception.channel,
    submittedAt: reception.submittedAt === null ? null : toInstant(parseLocalDateTime(reception.submittedAt, 'submittedAt')),
    documents: reception.documents,
    dossierCount: reception.dossierCount,
    fee: feeOf(reception, procedure),
    resultDelivery: reception.resultDelivery,
    limit,
    variant: reception.variant === null ? null : (procedure.variants[reception.variant]?.when ?? null),
    due: dueOf(due, office),
    counterNo,
    registerVolume,
    registerNo,
    slipNo: facts.slip ? slipNo : null,
    formSet: formSetOn(date, office.formSets)?.id ?? 'TT01_2018',
    entryMode: reception.backfill === null ? 'live' : 'backfill',
    backfill: reception.backfill,
    note: reception.note,
  };
}

/** A due date as acts hold it. */
export function dueOf(due: DeadlineResult, office: OfficeData): PayloadOf<'dossier.accepted'>['due'] {
  const { cutoffTime, cutoffShiftsStart, hourCarry } = office.config.policy;
  return {
    dueAt: toInstant(due.dueAt),
    steps: due.steps as unknown as JsonObject[],
    calendarVersion: due.calendarVersion,
    calendarStatus: due.calendarStatus,
    policy: { cutoffTime, cutoffShiftsStart, hourCarry },
    ownReason: null,
  };
}

/** Numbers and date of birth as acts hold them. Throws `time-not-real`. */
export function applicantOf({ applicant }: Pick<ReceptionInput, 'applicant'>, today: string): PayloadOf<'dossier.accepted'>['applicant'] {
  const phone = applicant.phone === null ? undefined : checkPhone(applicant.phone);
  const born = applicant.dateOfBirth === null || applicant.dateOfBirth === '' ? null : parseDateOfBirth(applicant.dateOfBirth, today);
  if (born?.ok === false) throw fail('time-not-real', { field: 'applicant.dateOfBirth' });
  return {
    ...applicant,
    personalId: applicant.personalId === null ? null : withoutGroups(applicant.personalId),
    taxCode: applicant.taxCode === null ? null : withoutGroups(applicant.taxCode),
    dateOfBirth: born?.dateOfBirth ?? null,
    phone: phone?.ok === true ? phone.phone : applicant.phone,
  };
}

/** Numbers are kept as one word, or the next visit would not find the person by it. Old numbers and passports keep their letters. */
function withoutGroups(number: string): string {
  return number.trim().replace(/(?<=\d)[\s.]+(?=\d)/gu, '');
}

function feeOf({ fee }: ReceptionInput, procedure: Procedure): PayloadOf<'dossier.accepted'>['fee'] {
  if (fee.state === 'exempt' && (fee.exemptionReason ?? '').trim() === '') throw fail('reason-missing', { field: 'fee.exemptionReason' });
  const amountVnd = fee.state === 'exempt' ? 0 : (fee.amountVnd ?? procedure.fee.amountVnd);
  const state = amountVnd === 0 && fee.state !== 'exempt' ? 'none' : fee.state;
  return { ...fee, amountVnd, state, note: procedure.fee.note === '' ? null : procedure.fee.note };
}

function sameCommand(body: ActBody): ActBody {
  if (body.kind !== 'dossier.accepted' && body.kind !== 'dossier.recordedAtOnce') throw fail('command-reused', {});
  return body;
}
