/** A small office in memory, Thursday 24/04/2025: invented people, every standing a dossier can have. */
import type { Badge, DossierDetail, DossierRow, NextStep, TimelineEntry } from '#shared/contract/dossier.ts';
import { addDays, type CivilDate, isWeekend, weekdayOf } from '#shared/domain/deadline/civil-date.ts';
import { blankDossier, type DossierState } from '#shared/domain/dossier/state.ts';
import type { Slip } from '#shared/domain/dossier/state-parts.ts';
import type { JsonObject } from '#shared/journal/act.ts';

export const today = '2025-04-24' as CivilDate;
export const now = '2025-04-24T09:10:00+07:00';
export const agencyCode = '000.05.24.H11';
export const people = {
  hanh: '0196b1c0-0000-7000-8000-00000000a001',
  phuc: '0196b1c0-0000-7000-8000-00000000a002',
  ngan: '0196b1c0-0000-7000-8000-00000000a003',
  trang: '0196b1c0-0000-7000-8000-00000000a004',
};
export const names = {
  [people.hanh]: 'Lê Thị Hạnh',
  [people.phuc]: 'Nguyễn Hoàng Phúc',
  [people.ngan]: 'Võ Thị Kim Ngân',
  [people.trang]: 'Bùi Thị Thu Trang',
};

const at = (moment: string): string => `2025-${moment}:00+07:00`;
const idOf = (serial: number): string => `0196b1c0-0000-7000-8000-${String(serial).padStart(12, '0')}`;
let serial = 900;
const nextId = (): string => {
  serial += 1;
  return idOf(serial);
};

type Seed = {
  code: string;
  name: string;
  procedure: string;
  badge: Badge;
  received: string;
  due: string | null;
  sent?: DossierRow['sent'];
  finished?: boolean;
  paused?: boolean;
};
const badge = (kind: Badge['kind'], days: number | null = null, moment: string | null = null): Badge => ({
  kind,
  days,
  at: moment === null ? null : at(moment),
});

const seeds: readonly Seed[] = [
  {
    code: '250417-1006',
    name: 'Nguyễn Thị Bích Vân',
    procedure: 'Cấp Giấy xác nhận tình trạng hôn nhân',
    badge: badge('overdue', 2),
    received: '04-17T08:30',
    due: '04-22T17:30',
  },
  {
    code: '250421-1002',
    name: 'Nguyễn Hữu Lộc',
    procedure: 'Đăng ký thành lập hộ kinh doanh',
    badge: badge('dueToday', 0),
    received: '04-21T09:00',
    due: '04-24T17:30',
  },
  {
    code: '250422-2003',
    name: 'Nguyễn Thị Kim Oanh',
    procedure: 'Thay đổi, cải chính, bổ sung thông tin hộ tịch, xác định lại dân tộc',
    badge: badge('dueTomorrow', 1),
    received: '04-22T14:20',
    due: '04-25T17:30',
  },
  {
    code: '250418-1001',
    name: 'Nguyễn Văn Đạt',
    procedure: 'Đăng ký thường trú',
    badge: badge('inTerm', 3),
    received: '04-18T08:00',
    due: '04-28T17:30',
  },
  {
    code: '250423-2005',
    name: 'Đặng Nguyễn Gia Hân',
    procedure: 'Tách hộ',
    badge: badge('inTerm', 4),
    received: '04-23T08:00',
    due: '04-29T17:30',
    sent: 'unsent',
  },
  {
    code: '250422-1007',
    name: 'Nguyễn Thành Nhân',
    procedure: 'Đăng ký tạm trú',
    badge: badge('needsDecision'),
    received: '04-22T08:00',
    due: '04-25T17:30',
    sent: 'needsDecision',
  },
  {
    code: '250421-2006',
    name: 'Nguyễn Thị Hồng Phấn',
    procedure: 'Trợ cấp hưu trí xã hội hằng tháng',
    badge: badge('awaitingSupplement', 2),
    received: '04-21T08:00',
    due: '04-30T17:30',
    paused: true,
  },
  {
    code: '250310-1004',
    name: 'Nguyễn Đình Khôi',
    procedure: 'Đăng ký đất đai, cấp Giấy chứng nhận lần đầu',
    badge: badge('awaitingPayment', 23),
    received: '03-10T08:00',
    due: '05-20T17:30',
    paused: true,
  },
  {
    code: '250408-1005',
    name: 'Nguyễn Quang Vinh',
    procedure: 'Cấp giấy phép xây dựng nhà ở riêng lẻ',
    badge: badge('resolvedEarly', null),
    received: '04-08T08:00',
    due: '04-23T17:30',
  },
  {
    code: '250424-1003',
    name: 'Nguyễn Thị Lan Chi',
    procedure: 'Đăng ký khai sinh',
    badge: badge('returned', null, '04-24T09:40'),
    received: '04-24T08:00',
    due: '04-24T17:30',
    sent: 'unsent',
    finished: true,
  },
  {
    code: '250424-2004',
    name: 'Nguyễn Hoài Nam',
    procedure: 'Chứng thực chữ ký trong các giấy tờ, văn bản',
    badge: badge('returned', null, '04-24T09:12'),
    received: '04-24T08:10',
    due: '04-24T17:30',
    sent: 'unsent',
    finished: true,
  },
  {
    code: '250415-2001',
    name: 'Nguyễn Minh Tấn',
    procedure: 'Xác nhận thông tin hộ tịch',
    badge: badge('returnedLate', 1, '04-21T09:00'),
    received: '04-15T08:00',
    due: '04-18T17:30',
    finished: true,
  },
  {
    code: '250411-1002',
    name: 'Nguyễn Thị Sương',
    procedure: 'Hỗ trợ chi phí mai táng, đối tượng bảo trợ xã hội',
    badge: badge('returned', null, '04-16T09:00'),
    received: '04-11T08:00',
    due: '04-16T17:30',
    finished: true,
  },
  {
    code: '250409-2003',
    name: 'Nguyễn Thị Út Hiền',
    procedure: 'Đăng ký lại kết hôn',
    badge: badge('withdrawn'),
    received: '04-09T08:00',
    due: null,
    finished: true,
  },
  {
    code: '250409-1002',
    name: "K'Brơi",
    procedure: 'Trợ cấp xã hội hàng tháng, hỗ trợ kinh phí chăm sóc, nuôi dưỡng',
    badge: badge('inTerm', 2),
    received: '04-09T08:20',
    due: '04-26T17:30',
    sent: 'unsent',
  },
  {
    code: '250402-1009',
    name: 'Mang Thị Sáu',
    procedure: 'Đăng ký lại khai tử',
    badge: badge('voided'),
    received: '04-02T08:20',
    due: '04-07T17:30',
    finished: true,
  },
];

export const rows: readonly DossierRow[] = seeds.map(({ code, name, procedure, badge, received, due, sent, finished, paused }, index) => ({
  dossierId: idOf(index + 1),
  dossierCode: `${agencyCode}-${code}`,
  applicantName: name,
  procedureName: procedure,
  badge,
  receivedAt: at(received),
  dueAt: due === null ? null : at(due),
  paused: paused ?? false,
  finished: finished ?? false,
  sent: sent ?? 'sent',
}));

/** Line `index` of a register of a million. */
export function rowOfMillion(index: number): DossierRow {
  const row = rows[index % rows.length] ?? rows[0]!;
  return {
    ...row,
    dossierId: `0196b1c0-0000-7000-9000-${String(index).padStart(12, '0')}`,
    dossierCode: `${agencyCode}-250424-${String(index % 10_000).padStart(4, '0')}`,
    applicantName: `${row.applicantName} ${index}`,
  };
}

function stepsOf(from: string, to: string, cycle: number, start: 'received' | 'restarted' = 'received'): JsonObject[] {
  const steps: JsonObject[] = [{ date: from, weekday: weekdayOf(from as CivilDate), cycle, role: 'received', start }];
  let n = 0;
  for (let date = addDays(from as CivilDate, 1); date <= to; date = addDays(date, 1)) {
    const worked = !isWeekend(date) || date === to;
    if (worked) n += 1;
    steps.push({
      date,
      weekday: weekdayOf(date),
      cycle,
      role: date === to ? 'due' : worked ? 'counted' : 'off',
      ...(worked ? { n } : { reason: 'weekend' }),
      ...(worked && isWeekend(date) ? { workSwap: true } : {}),
    });
  }
  return steps;
}

function act(
  kind: string,
  moment: string,
  actor: keyof typeof people,
  details: TimelineEntry['details'] = {},
  effect: TimelineEntry['effect'] = 'applied',
): TimelineEntry {
  return { actId: nextId(), kind, occurredAt: at(moment), recordedAt: at(moment), actorName: names[people[actor]] ?? '', effect, details };
}

function slip(actId: string, moment: string, over: Partial<Slip> = {}): Slip {
  return {
    actId,
    form: 'receiptSlip',
    formSet: 'TT01_2018',
    copies: [1, 2],
    reprintNo: 0,
    reason: null,
    blobSha256: '',
    pageCount: 1,
    printedAt: at(moment),
    dueAt: null,
    stateActId: actId,
    void: false,
    voidedBy: null,
    cameOut: true,
    ...over,
  };
}

const due = (dueAt: string, steps: JsonObject[]): NonNullable<DossierState['due']> => ({
  dueAt,
  steps,
  calendarVersion: 'VN-2025',
  calendarStatus: 'verified',
  policy: { cutoffTime: '15:00', cutoffShiftsStart: false, hourCarry: false },
  ownReason: null,
});
const stepKinds = [
  'dossier.takenOver',
  'dossier.resolved',
  'dossier.returned',
  'dossier.handedOver',
  'dossier.voided',
  'dossier.corrected',
];
const next = (...allowed: string[]): NextStep[] =>
  stepKinds.map((kind) => ({ kind, allowed: allowed.includes(kind), why: allowed.includes(kind) ? null : 'not-from-this-status' }));

/** The page of the row; each standing has the course that leads to it. */
export function detailOf(row: DossierRow): DossierDetail {
  if (row.applicantName === "K'Brơi") return kBroi(row);
  const accepted = act('dossier.accepted', row.receivedAt!.slice(5, 16), 'hanh', { counterNo: 2, dueAt: row.dueAt });
  const printed = act('paper.printed', row.receivedAt!.slice(5, 16), 'hanh', { form: 'receiptSlip', reprintNo: 0 });
  const given = act('dossier.handedOver', plusMinutes(row.receivedAt!, 148), 'hanh', { toUnit: 'Hộ tịch' });
  const taken = act('dossier.takenOver', plusMinutes(row.receivedAt!, 1065), 'trang');
  const course = [accepted, printed, given, taken, ...endOf(row)];
  const steps = row.dueAt === null ? [] : stepsOf(row.receivedAt!.slice(0, 10), row.dueAt.slice(0, 10), 1);
  const parked = course.find(({ effect }) => effect === 'parked');
  const status = statusOf(row.badge.kind);
  return {
    dossierId: row.dossierId,
    badge: row.badge,
    timeline: course,
    outages: [],
    names,
    next:
      row.finished || parked !== undefined
        ? next()
        : row.badge.kind === 'resolvedEarly'
          ? next('dossier.returned')
          : next('dossier.resolved', 'dossier.handedOver'),
    apologyDueAt: row.badge.kind === 'dueTomorrow' ? `${today}T17:30` : null,
    today,
    unsentActs: row.sent === 'unsent' ? 1 : 0,
    sentActs: course.length,
    state: {
      ...blankDossier(row.dossierId),
      status,
      dossierCode: row.dossierCode,
      agencyCode,
      procedureName: row.procedureName,
      applicant: {
        kind: 'person',
        fullName: row.applicantName,
        personalId: '060******213',
        taxCode: null,
        dateOfBirth: '1985-03-12',
        sex: 'female',
        address: 'Khu phố Lạc Hóa 1, thị trấn Lạc Tánh',
        phone: '098****214',
        email: null,
      },
      receivedAt: row.receivedAt,
      receivedBy: people.hanh,
      documents: [
        { name: 'Tờ khai theo mẫu', form: 'original', copies: 1, pages: 2, presentOnly: false, extraReason: null },
        { name: 'Giấy tờ chứng minh nơi cư trú', form: 'certifiedCopy', copies: 1, pages: 1, presentOnly: false, extraReason: null },
        { name: 'Thẻ căn cước của người nộp', form: 'original', copies: 1, pages: null, presentOnly: true, extraReason: null },
      ],
      dossierCount: 1,
      fee: { amountVnd: 28_000, state: 'paid', exemptionReason: null, fiscalReceipt: null, note: null },
      resultDelivery: { mode: 'counter', address: null },
      limit: { value: steps.filter((step) => step['n'] !== undefined).length, unit: 'workingDay', sameDay: false },
      registerVolume: '02',
      registerNo: 1101,
      slipNo: 1101,
      formSet: 'TT01_2018',
      entryMode: 'live',
      firstDueAt: row.dueAt,
      dueAt: row.dueAt,
      due: row.dueAt === null ? null : due(row.dueAt, steps),
      clockCycle: 1,
      clockCycles: [
        {
          startedAt: row.receivedAt!,
          dueAt: row.dueAt,
          steps,
          pauses: row.badge.kind === 'awaitingPayment' ? [{ from: at('04-01T10:00'), to: null, why: 'payment' }] : [],
          endedAt: row.badge.kind === 'awaitingSupplement' ? at('04-22T10:00') : null,
          why: row.badge.kind === 'awaitingSupplement' ? 'supplementRequested' : null,
        },
      ],
      paused: row.paused,
      supplements:
        row.badge.kind === 'awaitingSupplement'
          ? [
              {
                actId: taken.actId,
                phase: 'appraisal',
                items: [],
                reason: 'Thiếu bản sao sổ hộ khẩu cũ của người được trợ cấp.',
                secondTimeReason: null,
                noticeNo: null,
                requestedAt: at('04-22T10:00'),
                completedAt: null,
              },
            ]
          : [],
      payment:
        row.badge.kind === 'awaitingPayment'
          ? {
              reason: 'Thông báo nộp lệ phí trước bạ.',
              amountVnd: 4_250_000,
              requestedAt: at('04-01T10:00'),
              confirmedAt: null,
              proof: null,
            }
          : null,
      closing: closingOf(row.badge.kind),
      resolvedAt: row.badge.kind === 'resolvedEarly' ? at('04-21T10:00') : null,
      holder: people.trang,
      handovers: [
        {
          handedOverAt: given.occurredAt,
          handedOverBy: people.hanh,
          toPersonId: null,
          toUnit: 'Hộ tịch',
          takenOverAt: taken.occurredAt,
          takenOverBy: people.trang,
          note: null,
        },
      ],
      slips: [slip(printed.actId, row.receivedAt!.slice(5, 16), { void: row.badge.kind === 'voided' })],
      lastActId: course.at(-1)!.actId,
      needsDecision: parked === undefined ? [] : [{ actId: parked.actId, why: 'change-not-seen', against: course.at(-2)!.actId }],
      readOnly: row.badge.kind === 'registered' ? 'needs-update' : null,
    },
  };
}

function endOf({ badge }: DossierRow): TimelineEntry[] {
  switch (badge.kind) {
    case 'needsDecision':
      return [
        act('dossier.corrected', '04-23T09:14', 'phuc', { reason: 'Ghi nhầm số điện thoại' }),
        act('dossier.corrected', '04-23T10:02', 'hanh', { reason: 'Đổi nơi nhận kết quả sang bưu chính' }, 'parked'),
      ];
    case 'awaitingSupplement':
      return [act('dossier.supplementRequested', '04-22T10:00', 'ngan', { reason: 'Thiếu bản sao sổ hộ khẩu cũ của người được trợ cấp.' })];
    case 'resolvedEarly':
      return [act('dossier.resolved', '04-21T10:00', 'trang', { result: 'granted', resultNo: '41/GPXD' })];
    case 'withdrawn':
      return [act('dossier.withdrawn', '04-15T10:00', 'hanh', { reason: 'Vợ chồng tự hòa giải' })];
    case 'voided':
      return [act('dossier.voided', '04-02T11:00', 'hanh', { reason: 'Chọn nhầm thủ tục' })];
    default:
      return [];
  }
}

function statusOf(kind: Badge['kind']): DossierState['status'] {
  const statuses: Partial<Record<Badge['kind'], DossierState['status']>> = {
    awaitingSupplement: 'awaitingSupplement',
    awaitingPayment: 'awaitingPayment',
    resolvedEarly: 'resolved',
    returned: 'returned',
    returnedLate: 'returned',
    withdrawn: 'withdrawn',
    voided: 'voided',
  };
  return statuses[kind] ?? 'inProgress';
}

function closingOf(kind: Badge['kind']): DossierState['closing'] {
  if (kind === 'withdrawn') return { reason: 'Vợ chồng tự hòa giải.', legalGround: null, papersReturned: null, at: at('04-15T10:00') };
  return kind === 'voided' ? { reason: 'Chọn nhầm thủ tục.', legalGround: null, papersReturned: null, at: at('04-02T11:00') } : null;
}

function plusMinutes(instant: string, minutes: number): string {
  return new Date(Date.parse(instant) + (minutes + 420) * 60_000).toISOString().slice(5, 16);
}

/** The dossier of the drawing: a second count after a supplement. */
function kBroi(row: DossierRow): DossierDetail {
  const first = [
    act('dossier.accepted', '04-09T08:20', 'phuc', { counterNo: 1, dueAt: at('04-18T17:30') }),
    act('paper.printed', '04-09T08:22', 'phuc', { form: 'receiptSlip', reprintNo: 0 }),
  ];
  const middle = [
    act('dossier.handedOver', '04-09T10:05', 'phuc', { toUnit: 'Văn hóa – xã hội' }),
    act('dossier.takenOver', '04-09T10:20', 'ngan'),
    act('dossier.supplementRequested', '04-11T14:30', 'ngan', {
      reason: 'Thiếu Giấy xác nhận khuyết tật. Gửi trong 3 ngày làm việc, đúng quy định.',
    }),
    act('dossier.notified', '04-11T14:50', 'phuc', { channel: 'phone', text: 'Đã báo chị Ka Hương mang bổ sung' }),
  ];
  const second = [
    act('dossier.supplementCompleted', '04-17T09:12', 'phuc', { dueAt: row.dueAt }),
    act('paper.printed', '04-17T09:14', 'phuc', { form: 'receiptSlip', reprintNo: 0 }),
    act('dossier.takenOver', '04-18T07:45', 'ngan'),
  ];
  const steps = stepsOf('2025-04-17', '2025-04-26', 2, 'restarted');
  const course = [...first, ...middle, ...second];
  const base = detailOf({ ...row, applicantName: 'x' });
  return {
    ...base,
    timeline: course,
    outages: [{ from: row.receivedAt!, to: row.receivedAt!, cause: 'software', by: ['received'] }],
    next: next('dossier.resolved', 'dossier.takenOver', 'dossier.handedOver', 'dossier.corrected'),
    apologyDueAt: '2025-04-25T17:30',
    sentActs: 10,
    unsentActs: 1,
    state: {
      ...base.state,
      applicant: {
        ...base.state.applicant!,
        fullName: "K'Brơi",
        dateOfBirth: '1961',
        sex: 'male',
        personalId: '068*****0213',
        phone: '097****118',
        address: 'Khu phố Lạc Hưng 2, thị trấn Lạc Tánh',
      },
      submitter: { fullName: 'Ka Hương', personalId: null, phone: null, relation: 'authorised', authorisation: 'Giấy ủy quyền' },
      resultDelivery: { mode: 'postal', address: 'Khu phố Lạc Hưng 2, thị trấn Lạc Tánh' },
      fee: { amountVnd: 0, state: 'none', exemptionReason: null, fiscalReceipt: null, note: null },
      documents: [
        { name: 'Tờ khai đề nghị trợ giúp xã hội', form: 'original', copies: 1, pages: 4, presentOnly: false, extraReason: null },
        { name: 'Giấy xác nhận khuyết tật', form: 'original', copies: 1, pages: null, presentOnly: true, extraReason: null },
        { name: 'Giấy ủy quyền', form: 'original', copies: 1, pages: 1, presentOnly: false, extraReason: null },
      ],
      registerVolume: '01',
      registerNo: 1098,
      limit: { value: 7, unit: 'workingDay', sameDay: false },
      due: due(row.dueAt!, steps),
      clockCycle: 2,
      clockCycles: [
        {
          startedAt: at('04-09T08:20'),
          dueAt: at('04-18T17:30'),
          steps: [],
          pauses: [],
          endedAt: at('04-11T14:30'),
          why: 'supplementRequested',
        },
        { startedAt: at('04-17T09:12'), dueAt: row.dueAt, steps, pauses: [], endedAt: null, why: null },
      ],
      holder: people.ngan,
      slips: [
        slip(first[1]!.actId, '04-09T08:22', { void: true }),
        slip(nextId(), '04-11T14:33', { form: 'supplementRequest' }),
        slip(second[1]!.actId, '04-17T09:14'),
      ],
      supplements: [],
      lastActId: course.at(-1)!.actId,
    },
  };
}
