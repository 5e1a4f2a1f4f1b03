/** The worked examples of the domain's calendar rules, by number. */
import { describe, expect, test } from 'vitest';
import { shippedCalendar } from '#shared/domain/deadline/calendar.ts';
import { classifyInProcess, classifyResolved } from '#shared/domain/deadline/classify.ts';
import { apologyLimit, handoverLimit, supplementNoticeLimit } from '#shared/domain/deadline/derived-limits.ts';
import { parseLocalDateTime as at } from '#shared/domain/deadline/local-date-time.ts';
import { defaultOfficeHours } from '#shared/domain/deadline/office-hours.ts';
import { ask, type Asked } from './ask.ts';

const shifts = { cutoffShiftsStart: true };
const carry = { hourCarry: true };
const day = (receivedAt: string, value: number, more: Partial<Asked> = {}): Asked => ({ receivedAt, value, ...more });
const hours = (receivedAt: string, value: number): Asked => ({ receivedAt, value, unit: 'workingHour' });
const same = (receivedAt: string): Asked => ({ receivedAt, value: 1, sameDay: true });
const calendarDays = (receivedAt: string, value: number): Asked => ({ receivedAt, value, unit: 'calendarDay' });

const examples: readonly (readonly [number, string, Asked, string])[] = [
  [1, 'three days', day('2026-06-08T09:15', 3), '2026-06-11T17:30'],
  [2, 'cut-off ignored', day('2026-06-11T16:10', 3), '2026-06-16T17:30'],
  [3, 'cut-off shifts the start', day('2026-06-11T16:10', 3, { policy: shifts }), '2026-06-17T17:30'],
  [4, 'same day at 15:00 sharp', same('2026-06-09T15:00'), '2026-06-09T17:30'],
  [5, 'same day at 15:01', same('2026-06-09T15:01'), '2026-06-10T17:30'],
  [6, 'same day, late on Friday', same('2026-06-12T16:20'), '2026-06-15T17:30'],
  [7, 'same day, late before Tết', same('2026-02-13T15:30'), '2026-02-23T17:30'],
  [8, 'over Tết 2026', day('2026-02-12T10:00', 5), '2026-02-26T17:30'],
  [9, 'over Tết 2025', day('2025-01-22T09:00', 7), '2025-02-07T17:30'],
  [10, 'over Tết 2024', day('2024-02-06T09:00', 5), '2024-02-20T17:30'],
  [11, 'swapped day off', day('2025-12-30T08:30', 3), '2026-01-06T17:30'],
  [12, 'working Saturday in January', day('2026-01-07T14:00', 3), '2026-01-10T17:30'],
  [13, 'working Saturday in August', day('2026-08-20T09:00', 2), '2026-08-22T17:30'],
  [14, 'Quốc khánh 2026', day('2026-08-28T09:00', 3), '2026-09-07T17:30'],
  [15, 'Giỗ Tổ made up, then 30/4', day('2026-04-24T09:00', 5), '2026-05-06T17:30'],
  [16, 'the new holiday 24/11', day('2026-11-23T09:00', 1), '2026-11-25T17:30'],
  [17, 'swap of 2025', day('2025-04-24T09:00', 3), '2025-04-28T17:30'],
  [18, 'swap of 2024', day('2024-04-26T09:00', 3), '2024-05-04T17:30'],
  [19, 'twenty days with Tết inside', day('2026-01-26T09:00', 20), '2026-03-02T17:30'],
  [20, 'thirty days with a working Saturday', day('2026-07-20T09:00', 30), '2026-08-28T17:30'],
  [21, 'hours across lunch', hours('2026-06-08T10:00', 4), '2026-06-08T16:00'],
  [22, 'hours across a night', hours('2026-06-08T14:00', 8), '2026-06-09T14:00'],
  [23, 'hours across a weekend', hours('2026-06-12T16:30', 2), '2026-06-15T08:30'],
  [24, 'hours to the end of a session', hours('2026-06-08T10:30', 1), '2026-06-08T11:30'],
  [25, 'hours from lunch', hours('2026-06-08T12:10', 1), '2026-06-08T14:30'],
  [26, 'hours into a working Saturday', hours('2026-01-09T15:30', 8), '2026-01-10T15:30'],
  [27, 'calendar days ending on a holiday Sunday', calendarDays('2026-03-27T09:00', 30), '2026-04-28T17:30'],
  [28, 'calendar days', calendarDays('2026-06-01T09:00', 15), '2026-06-16T17:30'],
  [29, 'calendar days ending on a working Saturday', calendarDays('2026-07-23T09:00', 30), '2026-08-22T17:30'],
  [30, 'calendar days ending inside Tết', calendarDays('2026-02-03T09:00', 15), '2026-02-23T17:30'],
  [31, 'a month to the end of February', { receivedAt: '2026-01-30T09:00', value: 1, unit: 'month' }, '2026-03-02T17:30'],
  [
    32,
    'pause for payment',
    day('2026-06-01T09:00', 10, {
      events: [
        ['pause', '2026-06-05'],
        ['resume', '2026-06-15'],
      ],
    }),
    '2026-06-24T17:30',
  ],
  [
    33,
    'pause on the day of reception',
    day('2026-06-01T09:00', 5, {
      events: [
        ['pause', '2026-06-01'],
        ['resume', '2026-06-08'],
      ],
    }),
    '2026-06-15T17:30',
  ],
  [
    34,
    'pause over Tết',
    day('2026-02-05T09:00', 7, {
      events: [
        ['pause', '2026-02-11'],
        ['resume', '2026-02-25'],
      ],
    }),
    '2026-03-03T17:30',
  ],
  [
    35,
    'restart at a complete supplement',
    day('2026-06-01T09:00', 5, {
      events: [
        ['pause', '2026-06-03T10:00'],
        ['supplementComplete', '2026-06-09T10:00'],
      ],
    }),
    '2026-06-16T17:30',
  ],
  [36, 'carried hours', day('2026-06-08T09:15', 3, { policy: carry }), '2026-06-11T09:15'],
  [37, 'carried hours after the cut-off', day('2026-06-11T16:10', 3, { policy: carry }), '2026-06-16T16:10'],
  [38, 'filed online at night, clock from acceptance', day('2026-06-08T08:05', 1), '2026-06-09T17:30'],
  [39, 'provisional Tết 2027', day('2027-02-03T09:00', 3), '2027-02-15T17:30'],
];

test.each(examples)('#%i %s', (_number, _why, asked, dueAt) => {
  expect(ask(asked).dueAt).toBe(dueAt);
});

test('#35 without the pause in between is the same', () => {
  expect(ask(day('2026-06-01T09:00', 5, { events: [['supplementComplete', '2026-06-09T10:00']] })).dueAt).toBe('2026-06-16T17:30');
});

describe('derived limits', () => {
  const office = { calendar: shippedCalendar, officeHours: defaultOfficeHours };

  test.each([
    ['2026-06-11T17:30', '2026-06-10T17:30'],
    ['2026-02-26T17:30', '2026-02-25T17:30'],
    ['2026-02-23T17:30', '2026-02-13T17:30'],
    ['2026-06-15T17:30', '2026-06-12T17:30'],
  ])('apology for a dossier due %s not later than %s', (dueAt, limit) => {
    expect(apologyLimit(at(dueAt), office)).toBe(limit);
  });

  test.each([
    ['2026-06-09T14:59', '2026-06-09T17:30'],
    ['2026-06-09T15:00', '2026-06-09T17:30'],
    ['2026-06-09T15:00:01', '2026-06-10T08:30'],
    ['2026-06-09T15:01', '2026-06-10T08:30'],
    ['2026-06-12T16:00', '2026-06-15T08:30'],
    ['2026-06-13T09:00', '2026-06-15T08:30'],
  ])('hand-over of papers received %s by %s', (receivedAt, limit) => {
    expect(handoverLimit(at(receivedAt), office)).toBe(limit);
  });

  test('hand-over follows the site’s own cut-off', () => {
    expect(handoverLimit(at('2026-06-09T15:30'), { ...office, cutoffTime: '16:00' })).toBe('2026-06-09T17:30');
  });

  test.each([
    ['2026-06-08T09:15', '2026-06-11T17:30'],
    ['2026-06-11T16:10', '2026-06-16T17:30'],
  ])('supplement notice for a reception at %s by %s', (receivedAt, limit) => {
    expect(supplementNoticeLimit(at(receivedAt), office)).toBe(limit);
  });
});

describe('classification', () => {
  const days = { unit: 'workingDay', sameDay: false } as const;
  const inHours = { unit: 'workingHour', sameDay: false } as const;
  const onTheDay = { unit: 'workingDay', sameDay: true } as const;

  test.each([
    [days, '2026-06-11T17:30', '2026-06-10T16:00', 'early'],
    [days, '2026-06-11T17:30', '2026-06-11T08:00', 'onTime'],
    [days, '2026-06-11T17:30', '2026-06-11T17:45', 'onTime'],
    [days, '2026-06-11T17:30', '2026-06-12T07:30', 'late'],
    [inHours, '2026-06-08T16:00', '2026-06-08T15:30', 'early'],
    [inHours, '2026-06-08T16:00', '2026-06-08T15:59:59', 'early'],
    [inHours, '2026-06-08T16:00', '2026-06-08T16:00', 'onTime'],
    [inHours, '2026-06-08T16:00', '2026-06-08T16:00:59', 'onTime'],
    [inHours, '2026-06-08T16:00', '2026-06-08T16:01', 'late'],
    [onTheDay, '2026-06-10T17:30', '2026-06-09T16:30', 'onTime'],
    [onTheDay, '2026-06-10T17:30', '2026-06-10T18:00', 'onTime'],
    [onTheDay, '2026-06-10T17:30', '2026-06-11T07:30', 'late'],
    [{ unit: 'calendarDay', sameDay: false }, '2026-06-16T17:30', '2026-06-15T09:00', 'early'],
    [{ unit: 'month', sameDay: false }, '2026-03-02T17:30', '2026-03-03T07:30', 'late'],
    [{ unit: 'workingHour', sameDay: true }, '2026-06-10T17:30', '2026-06-10T17:45', 'onTime'],
  ] as const)('%o due %s resolved %s is %s', (limit, dueAt, resolvedAt, expected) => {
    expect(classifyResolved(limit, at(dueAt), at(resolvedAt))).toBe(expected);
  });

  test.each([
    [days, '2026-06-11T17:30', '2026-06-11T23:59', false, 'inTerm'],
    [days, '2026-06-11T17:30', '2026-06-12T00:00', false, 'overdue'],
    [days, '2026-06-11T17:30', '2026-06-12T00:00', true, 'inTerm'],
    [inHours, '2026-06-08T16:00', '2026-06-08T16:00', false, 'inTerm'],
    [inHours, '2026-06-08T16:00', '2026-06-08T16:01', false, 'overdue'],
    [onTheDay, '2026-06-09T17:30', '2026-06-09T19:00', false, 'inTerm'],
  ] as const)('%o due %s at %s, paused %s: %s', (limit, dueAt, now, paused, expected) => {
    expect(classifyInProcess(limit, at(dueAt), at(now), paused)).toBe(expected);
  });
});
