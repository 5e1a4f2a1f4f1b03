/** Dossiers on their way, a stick, and papers of other machines, answered in memory. */
import type { Retried, UnsentDossier } from '#shared/contract/sync.ts';
import type { PackChanges, PackRow } from '#shared/contract/packs.ts';
import type { UsbTaken } from '#shared/contract/usb.ts';
import { people, rows } from './double-data.ts';

const state = {
  acts: 2,
  blobs: 1,
  attempts: 3,
  lastAt: '2025-04-24T07:52:00+07:00',
  lastError: { code: 'server-unreachable', details: {} },
};

/** Sixty dossiers and what belongs to none; the first cannot be sent, the last was not tried. */
export const unsentRows: readonly UnsentDossier[] = [
  ...Array.from({ length: 60 }, (_, index) => {
    const row = rows[index % rows.length]!;
    const { dossierCode, applicantName, procedureName } = row;
    return {
      dossierId: `019f0000-0000-7000-8000-${String(index).padStart(12, '0')}`,
      dossierCode,
      applicantName,
      procedureName,
      ...state,
      ...(index === 0 ? { lastError: { code: 'blobs-missing', details: {} } } : {}),
    };
  }),
  {
    dossierId: null,
    dossierCode: null,
    applicantName: null,
    procedureName: null,
    acts: 3,
    blobs: 0,
    attempts: 0,
    lastAt: null,
    lastError: null,
  },
];

const bundle = new Uint8Array(300_000).fill(7);
const base64 = (bytes: Uint8Array): string => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));

/** What a chosen file holds, by the first letters of its content. */
const sticks: Readonly<Record<string, UsbTaken | string>> = {
  answer: { from: 'upstream', added: 3, confirmed: 40, countersigned: 1, unsentActs: 0 },
  replay: { from: 'upstream', added: 0, confirmed: 0, countersigned: 0, unsentActs: 0 },
  damaged: 'bundle-damaged',
  foreign: 'bundle-foreign',
  stranger: 'bundle-not-for-us',
  gap: 'bundle-gap',
};

const row = { validTo: null, agreedAt: null, agreedBy: null, needsYes: false };
const packRows = (agreed: boolean): PackRow[] => [
  { ...row, kind: 'procedures', version: 3, state: 'later', validFrom: '2025-05-01', takenAt: '2025-04-24T07:52:00+07:00' },
  { ...row, kind: 'procedures', version: 2, state: 'holds', validFrom: '2025-04-01', takenAt: '2025-03-28T17:40:00+07:00' },
  { ...row, kind: 'procedures', version: 0, state: 'replaced', validFrom: null, takenAt: null },
  { ...row, kind: 'calendar', version: 0, state: 'shipped', validFrom: null, takenAt: null },
  { ...row, kind: 'forms', version: 0, state: 'shipped', validFrom: null, takenAt: null },
  {
    ...row,
    kind: 'people',
    version: 1,
    state: 'holds',
    validFrom: '2025-04-20',
    takenAt: '2025-04-24T07:52:00+07:00',
    needsYes: !agreed,
    ...(agreed ? { agreedAt: '2025-04-24T17:34:00+07:00', agreedBy: 'Lê Thị Hạnh' } : {}),
  },
];
const procedureChanges: PackChanges = {
  against: 2,
  added: [{ code: '1.012345', name: 'Cấp bản sao trích lục hộ tịch' }],
  changed: Array.from({ length: 25 }, (_, n) => ({ code: `1.0011${String(n).padStart(2, '0')}`, name: `Thủ tục ${String(n)}` })),
  removed: [],
  administrators: [],
};
const peopleChanges: PackChanges = {
  against: null,
  added: [{ code: people.hanh, name: 'Hồ Văn Quân' }],
  changed: [],
  removed: [],
  administrators: [{ code: people.hanh, name: 'Hồ Văn Quân', becoming: 'becomes' }],
};

export function syncAnswers(): Record<string, (input: never) => unknown> {
  let content = '';
  let told = new URLSearchParams(globalThis.location?.search ?? '').has('notice');
  let agreed = false;
  return {
    'sync.unsent': ({ offset, limit }: { offset: number; limit: number }) => ({
      rows: unsentRows.slice(offset, offset + limit),
      total: unsentRows.length,
    }),
    'sync.ofDossier': () => state,
    'sync.retry': ({ dossierId }: { dossierId: string | null }): Retried =>
      dossierId === null
        ? { fault: { code: 'server-unreachable', details: {} }, sentActs: 12, dossier: null }
        : { fault: null, sentActs: 37, dossier: { ...state, acts: 0, blobs: 0, attempts: 0, lastError: null } },
    'usb.state': () => ({ upstream: true, officeCode: false }),
    'usb.officeCode': () => ({ officeCode: 'O1-7K3D-0000-0000-0000-0000-0000-0000-0000', fault: null }),
    'usb.export': () => ({
      file: {
        exportId: people.hanh,
        fileName: 'mot-cua-000.05.24.H11-quay2-20250424-1734.mcb',
        byteLength: bundle.length,
        acts: 318,
        blobs: 112,
      },
      fault: null,
    }),
    'usb.piece': ({ offset }: { offset: number }) => ({ base64: base64(bundle.subarray(offset, offset + 196_608)) }),
    'usb.begin': () => {
      content = '';
      return { importId: people.hanh };
    },
    'usb.chunk': ({ offset, base64: piece }: { offset: number; base64: string }) => {
      content += atob(piece);
      return { received: offset + atob(piece).length };
    },
    'usb.take': () => {
      const found = sticks[content];
      return typeof found === 'object'
        ? { taken: found, fault: null }
        : { taken: null, fault: { code: found ?? 'bundle-damaged', details: {} } };
    },
    'sync.notices': () =>
      told ? [{ no: 1, at: '2025-04-24T07:52:00+07:00', kind: 'store-restored', details: { journalId: people.hanh } }] : [],
    'sync.noticeSeen': () => {
      told = false;
      return {};
    },
    'packs.list': () => packRows(agreed),
    'packs.difference': ({ kind }: { kind: string }) => (kind === 'people' ? peopleChanges : procedureChanges),
    'packs.agree': () => {
      agreed = true;
      return { acts: 1 };
    },
    'archive.bring': () => ({ fetched: false, byteLength: 1000, fault: { code: 'blob-elsewhere', details: {} } }),
    'archive.piece': () => ({ base64: '' }),
  };
}
