/** Settings, people and the register's volumes, answered in memory. */
import type { EscrowKey } from '#shared/contract/keys.ts';
import type { Gap } from '#shared/contract/numbers.ts';
import type { Settings } from '#shared/contract/office.ts';
import type { PapersFault } from '#shared/contract/triage.ts';
import type { PersonChange, PersonEntry } from '#shared/contract/person.ts';
import type { RegisterBook, RegisterPrinting } from '#shared/contract/register-book.ts';
import { people as ids } from './double-data.ts';

const entry = {
  title: null,
  initials: 'MC',
  active: true,
  hasPin: true,
  locked: false,
  draftCount: 0,
  lastSignInAt: '2025-04-24T07:28:00+07:00',
};
const staff: readonly PersonEntry[] = [
  { ...entry, personId: ids.hanh, fullName: 'Lê Thị Hạnh', roles: ['unitHead'], title: 'Trưởng Bộ phận Một cửa' },
  { ...entry, personId: ids.phuc, fullName: 'Nguyễn Hoàng Phúc', roles: ['receptionist'], locked: true, draftCount: 2 },
  {
    ...entry,
    personId: ids.ngan,
    fullName: 'Võ Thị Kim Ngân',
    roles: ['specialist'],
    title: 'Tư pháp – hộ tịch',
    hasPin: false,
    lastSignInAt: null,
  },
  {
    ...entry,
    personId: '0196b1c0-0000-7000-8000-00000000a005',
    fullName: 'Nguyễn Phước Hoàng Thị Tôn Nữ Diễm Phương Thùy Trang Bảo Ngọc',
    roles: ['receptionist', 'specialist', 'approver'],
    title: 'Phó Trưởng Bộ phận Tiếp nhận và Trả kết quả giải quyết thủ tục hành chính',
  },
  { ...entry, personId: ids.trang, fullName: 'Bùi Thị Thu Trang', roles: ['receptionist'], active: false, locked: true },
];

const books: readonly RegisterBook[] = [
  { year: 2024, volume: '02', last: 26_318, printedAt: '2025-01-02T16:40:00+07:00', lastPage: 1_507, unfinished: null },
  { year: 2025, volume: '02', last: 8_214, printedAt: null, lastPage: null, unfinished: null },
];

type BookCommand = { readonly commandId: string; readonly year: number; readonly volume: string };

const gaps: readonly Gap[] = [
  {
    series: 'code',
    date: '2025-04-24',
    from: 2017,
    to: 2017,
    reason: 'voided',
    voided: {
      dossierId: ids.trang,
      dossierCode: '000.05.24.H11-250424-2017',
      at: '2025-04-24T09:40:00+07:00',
      by: 'Nguyễn Phước Hoàng Thị Tôn Nữ Diễm Phương',
      reason: 'Nhập hai lần',
    },
  },
  { series: 'code', date: '2025-04-22', from: 2003, to: 2009, reason: 'onPaper', voided: null },
  { series: 'code', date: '2025-04-21', from: 2031, to: 2899, reason: 'reserveUsed', voided: null },
  { series: 'register', date: null, from: 8001, to: 10_000, reason: 'seriesBlock', voided: null },
  { series: 'slip', date: null, from: 214, to: 214, reason: 'unknown', voided: null },
];

/** Of the escrow keys tests paste. */
const fingerprints: Readonly<Record<string, string>> = { age1first: 'a1b2c3d4e5f60718', age1second: '99887766554433ff' };

export type OfficeOptions = {
  readonly empty?: boolean;
  readonly failing?: boolean;
  readonly million?: boolean;
  readonly restored?: boolean;
  readonly damagedPapers?: boolean;
};

const damagedMonths: readonly PapersFault[] = [
  { month: '2025-02', state: 'damaged' },
  { month: '2025-03', state: 'missing' },
];

export function officeAnswers({
  empty,
  failing,
  million,
  restored,
  damagedPapers,
}: OfficeOptions): Record<string, (input: never) => unknown> {
  let settings: Settings = {
    printer: 'Canon-LBP',
    slipPrinter: null,
    layout: 'a5',
    idleLockMinutes: 60,
    scannerGapMs: 35,
    autoSend: false,
    backupFolder: 'E:\\MotCua',
  };
  let papers = damagedPapers === true ? damagedMonths : [];
  let numbers = { asks: restored === true, reserve: restored === true };
  const backupStatus = () => ({
    last: null,
    count: 0,
    running: false,
    fault: null,
    second: settings.backupFolder === null ? null : { folder: settings.backupFolder, ok: false, why: 'missing' },
    log: 'whole',
    numbersFromReserve: numbers.reserve,
    asksLastCode: numbers.asks,
    papers,
  });
  let sealedFor: EscrowKey | null = null;
  let everybody = staff;
  let volumes = empty === true ? [] : books;
  let stopBook = (): void => undefined;
  const put = (person: PersonEntry) => {
    const others = everybody.filter(({ personId }) => personId !== person.personId);
    everybody = [...others, person].toSorted((a, b) => Number(b.active) - Number(a.active));
    return person;
  };
  const find = (personId: string): PersonEntry => everybody.find((one) => one.personId === personId)!;
  return {
    'office.settings': () => settings,
    'office.saveSettings': (input: Settings) => {
      settings = input;
      return settings;
    },
    'office.keepLanguage': () => ({}),
    'backup.status': () => backupStatus(),
    'backup.tellLastCode': () => {
      numbers = { asks: false, reserve: false };
      return backupStatus();
    },
    'backup.mendPapers': ({ month }: { month: string }) => {
      papers = papers.filter((one) => one.month !== month);
      return { status: backupStatus(), papers: 1_284, lost: [{ dossierCode: '000.05.24.H11-250214-2009', what: 'paper' }] };
    },
    'backup.takeReserve': () => {
      numbers = { asks: false, reserve: true };
      return backupStatus();
    },
    'person.list': () => everybody,
    'person.add': ({ commandId, fullName, roles, title }: PersonChange) =>
      put({ ...entry, personId: commandId, fullName, roles, title, lastSignInAt: null }),
    'person.change': ({ personId, fullName, roles, title }: PersonChange) =>
      put({ ...find(personId), fullName, roles, title, active: true }),
    'person.dismiss': ({ personId }: { personId: string }) => {
      put({ ...find(personId), active: false, locked: true });
      return {};
    },
    'keys.status': () => ({ state: restored === true ? 'used' : 'confirmed', since: '2025-04-24T07:28:00+07:00' }),
    'keys.people': () => [{ personId: ids.phuc, fullName: 'Nguyễn Hoàng Phúc', locked: true }],
    'keys.escrow': () => ({ sealedFor, damaged: false }),
    'keys.readEscrowKey': ({ text }: { text: string }) => ({ recipient: text, fingerprint: fingerprints[text] ?? '0000000000000000' }),
    'keys.setEscrow': ({ recipient }: { recipient: string }) => {
      sealedFor = { recipient, fingerprint: fingerprints[recipient] ?? '0000000000000000' };
      return { sealedFor, damaged: false };
    },
    'keys.setPin': ({ personId }: { personId: string }) => {
      put({ ...find(personId), hasPin: true, locked: false });
      return {};
    },
    'numbers.years': () => [2025, 2024],
    'numbers.gaps': async function* ({ year }: { year: number }) {
      yield { done: 50, ledger: null };
      yield { done: 8214, ledger: { year, counterNo: 2, volume: '02', numbers: 8214, gaps: year === 2025 ? gaps : [] } };
    },
    'numbers.print': () => ({ copyNo: 1, queued: failing !== true, queueFault: failing === true ? 'printer-silent' : null }),
    'registerBook.volumes': () => volumes,
    'registerBook.print': async function* ({ commandId, year, volume }: BookCommand): AsyncGenerator<RegisterPrinting> {
      const stopped = Promise.withResolvers<void>();
      const stop = { isAsked: false };
      stopBook = () => {
        stop.isAsked = true;
        stopped.resolve();
      };
      const beat = () => Promise.race([stopped.promise, new Promise((resolve) => setTimeout(resolve, million === true ? 60_000 : 60))]);
      const total = 8_214;
      const reading: RegisterPrinting = { phase: 'reading', done: 0, total, pages: 0, sent: 0, unsure: [], queueFault: null };
      yield reading;
      yield { ...reading, done: 4_000 };
      await beat();
      let told: RegisterPrinting = { ...reading, phase: 'printing' };
      for (let part = 0; part <= 3 && !stop.isAsked; part += 1) {
        const queueFault = failing === true && part > 1 ? 'printer-silent' : null;
        told = { ...told, done: part * 2_738, pages: part * 172, sent: Math.min(part, queueFault === null ? 3 : 1) * 172, queueFault };
        yield told;
        if (part === 2 || million !== true) await beat();
      }
      const { done: rows, pages, sent } = told;
      const isLeft = stop.isAsked || told.queueFault !== null;
      const printed = isLeft
        ? {
            unfinished: { commandId, begunAt: '2025-04-24T09:12:00+07:00', rows, of: total, pages, sent, unsure: [{ from: 172, to: 343 }] },
          }
        : { unfinished: null, printedAt: '2025-04-24T09:12:00+07:00', lastPage: 515 };
      volumes = volumes.map((one) => (one.year === year && one.volume === volume ? { ...one, ...printed } : one));
      yield { ...told, phase: stop.isAsked ? 'stopped' : 'done' };
    },
    'registerBook.stop': () => {
      stopBook();
      return {};
    },
    'registerBook.printPages': ({ from, to }: { from: number; to: number }) => ({
      pages: to - from + 1,
      queued: failing !== true,
      queueFault: failing === true ? 'printer-silent' : null,
    }),
  };
}
