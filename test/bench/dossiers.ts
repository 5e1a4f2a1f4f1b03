/** Dossiers of the benchmark's stores, made by the app's own acceptance; the same index gives the same dossier. */
import type { ReceptionInput } from '#shared/contract/values.ts';
import { isWorkingDay } from '#shared/domain/deadline/calendar.ts';
import { addDays, type CivilDate, parseCivilDate } from '#shared/domain/deadline/civil-date.ts';
import { formatDossierCode } from '#shared/domain/dossier/code.ts';
import type { ActBody } from '#shared/journal/act.ts';
import type { Kind, PayloadOf } from '#shared/journal/kinds.ts';
import { buildAccepted } from '../../electron/app/service/accept.ts';
import { type Author, bodyOf } from '../../electron/app/service/body.ts';
import type { OfficeData } from '../../electron/app/service/office-data.ts';
import type { StoreReader } from '../../electron/store/store.ts';
import { inventPerson, pickProcedure } from './people.ts';
import { random } from './random.ts';

/** The benchmark's today: a Monday of the shipped calendar. All older work is done up to the days before. */
export const today = parseCivilDate('2026-06-08');
/** Dossiers that are not returned yet: what a commune has on its desks. */
const openDossiers = 2_000;
const seed = 20_260_608;

/** UUIDv7s a minute apart in the order of `n`, as pages make them one after the other; `family` keeps acts and dossiers apart. */
export function orderedId(n: number, family: number): string {
  const at = (firstIdAt + n * 60_000).toString(16).padStart(12, '0');
  return `${at.slice(0, 8)}-${at.slice(8)}-7${family.toString(16).padStart(3, '0')}-8000-${n.toString(16).padStart(12, '0')}`;
}
const firstIdAt = 0x0190a1b20000;

/** The command that accepts dossier `n`, and so its act's id; the further acts of `wholeLives` come right after it. */
export const acceptingId = (n: number): string => orderedId(n * 4, 1);

/** What a receptionist enters for dossier `n`. */
export function receptionOf(n: number, occurredAt: string | null): ReceptionInput {
  const by = random(seed + n);
  const { fullName, personalId, phone, address } = inventPerson(by);
  const procedure = pickProcedure(by);
  return {
    procedureCode: procedure.code,
    variant: null,
    applicant: { kind: 'person', fullName, personalId, taxCode: null, dateOfBirth: null, sex: null, address, phone, email: null },
    submitter: null,
    channel: 'inPerson',
    submittedAt: null,
    documents: procedure.requiredDocuments.map(({ name, copies, presentOnly }) => ({
      name,
      form: 'original',
      copies: Math.max(1, copies),
      pages: null,
      presentOnly,
      extraReason: null,
    })),
    dossierCount: 1,
    fee: { amountVnd: null, state: 'unpaid', exemptionReason: null, fiscalReceipt: null },
    resultDelivery: { mode: 'counter', address: null },
    note: null,
    occurredAt,
    backfill: null,
  };
}

/** Acts of `count` dossiers received here, four for each that is over: accepted, taken over, resolved, returned. */
export function* wholeLives(reader: StoreReader, office: OfficeData, count: number, perDay = 160): Generator<ActBody> {
  const days = workingDaysBefore(office, Math.ceil(count / perDay));
  for (let n = 0; n < count; n += 1) {
    const day = days[Math.floor(n / perDay)]!;
    const author = { actorId: 'bench', recordedAt: `${day}T09:15:00.000+07:00` };
    const accepted = buildAccepted(numbering(reader, n, n % perDay), office, author, {
      commandId: acceptingId(n),
      reception: receptionOf(n, null),
      settledAtDesk: false,
    });
    yield accepted;
    yield* furtherActs(reader, author, accepted, n, count - n > openDossiers ? 3 : n % 4);
  }
}

function* furtherActs(reader: StoreReader, author: Author, accepted: ActBody, n: number, many: number): Generator<ActBody> {
  let basedOn = accepted.id;
  const next = <K extends Kind>(index: number, kind: K, payload: PayloadOf<K>): ActBody => {
    const body = bodyOf(reader.identity, author, {
      id: orderedId(n * 4 + index, 1),
      kind,
      dossierId: accepted.dossierId,
      basedOn,
      occurredAt: author.recordedAt,
      payload,
    });
    basedOn = body.id;
    return body;
  };
  if (many > 0) yield next(1, 'dossier.takenOver', { fromPersonId: null, note: null });
  if (many > 1) yield next(2, 'dossier.resolved', { result: 'granted', resultNo: null, reason: null });
  if (many > 2)
    yield next(3, 'dossier.returned', {
      collector: 'applicant',
      collectorName: null,
      authorisation: null,
      trackingNo: null,
      lostReceiptReason: null,
    });
}

/** A reader whose numbers are those of dossier `n`: many acts go into one transaction, which sees none of their numbers. */
function numbering(reader: StoreReader, n: number, ofDay: number): StoreReader {
  return {
    ...reader,
    acts: { ...reader.acts, find: () => undefined },
    numbers: { ...reader.numbers, nextOrderNumber: () => ({ ok: true, number: 2001 + ofDay }), lastOfSeries: () => n },
  };
}

/** `count` rows of old registers, one act each; the last ones are still running. */
export function* importedRows(reader: StoreReader, count: number, perDay = 400): Generator<ActBody> {
  const author = { actorId: 'bench', recordedAt: `${today}T07:00:00.000+07:00` };
  const { agencyCode } = reader.identity;
  const lastDay = Math.ceil(count / perDay);
  for (let n = 0; n < count; n += 1) {
    const by = random(seed + n);
    const { fullName, personalId, phone, address } = inventPerson(by);
    const procedure = pickProcedure(by);
    const date = addDays(today, Math.floor(n / perDay) - lastDay);
    const over = count - n > openDossiers;
    const at = (days: number): string => `${addDays(date, days)}T16:30:00.000+07:00`;
    yield bodyOf(reader.identity, author, {
      id: orderedId(n, 1),
      kind: 'dossier.imported',
      dossierId: orderedId(n, 2),
      basedOn: null,
      occurredAt: `${date}T09:15:00.000+07:00`,
      payload: {
        dossierCode: formatDossierCode(agencyCode, date, 1 + (n % perDay)),
        procedureCode: procedure.code,
        procedureName: procedure.name,
        fieldName: null,
        fieldCode: procedure.fieldCode,
        dossierCount: 1,
        applicant: { kind: 'person', fullName, personalId, taxCode: null, dateOfBirth: null, sex: null, address, phone, email: null },
        channel: 'inPerson',
        dueAt: at(5),
        resolvedAt: over ? at(3) : null,
        returnedAt: over ? at(4) : null,
        note: null,
        registerNo: null,
        source: { sha256: '0'.repeat(64), row: n + 2 },
      },
    });
  }
}

function workingDaysBefore({ calendar }: OfficeData, many: number): readonly CivilDate[] {
  const days: CivilDate[] = [];
  for (let day = addDays(today, -1); days.length < many; day = addDays(day, -1)) if (isWorkingDay(calendar, day)) days.push(day);
  return days.reverse();
}
