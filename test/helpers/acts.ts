/** Acts for tests: invented people, fixed ids and times, real links. */
import type { ActBody, PlacedAct } from '#shared/journal/act.ts';
import { newBody } from '#shared/journal/body.ts';
import { headOf, linkAct, type Head } from '#shared/journal/chain.ts';
import type { Kind, PayloadOf } from '#shared/journal/kinds.ts';
import type { Applicant, Due } from '#shared/journal/payloads/parts.ts';

/** A readable id: the number stands at its end. */
export const uuid = (n: number): string => `019eb000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;
export const hash = (n: number): string => n.toString(16).padStart(64, '0');
export const DOSSIER = uuid(0xd0);

/** `day` of June 2026, `HH:mm`, office time. */
export const june = (day: number, clock = '09:15'): string => `2026-06-${String(day).padStart(2, '0')}T${clock}:00+07:00`;

export const applicant: Applicant = {
  kind: 'person',
  fullName: 'Đặng Thị Hòa',
  personalId: '060185000123',
  taxCode: null,
  dateOfBirth: '1985',
  sex: 'female',
  address: 'Tổ 3, thị trấn Lạc Tánh',
  phone: '0900000001',
  email: null,
};

export const dueOn = (day: number): Due => ({
  dueAt: june(day, '17:30'),
  steps: [{ date: '2026-06-08', weekday: 1, cycle: 1, role: 'received', start: 'received' }],
  calendarVersion: '2026.1',
  calendarStatus: 'verified',
  policy: { cutoffTime: '15:00', cutoffShiftsStart: false, hourCarry: false },
  ownReason: null,
});

const acceptedPayload: PayloadOf<'dossier.accepted'> = {
  dossierCode: '000.05.24.H11-260608-1001',
  procedureCode: '1.001193',
  procedureVersionId: '1.001193@2025-07-01',
  procedureName: 'Thủ tục đăng ký khai sinh',
  fieldCode: 'HO_TICH',
  applicant,
  submitter: null,
  channel: 'inPerson',
  submittedAt: null,
  documents: [{ name: 'Tờ khai', form: 'original', copies: 1, pages: 2, presentOnly: false, extraReason: null }],
  dossierCount: 1,
  fee: { amountVnd: 8000, state: 'paid', exemptionReason: null, fiscalReceipt: null, note: null },
  resultDelivery: { mode: 'counter', address: null },
  limit: { value: 3, unit: 'workingDay', sameDay: false },
  variant: null,
  due: dueOn(11),
  counterNo: 1,
  registerVolume: '1',
  registerNo: 7,
  slipNo: 7,
  formSet: 'TT01_2018',
  entryMode: 'live',
  backfill: null,
  note: null,
};

/** One valid payload of every kind. Times fit a dossier accepted on 8 June. */
export const samples: { readonly [K in Kind]: PayloadOf<K> } = {
  'journal.opened': { previousJournalId: null, lastSeq: null, lastHash: null, reason: 'setUp', counterNo: 1 },
  'dossier.registered': {
    procedureCode: '1.001193',
    procedureVersionId: '1.001193@2025-07-01',
    procedureName: 'Thủ tục đăng ký khai sinh',
    applicant,
    submitter: null,
    channel: 'online',
    submittedAt: june(7),
    portalCode: 'H11-260607-0001',
  },
  'dossier.accepted': acceptedPayload,
  'dossier.recordedAtOnce': {
    ...acceptedPayload,
    slipNo: null,
    resolvedAt: june(8, '09:40'),
    returnedAt: june(8, '09:45'),
    result: 'granted',
  },
  'dossier.imported': {
    dossierCode: '000.05.24.H11-230315-0007',
    procedureCode: null,
    procedureName: 'Chứng thực bản sao',
    fieldName: 'Chứng thực',
    fieldCode: 'CHUNG_THUC',
    dossierCount: 1,
    applicant,
    channel: 'inPerson',
    dueAt: june(9, '17:30'),
    resolvedAt: null,
    returnedAt: null,
    note: null,
    registerNo: 12,
    source: { sha256: hash(5), row: 3 },
  },
  'dossier.notAccepted': {
    reason: 'Không thuộc thẩm quyền',
    legalGround: null,
    applicant,
    procedureCode: '1.001193',
    procedureName: 'Thủ tục đăng ký khai sinh',
  },
  'dossier.supplementRequested': {
    phase: 'appraisal',
    items: ['Giấy chứng sinh'],
    reason: 'Thiếu giấy chứng sinh',
    secondTimeReason: null,
    noticeNo: null,
    applicant: null,
    procedureCode: null,
    procedureName: null,
  },
  'dossier.supplementCompleted': {
    documents: [{ name: 'Giấy chứng sinh', form: 'original', copies: 1, pages: 1, presentOnly: false, extraReason: null }],
    due: dueOn(18),
  },
  'dossier.handedOver': { toPersonId: 'tu-phap', toUnit: null, note: null },
  'dossier.takenOver': { fromPersonId: null, note: null },
  'dossier.paymentRequested': { reason: 'Thông báo thuế', amountVnd: 120_000 },
  'dossier.paymentConfirmed': { proof: 'GNT 15', due: dueOn(16) },
  'dossier.stopped': { reason: 'Không bổ sung' },
  'dossier.reopened': { reason: 'Đã bổ sung', due: dueOn(22) },
  'dossier.withdrawn': { reason: 'Công dân rút', papersReturned: true },
  'dossier.resolved': { result: 'granted', resultNo: '15/2026', reason: null },
  'dossier.resultRecalled': { reason: 'Sai họ tên', documentNo: '3/CV', due: dueOn(24) },
  'dossier.returned': { collector: 'applicant', collectorName: null, authorisation: null, trackingNo: null, lostReceiptReason: null },
  'dossier.voided': { reason: 'Nhập hai lần', byUnitHead: false },
  'dossier.extended': { promisedAt: june(15, '17:30'), reason: 'Chờ xác minh', apologyNo: '2', late: false },
  'dossier.corrected': {
    changes: [{ field: 'applicant.fullName', from: 'Đặng Thị Hòa', to: 'Đặng Thị Hoà An' }],
    applicant: { ...applicant, fullName: 'Đặng Thị Hoà An' },
    documents: null,
    resultDelivery: null,
    fee: null,
    due: null,
    intake: null,
    limit: null,
    reason: 'Ghi sai tên',
  },
  'dossier.noted': { text: 'Gọi lại buổi chiều' },
  'dossier.notified': { channel: 'phone', to: '0900000001', text: null },
  'document.scanned': { documentName: 'Tờ khai', blobSha256: hash(1), pages: 2, mediaType: 'application/pdf' },
  'consultation.asked': { agency: 'Công an xã', content: 'Xác nhận cư trú', dueAt: june(10) },
  'consultation.answered': { askedActId: uuid(1), content: 'Đúng' },
  'personalData.revealed': { what: 'phone' },
  'paper.printed': {
    form: 'receiptSlip',
    formSet: 'TT01_2018',
    formNo: '01',
    templateVersion: '1',
    copies: [1, 2],
    layout: 'a5',
    reprintNo: 0,
    reason: null,
    replaces: null,
    blobSha256: hash(2),
    byteLength: 20_000,
    pageCount: 1,
    dueAt: june(11, '17:30'),
    stateActId: uuid(1),
  },
  'paper.cameOut': { printActId: uuid(1), ok: true },
  'code.conflicted': { otherDossierId: uuid(0xd1), dossierCode: '000.05.24.H11-260608-1001' },
  'act.contested': { actId: uuid(1), reason: 'person-dismissed' },
  'act.settled': { keeps: [], setsAside: [], reason: 'Theo sổ giấy' },
  'person.added': { personId: 'tiep-nhan', fullName: 'Lê Văn Bình', roles: ['receptionist'], title: null },
  'person.changed': { personId: 'tiep-nhan', fullName: 'Lê Văn Bình', roles: ['receptionist', 'unitHead'], title: 'Phó Chủ tịch' },
  'person.dismissed': { personId: 'tiep-nhan', reason: 'Chuyển công tác' },
  'clock.confirmed': { shownAt: june(8), trueAt: june(8, '09:21'), differenceSeconds: 360 },
  'series.spoiled': { series: 'slip', number: 8, reason: 'Kẹt giấy' },
  'agency.configured': { config: { unitName: 'UBND thị trấn Lạc Tánh' } },
};

export type Told<K extends Kind> = Partial<Omit<ActBody, 'kind' | 'v' | 'payload'>> & { readonly payload?: Partial<PayloadOf<K>> };

/** One counter's journal, acts linked as they are made; the n-th act of counter c has the id `uuid(c * 0x1000 + n)`. */
export type Desk = {
  readonly journalId: string;
  readonly make: <K extends Kind>(kind: K, told?: Told<K>) => PlacedAct;
  readonly acts: () => readonly PlacedAct[];
};

export function desk(counterNo: number): Desk {
  const journalId = uuid(0xa0 + counterNo);
  const made: PlacedAct[] = [];
  let head: Head | null = null;
  return {
    journalId,
    acts: () => made,
    make: (kind, { payload, ...told } = {}) => {
      const body = newBody({
        id: uuid(counterNo * 0x1000 + made.length + 1),
        kind,
        agencyCode: '000.05.24.H11',
        deviceId: uuid(0xde00 + counterNo),
        actorId: `person-${counterNo}`,
        dossierId: DOSSIER,
        basedOn: null,
        occurredAt: june(8),
        recordedAt: june(8, '09:16'),
        ...told,
        // One kind's sample and one kind's changes; the compiler sees the union of all.
        payload: { ...(samples[kind] as object), ...payload } as never,
      });
      const act: PlacedAct = { ...linkAct(head, journalId, body), placement: null };
      head = headOf(act.link);
      made.push(act);
      return act;
    },
  };
}

/** As the server would place them: positions 1, 2, 3, … in the order given. */
export function placed(acts: readonly PlacedAct[], epoch = 'e1', first = 1): PlacedAct[] {
  return acts.map((act, index) => ({ ...act, placement: { epoch, position: first + index } }));
}

/** Acts each built on the one before: `chain(desk, ['dossier.accepted'], ['dossier.takenOver', {…}])`. */
export function chain(from: Desk, ...steps: readonly (readonly [Kind, Told<Kind>?])[]): PlacedAct[] {
  const acts: PlacedAct[] = [];
  for (const [kind, told] of steps) acts.push(from.make(kind, { basedOn: acts.at(-1)?.body.id ?? null, ...told }));
  return acts;
}

export const idsOf = (acts: readonly PlacedAct[]): string[] => acts.map(({ body }) => body.id);
