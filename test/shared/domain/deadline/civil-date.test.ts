import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  addMonths,
  type CivilDate,
  dateOfDayNumber,
  dayNumber,
  daysBetween,
  parseCivilDate as on,
  weekdayOf,
} from '#shared/domain/deadline/civil-date.ts';
import { atMinute, fromInstant, isAfterClock, parseLocalDateTime as at, toInstant } from '#shared/domain/deadline/local-date-time.ts';

describe('civil dates', () => {
  test.each([
    '2026-02-30',
    '2025-02-29',
    '1900-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-04-31',
    '2026-1-1',
    '0000-01-01',
    '2026-06-08T09:00',
    ' 2026-06-08',
    '2026-06-08\n',
    '',
  ])('refuses %j by naming the field', (text) => {
    expect(() => on(text, 'bornOn')).toThrow(expect.objectContaining({ code: 'time-not-real', params: { field: 'bornOn' } }));
  });

  test.each(['2024-02-29', '2000-02-29', '0001-01-01', '9999-12-31'])('reads %s', (text) => {
    expect(on(text)).toBe(text);
  });

  test.each([
    ['1970-01-01', 5],
    ['1969-12-31', 4],
    ['2026-06-07', 8],
    ['2026-06-08', 2],
    ['2026-01-10', 7],
    ['2000-02-29', 3],
  ] as const)('%s is weekday %i', (date, weekday) => {
    expect(weekdayOf(on(date))).toBe(weekday);
  });

  test('agrees with the runtime on every day of 1600 to 2400', () => {
    const first = Date.UTC(1600, 0, 1) / 86_400_000;
    const last = Date.UTC(2400, 11, 31) / 86_400_000;
    let wrong = 0;
    for (let number = first; number <= last; number += 1) {
      const date = dateOfDayNumber(number);
      const expected = new Date(number * 86_400_000);
      if (
        date !== expected.toISOString().slice(0, 10) ||
        dayNumber(date) !== number ||
        weekdayOf(date) !== ((expected.getUTCDay() + 6) % 7) + 2
      )
        wrong += 1;
    }
    expect(wrong).toBe(0);
  });

  test.each([
    ['2026-01-30', 1, '2026-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2026-12-31', 2, '2027-02-28'],
    ['2026-06-15', 6, '2026-12-15'],
    ['2026-11-30', 12, '2027-11-30'],
  ])('%s and %i months is %s', (date, months, expected) => {
    expect(addMonths(on(date), months)).toBe(expected);
  });

  test('days between undo days added', () => {
    const anyDate = fc.integer({ min: -200_000, max: 200_000 }).map(dateOfDayNumber);
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -5000, max: 5000 }), (date, days) => {
        const there = addDays(date, days);
        expect(on(there)).toBe(there);
        expect(daysBetween(date, there)).toBe(days);
        expect(there > date).toBe(days > 0);
      }),
    );
  });
});

describe('local office time', () => {
  test.each([
    ['2026-06-11T17:30', '2026-06-11T17:30'],
    ['2026-06-11T17:30:00', '2026-06-11T17:30'],
    ['2026-06-11T17:30:05', '2026-06-11T17:30:05'],
  ])('reads %s as %s', (text, expected) => {
    expect(at(text)).toBe(expected);
  });

  test.each([
    '2026-02-30T09:00',
    '2026-06-08T24:00',
    '2026-06-08T09:60',
    '2026-06-08T9:00',
    '2026-06-08',
    '2026-06-08 09:00',
    '2026-06-08T09:00Z',
    '2026-06-08T09:00:60',
  ])('refuses %j', (text) => {
    expect(() => at(text, 'receivedAt')).toThrow(expect.objectContaining({ code: 'time-not-real', params: { field: 'receivedAt' } }));
  });

  test('the cut-off to the second is before it', () => {
    expect(
      [at('2026-06-08T15:00'), at('2026-06-08T15:00:01'), at('2026-06-08T14:59:59')].map((time) => isAfterClock(time, '15:00')),
    ).toEqual([false, true, false]);
  });

  test('becomes an instant with the office’s offset', () => {
    expect(toInstant(at('2026-06-11T17:30'))).toBe('2026-06-11T17:30:00+07:00');
    expect(toInstant(at('2026-06-11T17:30:05'))).toBe('2026-06-11T17:30:05+07:00');
  });

  test.each([
    ['2026-06-11T17:30:00+07:00', '2026-06-11T17:30'],
    ['2026-06-11T10:30:00Z', '2026-06-11T17:30'],
    ['2026-06-11T10:30Z', '2026-06-11T17:30'],
    ['2026-06-11T17:30:45.999Z', '2026-06-12T00:30:45'],
    ['2025-12-31T20:00:00-05:30', '2026-01-01T08:30'],
    ['2026-01-01T01:00:00+09:00', '2025-12-31T23:00'],
  ])('%s is %s at the office', (instant, expected) => {
    expect(fromInstant(instant)).toBe(expected);
  });

  test.each(['2026-06-11T17:30', '2026-02-30T10:00:00Z', '2026-06-11T10:30:00+25:00', '2026-06-11T10:30:00+07', 'today'])(
    'refuses the instant %j',
    (instant) => {
      expect(() => fromInstant(instant, 'occurredAt')).toThrow(
        expect.objectContaining({ code: 'time-not-real', params: { field: 'occurredAt' } }),
      );
    },
  );

  test('an instant and back is the same time', () => {
    const anyMinute = fc.integer({ min: 0, max: 60_000_000 }).map((minute) => atMinute('1970-01-01' as CivilDate, minute));
    fc.assert(
      fc.property(anyMinute, (time) => {
        expect(fromInstant(toInstant(time))).toBe(time);
      }),
    );
  });
});
