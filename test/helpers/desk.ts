/** A whole office behind its calls: real store in a temporary folder, real Typst, a clock and ids that repeat, and a printer that only remembers. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRouterClient, ORPCError, type RouterClient } from '@orpc/server';
import type { DraftData } from '#shared/contract/reception.ts';
import type { Role } from '#shared/contract/permissions.ts';
import type { ReceptionInput } from '#shared/contract/values.ts';
import { defaultOfficeConfig, type OfficeConfig } from '#shared/domain/office/config.ts';
import { createDesk, type Desk } from '../../electron/app/desk.ts';
import type { AppPorts } from '../../electron/app/ports.ts';
import { router } from '../../electron/app/router.ts';
import type { CounterPlan } from '../../electron/app/service/set-up.ts';
import { newSession, type Session } from '../../electron/app/session.ts';
import { createStatusFeed } from '../../electron/app/status-feed.ts';
import { readRegister } from '../../electron/register/read-register.ts';
import { sourcePaperFiles } from '../../electron/paper/paper-files.ts';
import type { PaperPort } from '../../electron/paper/port.ts';
import type { PrintOptions, PrintQueue } from '../../electron/paper/print.ts';
import { createTypst } from '../../electron/paper/typst.ts';
import type { Store } from '../../electron/store/store.ts';
import { emptyDraft } from '../../renderer/counter/reception/draft-data.ts';

export type Client = RouterClient<typeof router>;

const typst = createTypst(sourcePaperFiles());
const paper: PaperPort = {
  renderPdf: (job) => Promise.resolve().then(() => typst.renderPdf(job)),
  renderSvg: (job) => Promise.resolve().then(() => typst.renderSvg(job)),
  renderBook: (job) => Promise.resolve().then(() => typst.renderBook(job)),
  readRegister,
  close: () => Promise.resolve(),
};

/** What the printer was given; `fault` makes it refuse from now on. */
export type RecordingQueue = PrintQueue & {
  readonly papers: { readonly pdf: Uint8Array; readonly options: PrintOptions }[];
  fault: Error | null;
};

function recordingQueue(): RecordingQueue {
  const queue: RecordingQueue = {
    papers: [],
    fault: null,
    list: () => Promise.resolve([{ name: 'Quay-2', isDefault: true }]),
    print: (pdf, options) => {
      if (queue.fault !== null) return Promise.reject(queue.fault);
      queue.papers.push({ pdf, options });
      return Promise.resolve(`Quay-2-${queue.papers.length}`);
    },
    status: () => Promise.resolve('ended'),
  };
  return queue;
}

/** Ids made outside the app by the page: `commandId(7)` is always the same. */
export const commandId = (number: number): string => `019eb001-0000-7000-8000-${number.toString(16).padStart(12, '0')}`;

export const people = [
  { fullName: 'Lê Thị Hạnh', roles: ['receptionist'], title: 'Tiếp nhận' },
  { fullName: 'Nguyễn Hoàng Phúc', roles: ['receptionist'], title: 'Tiếp nhận' },
  { fullName: 'Võ Thị Kim Ngân', roles: ['specialist'], title: null },
  { fullName: 'Đặng Quốc Bảo', roles: ['approver'], title: 'Phó Chủ tịch' },
  { fullName: 'Trần Minh Tâm', roles: ['unitHead'], title: 'Trưởng Bộ phận Một cửa' },
  { fullName: 'Phạm Công Quản', roles: ['administrator'], title: null },
] as const satisfies readonly { fullName: string; roles: readonly Role[]; title: string | null }[];
export type PersonName = (typeof people)[number]['fullName'];
export const pin = '2580';

export type LogLine = { readonly event: string; readonly details: unknown };

export type Office = {
  readonly folder: string;
  readonly dataDir: string;
  readonly desk: Desk;
  readonly queue: RecordingQueue;
  readonly ports: AppPorts;
  readonly log: readonly LogLine[];
  readonly keptKeys: readonly Uint8Array[];
  readonly clock: { now: string };
  /** Of the open desk. */
  readonly store: () => Store;
  /** A window nobody has signed in at. */
  readonly window: () => { readonly call: Client; readonly session: Session };
  /** A window where this person has signed in. */
  readonly as: (name: PersonName) => Client;
  readonly personId: (name: PersonName) => string;
  readonly close: () => void;
};

/** An empty data folder: nothing is set up yet. */
export function newOffice(given: Partial<AppPorts> = {}): Office {
  const folder = mkdtempSync(join(tmpdir(), 'mot-cua-desk-'));
  const dataDir = join(folder, 'data');
  const clock = { now: '2026-06-08T09:15:00.000+07:00' };
  const log: LogLine[] = [];
  const keptKeys: Uint8Array[] = [];
  const queue = recordingQueue();
  let ids = 0;
  const ports: AppPorts = {
    dataDir,
    clock: { now: () => clock.now },
    ids: { next: () => `019eb000-0000-7000-8000-${(ids += 1).toString(16).padStart(12, '0')}` },
    keys: {
      keep: (key) => {
        keptKeys.push(Uint8Array.from(key));
        return Promise.resolve();
      },
    },
    paper,
    queue,
    log: (event, details = {}) => {
      log.push({ event, details });
    },
    restart: () => {
      throw new Error('nothing here makes the store unsure');
    },
    ...given,
  };
  const desk = createDesk(ports);
  const status = createStatusFeed();
  const window = () => {
    const session = newSession();
    return { session, call: createRouterClient(router, { context: { session, desk, status } }) };
  };
  const store = () => desk.open().store;
  const person = (name: PersonName) => {
    const found = store()
      .persons.all()
      .find(({ fullName }) => fullName === name);
    if (found === undefined) throw new Error(`nobody is called ${name}`);
    return found;
  };
  return {
    folder,
    dataDir,
    desk,
    queue,
    ports,
    log,
    keptKeys,
    clock,
    store,
    window,
    as: (name) => {
      const { session, call } = window();
      const { personId, fullName, roles, title } = person(name);
      session.person = { personId, fullName, roles: roles as Role[], title };
      return call;
    },
    personId: (name) => person(name).personId,
    close: () => {
      desk.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export function plan(config: Partial<OfficeConfig> = {}): CounterPlan {
  return {
    agencyCode: '000.05.24.H11',
    counterNo: 2,
    people: people.map(({ fullName, roles, title }) => ({ fullName, roles: [...roles], title, pin })),
    config: { ...defaultOfficeConfig({ agencyName: 'UBND thị trấn Lạc Tánh', placeName: 'Lạc Tánh', upstreamName: 'huyện' }), ...config },
    actorId: 'setup',
  };
}

/** Set up, counter 2, one person and more of every role, Monday 8 June 2026, 09:15. */
export async function openOffice({ config, ...ports }: { config?: Partial<OfficeConfig> } & Partial<AppPorts> = {}): Promise<Office> {
  const office = newOffice(ports);
  await office.desk.setUpWith(plan(config));
  return office;
}

/** What a receptionist has entered: 1.001022, three working days. */
export function reception(changes: Partial<ReceptionInput> = {}): ReceptionInput {
  return {
    procedureCode: '1.001022',
    variant: null,
    applicant: {
      kind: 'person',
      fullName: 'Đặng Thị Hòa',
      personalId: '060185000123',
      taxCode: null,
      dateOfBirth: '1985-03-02',
      sex: 'female',
      address: 'Tổ 3, thị trấn Lạc Tánh',
      phone: '0900000001',
      email: null,
    },
    submitter: null,
    channel: 'inPerson',
    submittedAt: null,
    documents: [{ name: 'Tờ khai', form: 'original', copies: 1, pages: 2, presentOnly: false, extraReason: null }],
    dossierCount: 1,
    fee: { amountVnd: 8000, state: 'paid', exemptionReason: null, fiscalReceipt: null },
    resultDelivery: { mode: 'counter', address: null },
    note: null,
    occurredAt: null,
    backfill: null,
    ...changes,
  };
}

/** A draft as the page keeps it: everything empty but `changes`. */
export function draft(changes: Partial<DraftData> = {}): DraftData {
  return { ...emptyDraft, ...changes };
}

/** Code and values of the refusal; a call that is not refused fails the test. */
export async function refusal(call: Promise<unknown>): Promise<{ readonly code: string; readonly data: unknown }> {
  try {
    await call;
  } catch (error) {
    if (error instanceof ORPCError) return { code: error.code, data: error.data as unknown };
    throw error;
  }
  throw new Error('the call was not refused');
}
