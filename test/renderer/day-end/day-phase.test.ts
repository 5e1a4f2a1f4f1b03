import { expect, test } from 'vitest';
import type { SyncProgress } from '#shared/contract/sync.ts';
import { phaseOf, stepOf } from '../../../renderer/counter/day-end/day-phase.ts';
import { chipLook } from '../../../renderer/counter/sync/sync-words.ts';
import { countedTwice, tillVnd } from '../../../renderer/counter/day-end/money.ts';

const closed = { date: '2025-04-24', closedAt: '2025-04-24T17:34:00+07:00', personId: 'a', fullName: 'Lê Thị Hạnh', acts: 12 };
const enrolled = { server: 'https://a.example', upstreamName: 'huyện', enrolledAt: '2025-04-01T08:00:00+07:00' };
const status = (error: string | null, given: { allSent?: boolean; enrolled?: null } = {}) => ({
  allSent: false,
  enrolled,
  ...given,
  last: { at: closed.closedAt, error, details: {}, reachedAt: null, clockOffSeconds: null, waitingFor: [] },
});
const at = (phase: SyncProgress['phase']): SyncProgress => ({
  phase,
  acts: { done: 0, total: 0 },
  blobs: { done: 0, total: 0 },
  blobBytes: { done: 0, total: 0 },
  fetched: 0,
  reconnects: 0,
  fault: null,
  complete: null,
});

test.each([
  [{ closed: null, acts: 12 }, status(null), at('idle'), 'before'],
  [{ closed, acts: 13 }, status(null), at('idle'), 'before'],
  [{ closed, acts: 12 }, status(null), at('blobs'), 'sending'],
  [{ closed, acts: 12 }, status('paused'), at('paused'), 'paused'],
  [{ closed, acts: 12 }, status('server-unreachable'), at('failed'), 'waiting'],
  [{ closed, acts: 12 }, status(null, { enrolled: null }), null, 'waiting'],
  [{ closed, acts: 12 }, status('manifest-differs'), at('done'), 'differs'],
  [{ closed, acts: 12 }, status('device-revoked'), at('failed'), 'refused'],
  // A query, not a flag: whoever closed, everything is there.
  [{ closed: null, acts: 12 }, status(null, { allSent: true }), at('done'), 'done'],
] as const)('%#: the day is told from what store and attempt say', (review, told, progress, phase) => {
  expect(phaseOf(review, told, progress)).toBe(phase);
});

const outageSince = '2025-04-24T07:52:00+07:00';
test.each([
  ['server-unreachable', outageSince, 'offline'],
  ['paused', outageSince, 'offline'],
  // Something answered, and it was not the server as it should be: that is not told as a line that is down.
  ['certificate-out-of-date', outageSince, 'refused'],
  ['server-answer-unreadable', outageSince, 'refused'],
  ['certificate-out-of-date', null, 'refused'],
  [null, null, 'unsent'],
] as const)('the chip after %s, the line down since %s: %s', (error, since, look) => {
  const unsent = { acts: 3, blobs: 0, uncountersigned: 3 };
  const told = { ...status(error), unsent, outageSince: since, needsDecision: 0, lastCountersigned: null, held: false };
  expect(chipLook(told, null)).toBe(look);
});

test('the steps along the top', () => {
  expect([
    stepOf('before', null),
    stepOf('sending', at('blobs')),
    stepOf('sending', at('comparing')),
    stepOf('differs', null),
    stepOf('paused', null),
    stepOf('done', null),
    stepOf('before', null, true),
  ]).toEqual([0, 2, 3, 3, 2, 4, 1]);
});

test('money as people type it', () => {
  expect(['462000', '462.000', '462 000 đ', '0', '', '4.6a', '-5', '462.00', '123456789012'].map(tillVnd)).toEqual([
    462_000,
    462_000,
    462_000,
    0,
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

test('two countings agree, differ, or are not there yet', () => {
  expect(
    [
      ['', ''],
      ['5000', ''],
      ['5000', '5.000'],
      ['5000', '500'],
      ['5000', 'năm'],
    ].map(([first = '', second = '']) => countedTwice(first, second)),
  ).toEqual([{ kind: 'empty' }, { kind: 'half' }, { kind: 'counted', vnd: 5000 }, { kind: 'differs' }, { kind: 'unread' }]);
});
