/** Real stores in temporary folders, and dossiers of invented people to put into them. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { formatDossierCode } from '#shared/domain/dossier/code.ts';
import type { ActBody } from '#shared/journal/act.ts';
import { newBody, type NewBody } from '#shared/journal/body.ts';
import type { Kind, PayloadOf } from '#shared/journal/kinds.ts';
import { backingUpFirst } from '../../electron/backup/before-migration.ts';
import { migrate, type Migration } from '../../electron/store/migrate.ts';
import { storeMigrations } from '../../electron/store/migrations/index.ts';
import { SqliteDatabase } from '../../electron/store/sqlite.ts';
import { createStore, openStore } from '../../electron/store/open-store.ts';
import type { CreateOptions, OpenOptions, Store } from '../../electron/store/store.ts';

export const agencyCode = '000.05.24.H11';
export const deviceId = '0190a1b2-0000-7000-8000-00000000d001';
export const actorId = 'person-le-thi-hanh';
export const testKey = Uint8Array.from({ length: 32 }, (_, index) => index + 1);

/** Ids that repeat from run to run: `id(7)` is always the same. `family` keeps ids of different things apart. */
export function id(number: number, family = 0): string {
  return `0190a1b2-${family.toString(16).padStart(4, '0')}-7000-8000-${number.toString(16).padStart(12, '0')}`;
}

/** A new empty folder; `remove` deletes it. */
export function temporaryFolder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'mot-cua-store-'));
  return {
    path,
    remove: () => {
      rmSync(path, { recursive: true, force: true });
    },
  };
}

let ids = 0;

export function newStore(dataDir: string, options: Partial<CreateOptions> = {}): Store {
  return createStore({
    dataDir,
    key: testKey,
    agencyCode,
    counterNo: 2,
    deviceId,
    actorId,
    at: '2026-06-08T07:00:00+07:00',
    newId: () => id((ids += 1), 0xfff),
    ...options,
  });
}

export function reopen(dataDir: string, options: Partial<OpenOptions> = {}): Store {
  const place = { dataDir, key: testKey, ...options };
  return openStore({ ...place, backUp: backingUpFirst(place, { appVersion: '0.1.0', machineNow: () => '2026-06-30T07:00:00+07:00' }) });
}

export type Accepting = {
  readonly actId?: string;
  readonly dossierId?: string;
  readonly number?: number;
  readonly date?: string;
  readonly time?: string;
  readonly fullName?: string;
  readonly personalId?: string | null;
  readonly phone?: string | null;
  readonly procedureCode?: string;
  readonly procedureName?: string;
  readonly dueAt?: string;
  readonly hours?: boolean;
};

/** `dossier.accepted` number `n`, different in everything that has to be. */
export function accepted(n: number, given: Accepting = {}): ActBody {
  const date = given.date ?? '2026-06-08';
  const occurredAt = `${date}T${given.time ?? '09:15:00'}+07:00`;
  const dueAt = given.dueAt ?? '2026-06-11T17:30:00+07:00';
  return newBody({
    ...envelope(given.actId ?? id(n, 1), given.dossierId ?? id(n, 2), null, occurredAt),
    kind: 'dossier.accepted',
    payload: {
      dossierCode: formatDossierCode(agencyCode, date, given.number ?? 2000 + n),
      procedureCode: given.procedureCode ?? '1.001193',
      procedureVersionId: '1.001193@2024',
      procedureName: given.procedureName ?? 'Đăng ký khai sinh',
      fieldCode: 'HO_TICH',
      applicant: applicant(
        given.fullName ?? 'Nguyễn Thị Kim Oanh',
        given.personalId === undefined ? `0${String(60_085_000_000 + n)}` : given.personalId,
        given.phone === undefined ? `09${String(12_000_000 + n)}` : given.phone,
      ),
      submitter: null,
      channel: 'inPerson',
      submittedAt: null,
      documents: [{ name: 'Tờ khai', form: 'original', copies: 1, pages: 2, presentOnly: false, extraReason: null }],
      dossierCount: 1,
      fee: { amountVnd: 8000, state: 'paid', exemptionReason: null, fiscalReceipt: null, note: null },
      resultDelivery: { mode: 'counter', address: null },
      limit: { value: 3, unit: given.hours === true ? 'workingHour' : 'workingDay', sameDay: false },
      variant: null,
      due: {
        dueAt,
        steps: [],
        calendarVersion: '2026.1',
        calendarStatus: 'verified',
        policy: { cutoffTime: '15:00', cutoffShiftsStart: false, hourCarry: false },
        ownReason: null,
      },
      counterNo: 2,
      registerVolume: '02',
      registerNo: n,
      slipNo: n,
      formSet: 'TT03_2025',
      entryMode: 'live',
      backfill: null,
      note: null,
    },
  });
}

/** Any further act of the dossier that `accepted(n)` opened. */
export function furtherAct<K extends Kind>(
  n: number,
  dossier: number,
  basedOn: string | null,
  kind: K,
  payload: PayloadOf<K>,
  occurredAt = '2026-06-09T08:00:00+07:00',
): ActBody {
  return newBody<K>({ ...envelope(id(n, 3), id(dossier, 2), basedOn, occurredAt), kind, payload } as NewBody<K>);
}

/** `paper.printed` of a receipt slip whose bytes are kept under `blobSha256`. */
export function printed(n: number, dossier: number, blobSha256: string, byteLength: number, reprintNo = 0): ActBody {
  return furtherAct(n, dossier, id(dossier, 1), 'paper.printed', {
    form: 'receiptSlip',
    formSet: 'TT03_2025',
    formNo: '01',
    templateVersion: '1',
    copies: [1, 2],
    layout: 'a5',
    reprintNo,
    reason: reprintNo === 0 ? null : 'Người dân làm mất',
    replaces: null,
    blobSha256,
    byteLength,
    pageCount: 1,
    dueAt: null,
    stateActId: id(dossier, 1),
  });
}

function applicant(fullName: string, personalId: string | null, phone: string | null): PayloadOf<'dossier.accepted'>['applicant'] {
  return {
    kind: 'person',
    fullName,
    personalId,
    taxCode: null,
    dateOfBirth: null,
    sex: null,
    address: 'Khu phố Lạc Hóa 1',
    phone,
    email: null,
  };
}

function envelope(actId: string, dossierId: string | null, basedOn: string | null, occurredAt: string) {
  return { id: actId, agencyCode, deviceId, actorId, dossierId, basedOn, occurredAt, recordedAt: occurredAt };
}

/** The store's tables in memory, as they were after migration `version`. Not encrypted: the cipher needs a file. */
export function openAt(version: number, migrations: readonly Migration[] = storeMigrations): Database {
  const db = new SqliteDatabase(':memory:');
  db.pragma('foreign_keys=ON');
  migrate(db, migrations, version);
  return db;
}

export function migrateTo(db: Database, version: number, migrations: readonly Migration[] = storeMigrations): void {
  migrate(db, migrations, version);
}

export function rows(db: Database, table: string): unknown[] {
  return db.prepare(`SELECT * FROM ${table}`).all();
}
