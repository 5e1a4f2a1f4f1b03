import { expect, test } from 'vitest';
import type { DayCash, DayReview } from '#shared/contract/day-end.ts';
import type { SyncProgress, SyncStatus } from '#shared/contract/sync.ts';
import type { DayPhase } from '../../../renderer/counter/day-end/day-phase.ts';
import { verbOf } from '../../../renderer/counter/day-end/day-verb.ts';
import { hasTill, isUncounted } from '../../../renderer/counter/day-end/money.ts';

const cash: DayCash = { personId: 'hanh', fullName: 'Lê Thị Hạnh', takenVnd: 284_000, refundedVnd: 0, countedVnd: 284_000 };
const uncounted: DayCash = { ...cash, countedVnd: null };
const closed = { date: '2025-04-24', closedAt: '2025-04-24T17:34:00+07:00', personId: 'hanh', fullName: 'Lê Thị Hạnh', acts: 12 };
const enrolled = { server: 'https://a.example', upstreamName: 'huyện', enrolledAt: '2025-04-01T08:00:00+07:00' };
const outageSince = '2025-04-24T07:52:00+07:00';

type Given = {
  readonly cash?: DayCash;
  readonly notClosed?: boolean;
  readonly alone?: boolean;
  readonly offline?: boolean;
  readonly compares?: boolean;
};
/** What F9 does for Hạnh. */
const f9 = (phase: DayPhase, given: Given = {}, busy = false) =>
  verbOf(
    {
      phase,
      progress: given.compares === true ? ({ phase: 'comparing' } as SyncProgress) : null,
      review: { cash: [given.cash ?? cash], closed: given.notClosed === true ? null : closed } as unknown as DayReview,
      status: {
        enrolled: given.alone === true ? null : enrolled,
        outageSince: given.offline === true ? outageSince : null,
      } as unknown as SyncStatus,
    },
    'hanh',
    busy,
  );
const closes = { does: 'close', countsFirst: false, hint: null, waitingFor: null } as const;
const print = { does: 'print' };

test.each([
  ['before', {}, { ...closes, label: 'closeAndSend' }],
  ['before', { offline: true }, { ...closes, label: 'close', hint: 'sentLater' }],
  ['before', { alone: true }, { ...closes, label: 'close', hint: 'sentLater' }],
  ['before', { cash: uncounted, alone: true }, { ...closes, label: 'close', countsFirst: true, hint: 'uncounted' }],
  ['before', { cash: { ...uncounted, personId: 'phuc' } }, { ...closes, label: 'closeAndSend' }],
  ['sending', { cash: uncounted }, { ...closes, label: 'closeAndSend', waitingFor: 'sending' }],
  ['sending', { compares: true }, { ...closes, label: 'closeAndSend', waitingFor: 'comparing' }],
  ['paused', { cash: uncounted }, { ...closes, label: 'goOn' }],
  ['waiting', {}, { ...closes, label: 'again' }],
  ['waiting', { alone: true }, print],
  ['refused', {}, { ...closes, label: 'again' }],
  ['differs', {}, { ...closes, label: 'again' }],
  ['done', {}, print],
  ['done', { notClosed: true, cash: uncounted }, { ...closes, label: 'close', countsFirst: true, hint: 'uncounted' }],
] as const)('%s, %o: what F9 does', (phase, given, verb) => {
  expect(f9(phase, given)).toEqual(verb);
});

test('while the machine works F9 says what it waits for', () => {
  expect([f9('before', {}, true), f9('paused', {}, true), f9('differs', {}, true), f9('done', { notClosed: true }, true)]).toEqual([
    { ...closes, label: 'closeAndSend', waitingFor: 'writing' },
    { ...closes, label: 'goOn', waitingFor: 'sending' },
    { ...closes, label: 'again', waitingFor: 'sending' },
    { ...closes, label: 'close', waitingFor: 'writing' },
  ]);
});

test('who gave back all they took has no till, and nothing to count', () => {
  const gaveBack = { ...uncounted, takenVnd: 0, refundedVnd: 8_000 };
  const tookNothing = { ...uncounted, takenVnd: 0 };
  expect([cash, uncounted, gaveBack, tookNothing].map((one) => [hasTill(one), isUncounted(one)])).toEqual([
    [true, false],
    [true, true],
    [false, false],
    [true, true],
  ]);
});
