/** The counter's calls answered in memory, for looking at the screens and for tests of their keys. */
import { ORPCError } from '@orpc/client';
import type { ImportPreview, ImportProgress } from '#shared/contract/register.ts';
import type { ListTab } from '#shared/contract/dossier.ts';
import type { ClockReason } from '#shared/domain/clock/verdict.ts';
import { permissionsOf, type Role } from '#shared/contract/permissions.ts';
import { words } from '#shared/domain/text/fold.ts';
import type { CounterApi } from '../../../renderer/bridge/index.ts';
import { dayAnswers, type DayVariant } from './day-answers.ts';
import { clockAnswers } from './clock-answers.ts';
import { deskAnswers } from './desk-answers.ts';
import { correctionAnswers } from './correction-answers.ts';
import { decisionAnswers } from './decision-answers.ts';
import { syncAnswers } from './sync-answers.ts';
import { outageAnswers } from './outage-answers.ts';
import { officeAnswers } from './office-answers.ts';
import { receptionAnswers } from './reception-answers.ts';
import { agencyCode, detailOf, now, people, rowOfMillion, rows } from './double-data.ts';

export type DoubleOptions = {
  readonly role?: Role;
  readonly million?: boolean;
  readonly empty?: boolean;
  readonly failing?: boolean;
  readonly day?: DayVariant;
  readonly clock?: ClockReason;
  /** The question comes while a screen is open. */
  readonly clockLater?: boolean;
  /** The counter was brought back by the recovery code: both reminders stand. */
  readonly restored?: boolean;
  /** A search is answered only after a person has pressed the next key. */
  readonly slow?: boolean;
  /** Months of papers cannot be read. */
  readonly damagedPapers?: boolean;
  /** Names of calls that are not answered but fail: `usb.state`. */
  readonly broken?: readonly string[];
  /** This call is refused with this error, `disk-full`. */
  readonly refused?: { readonly call: string; readonly code: string };
};
/** Every call made, in order, for tests to read. */
export type Made = { readonly name: string; readonly input: unknown };

const tabs: Record<ListTab, (kind: string) => boolean> = {
  all: () => true,
  inProcess: (kind) => ['inTerm', 'dueToday', 'dueTomorrow', 'overdue'].includes(kind),
  dueSoon: (kind) => kind.startsWith('due'),
  overdue: (kind) => kind === 'overdue',
  paused: (kind) => kind.startsWith('awaiting'),
  awaitingReturn: (kind) => kind.startsWith('resolved'),
  needsDecision: (kind) => kind === 'needsDecision',
};
const sheet = (mark: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 420 595"><rect width="420" height="595" fill="#fff"/><g font-family="serif" text-anchor="middle"><text x="210" y="60" font-size="12">CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</text><text x="210" y="130" font-size="14" font-weight="bold">GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ</text><text x="210" y="160" font-size="12" font-weight="bold">${mark}</text></g></svg>`;

export function doubleApi(options: DoubleOptions = {}): { readonly api: CounterApi; readonly made: Made[] } {
  const made: Made[] = [];
  let looks = 0;
  const details = new Map(rows.map((row) => [row.dossierId, detailOf(row)]));
  const role = options.role ?? 'unitHead';
  const person = {
    personId: role === 'specialist' ? people.ngan : people.hanh,
    fullName: role === 'specialist' ? 'Võ Thị Kim Ngân' : 'Lê Thị Hạnh',
    initials: role === 'specialist' ? 'KN' : 'LH',
    roles: [role],
    title: null,
    permissions: [...permissionsOf([role])],
  };
  const unit = {
    agencyCode,
    counterNo: 2,
    agencyName: 'UBND thị trấn Lạc Tánh',
    placeName: 'Lạc Tánh',
    upstreamName: 'huyện',
    training: false,
  };
  const clock = clockAnswers(options.clock ?? null, options.clockLater === true);
  const desk = deskAnswers(person, unit, clock.atSignIn);
  const answers: Record<string, (input: never) => unknown> = {
    ...clock.answers,
    ...desk,
    'office.watch': () =>
      once({
        unsentActs: 14,
        needsDecision: 1,
        overdue: 2,
        dossiers: 12_418,
        enrolled: true,
        duties: [...(options.restored === true ? ['lastCode', 'recoveryCode'] : []), ...(options.damagedPapers === true ? ['papers'] : [])],
        clock: { asks: clock.asks(), today: now.slice(0, 10), changes: 0 },
      }),
    ...receptionAnswers(options),
    ...dayAnswers(options.day ?? 'before'),
    ...decisionAnswers(),
    ...correctionAnswers(sheet),
    ...syncAnswers(),
    ...outageAnswers(options.empty === true),
    ...officeAnswers(options),
    'dossier.find': ({ text, tab, offset, limit }: { text: string; tab: ListTab; offset: number; limit: number }) => {
      if (options.million === true)
        return { rows: Array.from({ length: limit }, (_, index) => rowOfMillion(offset + index)), loosely: null };
      return {
        rows: found(text, options)
          .filter(({ badge }) => tabs[tab](badge.kind))
          .slice(offset, offset + limit),
        loosely: null,
      };
    },
    'dossier.count': ({ text }: { text: string }) => {
      const all = found(text, options);
      const counts = Object.fromEntries(
        Object.entries(tabs).map(([tab, has]) => [
          tab,
          options.million === true ? 1_000_000 : all.filter(({ badge }) => has(badge.kind)).length,
        ]),
      );
      return { tabs: counts, dossiers: options.empty === true ? 0 : options.million === true ? 1_000_000 : 12_418 };
    },
    'dossier.get': ({ dossierId }: { dossierId: string }) => details.get(dossierId) ?? { ...detailOf(rows[3]!), dossierId },
    'dossier.byCode': ({ dossierCode }: { dossierCode: string }) => {
      const row = rows.find((one) => one.dossierCode === dossierCode);
      return row === undefined ? null : { dossierId: row.dossierId };
    },
    'dossier.reveal': ({ what }: { what: string }) => ({ value: what === 'phone' ? '0987000214' : '060085000213' }),
    'dossier.act': () => ({ actId: people.hanh }),
    'paper.preview': ({ reason }: { reason: string | null }) => ({
      pages: [sheet(`BẢN IN LẠI lần 1${reason === null ? '' : `: ${reason}`}`)],
      reprintNo: 1,
    }),
    'paper.print': () => ({
      printActId: people.phuc,
      reprintNo: 1,
      pageCount: 1,
      queued: options.failing !== true,
      queueFault: options.failing === true ? 'printer-silent' : null,
    }),
    'paper.cameOut': () => ({}),
    'paper.test': ({ printer }: { printer: string | null }) =>
      options.failing === true ? { printer, queueFault: 'printer-silent' } : { printer: printer ?? 'Canon-LBP', queueFault: null },
    'paper.testState': () => ({ state: (looks += 1) > 2 ? 'ended' : 'waiting' }),
    'paper.printers': () => [
      { name: 'Canon-LBP', isDefault: true },
      { name: 'Brother-HL', isDefault: false },
    ],
    'register.begin': () => ({ importId: people.trang }),
    'register.chunk': ({ offset, base64 }: { offset: number; base64: string }) => ({ received: offset + atob(base64).length }),
    'register.preview': () => importPreview,
    'register.run': () => importRun(options),
    'register.cancel': () => ({}),
  };
  const call = (name: string) => async (input: unknown) => {
    made.push({ name, input });
    if (options.refused?.call === name) throw new ORPCError(options.refused.code, { defined: true, data: {} });
    if (options.broken?.includes(name) === true) throw new Error(`${name} fails.`);
    const answer = answers[name];
    if (answer === undefined) throw new Error(`The double does not answer ${name}.`);
    return answer(input as never);
  };
  const area = (name: string) => new Proxy({}, { get: (_, verb) => call(`${name}.${String(verb)}`) });
  return { api: new Proxy({}, { get: (_, name) => area(String(name)) }) as CounterApi, made };
}

function found(text: string, { empty }: DoubleOptions) {
  const asked = words(text);
  return empty === true
    ? []
    : rows.filter((row) =>
        asked.every((part) => words(`${row.applicantName} ${row.dossierCode} ${row.procedureName}`).some((word) => word.startsWith(part))),
      );
}

async function* once<T>(value: T): AsyncGenerator<T> {
  yield value;
}

const fields = [
  'registerNo',
  'dossierCode',
  'procedureCode',
  'procedureName',
  'fieldName',
  'dossierCount',
  'applicantName',
  'personalId',
  'address',
  'phone',
  'channel',
  'receivedAt',
  'dueAt',
  'resolvedAt',
  'returnedAt',
  null,
];
const headers = [
  'TT',
  'Mã hồ sơ',
  'Mã thủ tục',
  'Tên thủ tục hành chính',
  'Lĩnh vực',
  'Số bộ',
  'Tên cá nhân/tổ chức',
  'Số định danh',
  'Địa chỉ',
  'Số điện thoại',
  'Hình thức nộp',
  'Ngày nhận',
  'Ngày hẹn trả',
  'Ngày xử lý xong',
  'Ngày trả kết quả',
  'Cán bộ nhận',
];
const importPreview: ImportPreview = {
  read: 863,
  importable: 851,
  already: 8,
  rejected: [
    { row: 45, reason: 'missing-dossier-code', params: {} },
    { row: 112, reason: 'bad-date', params: { field: 'receivedAt', value: '31/02/2023' } },
    { row: 377, reason: 'duplicate-code', params: { dossierCode: `${agencyCode}-230103-0001`, firstRow: '2' } },
    { row: 590, reason: 'number-damaged', params: { field: 'personalId' } },
  ],
  headers: headers.map((header, index) => ({ header, field: fields[index] ?? null })),
  sample: Array.from({ length: 8 }, (_, index) => [
    String(index + 1),
    `${agencyCode}-230103-000${index + 1}`,
    '1.012591',
    'Đăng ký bổ sung hoạt động tín ngưỡng',
    'Tín ngưỡng, tôn giáo',
    '1',
    'Thông Thu Yến',
    '060159000351',
    'Khu phố Tân Thành, thị trấn Lạc Tánh',
    '0925000141',
    'Trực tiếp',
    '03/01/2023 07:21',
    '18/01/2023 17:00',
    '10/01/2023 13:47',
    '11/01/2023 16:50',
    'Phúc',
  ]),
};

async function* importRun({ million }: DoubleOptions): AsyncGenerator<ImportProgress> {
  const total = 859;
  for (let done = 0; done < total; done += 43) {
    yield { phase: 'running', done, total, imported: done, already: 0, rejected: 4 };
    await new Promise((resolve) => {
      // So large a file is not through before somebody stops it, however slow the machine they sit at.
      setTimeout(resolve, million !== true ? 30 : done < total / 2 ? 400 : 60_000);
    });
  }
  yield { phase: 'done', done: total, total, imported: 851, already: 8, rejected: 4 };
}
