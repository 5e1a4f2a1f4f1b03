/** A day's end in every state it can be in, Thursday 24/04/2025 at counter 2. */
import * as z from 'zod';
import type { DayProblem, DayReview } from '#shared/contract/day-end.ts';
import type { SyncProgress, SyncStatus } from '#shared/contract/sync.ts';
import { agencyCode, people, rows } from './double-data.ts';

export const DayVariant = z.enum([
  'before',
  'sending',
  'silent',
  'paused',
  'offline',
  'notEnrolled',
  'differs',
  'refused',
  'done',
  'quiet',
]);
export type DayVariant = z.infer<typeof DayVariant>;

const at = (time: string): string => `2025-04-24T${time}:00+07:00`;
const idle: SyncProgress = {
  phase: 'idle',
  acts: { done: 0, total: 0 },
  blobs: { done: 0, total: 0 },
  blobBytes: { done: 0, total: 0 },
  fetched: 0,
  reconnects: 0,
  fault: null,
  complete: null,
};
const underWay: SyncProgress = {
  ...idle,
  phase: 'sending',
  acts: { done: 212, total: 318 },
  blobs: { done: 78, total: 112 },
  blobBytes: { done: 14_200_000, total: 20_400_000 },
  reconnects: 2,
};

/** The server took the line and says nothing; the second try is under way. */
const silent: SyncProgress = { ...idle, phase: 'connecting', acts: { done: 0, total: 318 }, reconnects: 1 };

function statusOf(variant: DayVariant): SyncStatus {
  const tried = (error: string | null, details: Record<string, unknown> = {}) => ({
    at: at('07:52'),
    error,
    details,
    reachedAt: '2025-04-23T17:48:00+07:00',
    clockOffSeconds: 2,
    waitingFor: [],
  });
  const base: SyncStatus = {
    enrolled: { server: 'https://mot-cua.example', upstreamName: 'UBND huyện', enrolledAt: '2025-04-01T08:00:00+07:00' },
    unsent: { acts: 318, blobs: 112, uncountersigned: 318 },
    allSent: false,
    needsDecision: 1,
    lastCountersigned: {
      journalId: people.hanh,
      fromSeq: 1,
      toSeq: 900,
      acts: 305,
      closedAt: '2025-04-23T17:40:00+07:00',
      serverTime: '2025-04-23T17:48:00+07:00',
    },
    last: tried(null),
    outageSince: null,
    held: false,
  };
  switch (variant) {
    case 'notEnrolled':
      return { ...base, enrolled: null, last: null, lastCountersigned: null };
    case 'offline':
      return { ...base, outageSince: at('07:52'), last: tried('server-unreachable') };
    case 'paused':
      return { ...base, unsent: { acts: 106, blobs: 34, uncountersigned: 318 }, last: tried('paused') };
    case 'differs':
      return { ...base, unsent: { acts: 0, blobs: 0, uncountersigned: 318 }, last: tried('manifest-differs', { fields: ['acts'] }) };
    case 'refused':
      return { ...base, last: tried('device-revoked') };
    case 'done':
      return {
        ...base,
        unsent: { acts: 0, blobs: 0, uncountersigned: 0 },
        allSent: true,
        lastCountersigned: { journalId: people.hanh, fromSeq: 901, toSeq: 1218, acts: 318, closedAt: at('17:34'), serverTime: at('17:48') },
      };
    default:
      return base;
  }
}

const named = (code: string) => {
  const row = rows.find(({ dossierCode }) => dossierCode?.endsWith(code)) ?? rows[0]!;
  return { dossierId: row.dossierId, dossierCode: row.dossierCode, applicantName: row.applicantName, procedureName: row.procedureName };
};

const open: DayProblem[] = [
  { kind: 'needsDecision', ...named('250422-1007') },
  { kind: 'paperUnanswered', ...named('250423-2005'), printedAt: at('15:21') },
  { kind: 'drafts', ownerName: 'Lê Thị Hạnh', mine: true, count: 1, names: ['Trần Thị Bê'] },
  { kind: 'drafts', ownerName: 'Nguyễn Hoàng Phúc', mine: false, count: 2, names: [] },
];
const differing: DayProblem[] = [
  {
    kind: 'differs',
    act: {
      seq: 1104,
      side: 'here',
      kind: 'dossier.resolved',
      dossierId: named('250418-1001').dossierId,
      dossierCode: `${agencyCode}-250418-1001`,
      applicantName: 'Nguyễn Văn Đạt',
    },
  },
  { kind: 'differs', act: { seq: 1107, side: 'there', kind: null, dossierId: null, dossierCode: null, applicantName: null } },
];

/** A day on which nothing was done. */
export const noFigures: DayReview['figures'] = {
  accepted: { total: 0, inPerson: 0, online: 0, postal: 0 },
  resolved: { total: 0, early: 0, onTime: 0, late: 0 },
  returned: 0,
  supplements: 0,
  notAccepted: 0,
  printed: { total: 0, reprints: 0 },
  imported: 0,
};

function reviewOf(variant: DayVariant, counted: Readonly<Record<string, number>>, closed: boolean): DayReview {
  const quiet = variant === 'quiet';
  const alreadyClosed = closed || !['before', 'quiet', 'notEnrolled', 'offline'].includes(variant);
  const cash = [
    {
      personId: people.hanh,
      fullName: 'Lê Thị Hạnh',
      takenVnd: 284_000,
      refundedVnd: 8_000,
      countedVnd: counted[people.hanh] ?? (alreadyClosed && !closed ? 284_000 : null),
    },
    {
      personId: people.phuc,
      fullName: 'Nguyễn Hoàng Phúc',
      takenVnd: 178_000,
      refundedVnd: 0,
      countedVnd: counted[people.phuc] ?? 176_000,
    },
  ];
  return {
    date: '2025-04-24',
    now: at('17:34'),
    acts: 318,
    figures: quiet
      ? noFigures
      : {
          accepted: { total: 34, inPerson: 29, online: 3, postal: 2 },
          resolved: { total: 31, early: 22, onTime: 8, late: 1 },
          returned: 29,
          supplements: 2,
          notAccepted: 1,
          printed: { total: 71, reprints: 2 },
          imported: 0,
        },
    cash: quiet ? [] : cash,
    outages: quiet ? [] : [{ from: at('07:52'), to: variant === 'offline' ? null : at('16:40'), cause: 'server' }],
    unsentBytes: quiet ? 0 : 20_400_000,
    openSince: variant === 'before' ? '2025-04-23' : null,
    problems: quiet ? [] : variant === 'differs' ? [...differing, ...open] : open,
    closed: alreadyClosed ? { date: '2025-04-24', closedAt: at('17:34'), personId: people.hanh, fullName: 'Lê Thị Hạnh', acts: 318 } : null,
  };
}

/** Enough of a slip to see where the paper stands. */
function slipOf(layout: string, variant: DayVariant): string {
  const [width, height] = layout === 'a5' ? [420, 595] : [227, 420];
  const line = (y: number, text: string) =>
    `<text x="${width / 2}" y="${y}" font-size="11" text-anchor="middle" font-family="serif">${text}</text>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}"><rect width="${width}" height="${height}" fill="#fff"/>${line(30, 'UBND THỊ TRẤN LẠC TÁNH')}${line(70, 'PHIẾU CHỐT NGÀY')}${line(110, variant === 'done' ? 'Mã đối chiếu: 7F3A 91C2 04DE' : 'chưa gửi xong')}</svg>`;
}

export function dayAnswers(first: DayVariant): Record<string, (input: never) => unknown> {
  let variant = first;
  let closed = false;
  let printed = 0;
  let counted: Readonly<Record<string, number>> = {};
  let current: SyncProgress = first === 'sending' ? underWay : first === 'silent' ? silent : idle;
  const waiting = new Set<() => void>();
  const tell = (progress: SyncProgress): void => {
    current = progress;
    for (const wake of waiting) wake();
    waiting.clear();
  };
  async function* watch(): AsyncGenerator<SyncProgress> {
    for (;;) {
      yield current;
      await new Promise<void>((resolve) => {
        waiting.add(resolve);
      });
    }
  }
  /** Ends where the test says: sending stays under way until it is paused. */
  async function* attempt(): AsyncGenerator<SyncProgress> {
    if (first === 'offline') {
      yield { ...idle, phase: 'failed', fault: { code: 'server-unreachable', details: {} }, complete: false };
      return;
    }
    variant = 'sending';
    tell(underWay);
    yield underWay;
    while (current.phase === 'sending')
      await new Promise<void>((resolve) => {
        waiting.add(resolve);
      });
    yield { ...current, complete: false };
  }
  return {
    'sync.status': () => statusOf(variant),
    'sync.watch': watch,
    'sync.run': attempt,
    'sync.closeDay': attempt,
    'sync.pause': () => {
      variant = 'paused';
      tell({ ...underWay, phase: 'paused' });
      return {};
    },
    'dayEnd.review': () => reviewOf(variant, counted, closed),
    'dayEnd.count': ({ personId, countedVnd }: { personId: string; countedVnd: number }) => {
      counted = { ...counted, [personId]: countedVnd };
      return {};
    },
    'dayEnd.slip': ({ layout }: { layout: string }) => ({ pages: [slipOf(layout, variant)], copyNo: printed + 1 }),
    'dayEnd.print': () => {
      printed += 1;
      return { copyNo: printed, queued: true, queueFault: null };
    },
    'dayEnd.close': () => {
      closed = true;
      return reviewOf(variant, counted, true).closed;
    },
  };
}
