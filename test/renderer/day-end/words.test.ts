/** What the day's end says of sending, of what has not arrived and of a stick, in the office's words. */
import { expect, test } from 'vitest';
import type { DayReview } from '#shared/contract/day-end.ts';
import type { SyncStatus, UnsentDossier } from '#shared/contract/sync.ts';
import type { CounterApi } from '../../../renderer/bridge/index.ts';
import type { DayPhase } from '../../../renderer/counter/day-end/day-phase.ts';
import { restWords } from '../../../renderer/counter/day-end/rest-words.ts';
import { isHeldBack, noteWords, ownerWords, reportWords } from '../../../renderer/counter/day-end/unsent-words.ts';
import { takeBundle, type UsbPhase } from '../../../renderer/counter/day-end/usb-work.ts';
import { makeWords } from '../../../renderer/ui/i18n.ts';
import { noFigures } from '../harness/day-answers.ts';

const { t } = makeWords('vi');
const at = (time: string): string => `2025-04-24T${time}:00+07:00`;
const review: DayReview = {
  date: '2025-04-24',
  now: at('17:34'),
  acts: 318,
  figures: noFigures,
  cash: [],
  outages: [],
  unsentBytes: 20_400_000,
  openSince: null,
  problems: [],
  closed: null,
};
const status: SyncStatus = {
  enrolled: { server: 'https://mot-cua.example', upstreamName: 'huyện', enrolledAt: at('08:00') },
  unsent: { acts: 318, blobs: 112, uncountersigned: 318 },
  allSent: false,
  needsDecision: 0,
  lastCountersigned: null,
  last: { at: at('07:52'), error: null, details: {}, reachedAt: null, clockOffSeconds: -299, waitingFor: [] },
  outageSince: null,
  held: false,
};
const rest = (phase: DayPhase, changed: { review?: Partial<DayReview>; status?: Partial<SyncStatus> } = {}) =>
  restWords({ phase, progress: null, review: { ...review, ...changed.review }, status: { ...status, ...changed.status } }, 'huyện', t);

test('before the day is closed: how much waits, how long it takes, what F9 does, and nothing else', () => {
  expect(rest('before')).toEqual({
    headline: '318 việc chưa gửi',
    about: 'khoảng 11 phút',
    sent: null,
    story: 'F9 gửi các việc này về huyện rồi đối chiếu. Chốt rồi vẫn làm thêm được.',
    note: null,
    warnings: [],
  });
});

test('without a line there is no guess of the time; a day left open and a clock five minutes off are said', () => {
  const { about, warnings } = rest('before', {
    review: { openSince: '2025-04-23' },
    status: { outageSince: at('07:52'), last: { ...status.last!, clockOffSeconds: -301 } },
  });
  expect([about, warnings]).toEqual([
    null,
    [
      'Từ ngày 23/04/2025 còn việc huyện chưa xác nhận; lần chốt này gồm cả những việc đó.',
      'Đồng hồ máy này và máy chủ huyện lệch nhau 5 phút. Xem lại giờ của máy; các việc đã ghi giữ nguyên giờ.',
    ],
  ]);
});

test('of acts that went only their papers, or the server’s word, are still missing', () => {
  const left = (blobs: number) => rest('waiting', { status: { unsent: { acts: 0, blobs, uncountersigned: 318 } } }).headline;
  expect([left(12), left(0)]).toEqual(['12 tệp chưa gửi', 'Đã gửi hết, chờ huyện xác nhận']);
});

const row: UnsentDossier = {
  dossierId: 'a',
  dossierCode: '000.05.24.H11-250423-2005',
  applicantName: 'Trần Thị Bê',
  procedureName: 'Đăng ký khai sinh',
  acts: 2,
  blobs: 0,
  attempts: 3,
  lastAt: at('07:52'),
  lastError: { code: 'device-revoked', details: {} },
};
const nobodys: UnsentDossier = { ...row, dossierId: null, dossierCode: null, attempts: 0, lastAt: null, lastError: null };

test('a dossier that has not arrived: whose it is, what is missing, how often it was tried', () => {
  expect([row, nobodys].map((one) => [ownerWords(one, t), noteWords(one, '2025-04-24', t)])).toEqual([
    ['Trần Thị Bê – Đăng ký khai sinh', '250423-2005 · 2 việc · thử 3 lần, gần nhất 07:52'],
    ['Việc không thuộc hồ sơ nào', expect.stringContaining('2 việc · chưa thử')],
  ]);
});

test('only what was answered wrongly is held back; a line that is down or was stopped is waited for', () => {
  const of = (code: string) => isHeldBack({ ...row, lastError: { code, details: {} } });
  expect([isHeldBack(row), isHeldBack(nobodys), of('paused'), of('server-unreachable')]).toEqual([true, false, false, false]);
});

test('trying again says what went with it, and what still holds it back', () => {
  const state = { acts: 0, blobs: 0, attempts: 4, lastAt: at('17:34'), lastError: null };
  const of = (dossier: typeof state | null, about: string) =>
    reportWords({ retried: { fault: null, sentActs: 12, dossier }, about }, 'huyện', t);
  expect([of(null, ''), of(state, '250423-2005'), of({ ...state, acts: 1 }, '250423-2005')]).toEqual([
    'Đã gửi 12 việc.',
    expect.stringContaining('đã tới huyện'),
    expect.not.stringContaining('đã tới huyện'),
  ]);
});

test('a file from a stick is sent whole, then judged; an empty one is not sent at all', async () => {
  const pieces: string[] = [];
  const usb = {
    begin: () => Promise.resolve({ importId: 'i' }),
    chunk: ({ offset, base64 }: { offset: number; base64: string }) => {
      pieces.push(atob(base64));
      return Promise.resolve({ received: offset + atob(base64).length });
    },
    take: () => Promise.resolve({ taken: null, fault: null }),
  } as unknown as CounterApi['usb'];
  const told: UsbPhase[] = [];
  const take = (bytes: string) => takeBundle({ usb }, new Blob([bytes]), (phase) => told.push(phase));
  expect(await take('')).toEqual({ kind: 'refused', fault: { code: 'bundle-damaged', details: {} } });
  expect(pieces).toEqual([]);
  told.length = 0;
  expect(await take('bundle')).toEqual({ kind: 'refused', fault: { code: 'other', details: {} } });
  expect(pieces).toEqual(['bundle']);
  expect(told).toEqual([{ kind: 'sending', done: 0, total: 6 }, { kind: 'sending', done: 6, total: 6 }, { kind: 'judging' }]);
});
