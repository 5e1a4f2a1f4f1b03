import { expect, test } from 'vitest';
import { DeadlineExplanation, explain } from '#shared/domain/deadline/explain.ts';
import { ask, type Asked } from './ask.ts';

const nothing = { receptionCounted: false, workedSwapDays: [], skipped: {}, pausedDays: [] };

test.each<[string, Asked, object]>([
  [
    'worked Saturday, holidays, swap and weekends',
    { receivedAt: '2025-04-24T08:42', value: 5 },
    {
      ...nothing,
      workedSwapDays: [{ date: '2025-04-26', insteadOf: '2025-05-02' }],
      skipped: { weekend: ['2025-04-27', '2025-05-03', '2025-05-04'], legal: ['2025-04-30', '2025-05-01'], swap: ['2025-05-02'] },
    },
  ],
  ['nothing to say', { receivedAt: '2026-06-08T09:15', value: 3 }, nothing],
  [
    'hours count the day of reception',
    { receivedAt: '2026-06-08T10:00', value: 8, unit: 'workingHour' },
    { ...nothing, receptionCounted: true },
  ],
  ['hours after closing do not', { receivedAt: '2026-06-08T18:00', value: 1, unit: 'workingHour' }, nothing],
  ['same day counts it', { receivedAt: '2026-06-08T10:00', value: 1, sameDay: true }, { ...nothing, receptionCounted: true }],
  [
    'a start after the cut-off',
    { receivedAt: '2026-06-10T16:10', value: 1, policy: { cutoffShiftsStart: true } },
    { ...nothing, skipped: { afterCutoff: ['2026-06-11'] } },
  ],
  [
    'calendar days moved to a working day',
    { receivedAt: '2026-04-23T09:00', value: 3, unit: 'calendarDay' },
    { ...nothing, skipped: { legal: ['2026-04-26'], compensatory: ['2026-04-27'] }, movedFrom: '2026-04-26' },
  ],
  [
    'a pause, whose days are not skipped ones',
    {
      receivedAt: '2026-06-03T09:00',
      value: 3,
      events: [
        ['pause', '2026-06-05'],
        ['resume', '2026-06-08'],
      ],
    },
    { ...nothing, pausedDays: ['2026-06-05', '2026-06-06', '2026-06-07'] },
  ],
  ['only the last cycle', { receivedAt: '2026-06-04T09:00', value: 1, events: [['supplementComplete', '2026-06-09T10:00']] }, nothing],
])('%s', (_what, asked, expected) => {
  const explanation = explain(ask(asked).steps);
  expect(explanation).toEqual(expected);
  expect(DeadlineExplanation.parse(JSON.parse(JSON.stringify(explanation)))).toEqual(explanation);
});

test('no steps, no words', () => {
  expect(explain([])).toEqual(nothing);
});
