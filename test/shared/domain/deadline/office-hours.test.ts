import { describe, expect, test } from 'vitest';
import { shippedCalendar } from '#shared/domain/deadline/calendar.ts';
import { parseCivilDate as on } from '#shared/domain/deadline/civil-date.ts';
import { handoverLimit } from '#shared/domain/deadline/derived-limits.ts';
import { computeDueAt } from '#shared/domain/deadline/engine.ts';
import type { LimitUnit } from '#shared/domain/deadline/limit.ts';
import { parseLocalDateTime as at } from '#shared/domain/deadline/local-date-time.ts';
import { closeOf, defaultOfficeHours, OfficeHours, openingOf, openMinutesOn } from '#shared/domain/deadline/office-hours.ts';

const afternoon = { open: '13:30', close: '17:00' };
/** Summer from 16/4 opens earlier, winter runs over New Year, Saturday mornings in summer. */
const seasonal: OfficeHours = OfficeHours.parse([
  {
    from: '04-16',
    to: '10-15',
    sessions: [{ open: '07:00', close: '11:30' }, afternoon],
    saturdaySessions: [{ open: '07:30', close: '11:30' }],
  },
  {
    from: '10-16',
    to: '04-15',
    sessions: [
      { open: '07:30', close: '12:00' },
      { open: '13:00', close: '16:30' },
    ],
  },
]);

function due(receivedAt: string, value: number, unit: LimitUnit, sameDay = false): string {
  return computeDueAt({ receivedAt: at(receivedAt), limit: { value, unit, sameDay }, officeHours: seasonal }).dueAt;
}

test('opens and closes with the season', () => {
  const dates = ['2026-04-15', '2026-04-16', '2026-10-15', '2026-10-16', '2026-12-31', '2026-01-01'].map((date) => on(date));
  expect(dates.map((date) => [openingOf(seasonal, date).slice(11), closeOf(seasonal, date).slice(11)])).toEqual([
    ['07:30', '16:30'],
    ['07:00', '17:00'],
    ['07:00', '17:00'],
    ['07:30', '16:30'],
    ['07:30', '16:30'],
    ['07:30', '16:30'],
  ]);
});

test('a day limit is due at the close of the season it ends in', () => {
  expect([
    due('2026-10-14T09:00', 1, 'workingDay'),
    due('2026-10-14T09:00', 2, 'workingDay'),
    due('2026-10-10T09:00', 6, 'calendarDay'),
  ]).toEqual(['2026-10-15T17:00', '2026-10-16T16:30', '2026-10-16T16:30']);
  expect(due('2026-06-09T14:00', 1, 'workingDay', true)).toBe('2026-06-09T17:00');
  expect(handoverLimit(at('2026-06-09T15:01'), { calendar: shippedCalendar, officeHours: seasonal })).toBe('2026-06-10T08:00');
});

test('hours run through the change of season', () => {
  expect(due('2026-10-15T15:00', 4, 'workingHour')).toBe('2026-10-16T09:30');
});

test('hours run on an ordinary Saturday morning, days do not count it', () => {
  expect(due('2026-06-12T16:00', 2, 'workingHour')).toBe('2026-06-13T08:30');
  expect(due('2026-06-13T08:00', 1, 'workingHour')).toBe('2026-06-13T09:00');
  expect(due('2026-06-12T16:00', 1, 'workingDay')).toBe('2026-06-15T17:00');
  expect(due('2026-06-13T08:00', 1, 'workingDay', true)).toBe('2026-06-15T17:00');
});

test('a worked Saturday has a whole day’s hours, a Saturday holiday none', () => {
  const hoursOn = (date: string) => openMinutesOn(seasonal, shippedCalendar, on(date));
  expect([hoursOn('2026-08-22'), hoursOn('2026-08-29'), hoursOn('2027-05-01'), hoursOn('2026-08-30'), hoursOn('2026-01-03')]).toEqual([
    [
      { open: 420, close: 690 },
      { open: 810, close: 1020 },
    ],
    [{ open: 450, close: 690 }],
    [],
    [],
    [],
  ]);
});

describe('schema', () => {
  test('takes the default hours', () => {
    expect(OfficeHours.parse(defaultOfficeHours)).toEqual(defaultOfficeHours);
  });

  test.each([
    ['a gap', [{ from: '01-01', to: '12-30', sessions: [afternoon] }]],
    ['a gap on 29 February', [{ from: '03-01', to: '02-28', sessions: [afternoon] }]],
    [
      'an overlap',
      [
        { from: '01-01', to: '06-30', sessions: [afternoon] },
        { from: '06-30', to: '12-31', sessions: [afternoon] },
      ],
    ],
    ['a day that does not exist', [{ from: '02-30', to: '02-28', sessions: [afternoon] }]],
    ['no sessions', [{ from: '01-01', to: '12-31', sessions: [] }]],
    ['a session that closes before it opens', [{ from: '01-01', to: '12-31', sessions: [{ open: '17:00', close: '13:30' }] }]],
    ['sessions in the wrong order', [{ from: '01-01', to: '12-31', sessions: [afternoon, { open: '07:30', close: '11:30' }] }]],
    ['no time of day', [{ from: '01-01', to: '12-31', sessions: [{ open: '7:30', close: '11:30' }] }]],
  ])('refuses %s', (_what, hours) => {
    expect(OfficeHours.safeParse(hours).success).toBe(false);
  });
});
