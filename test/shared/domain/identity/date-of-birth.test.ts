import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { birthYear, DateOfBirth, parseDateOfBirth } from '#shared/domain/identity/date-of-birth.ts';

const today = '2026-06-08';

describe('date of birth as typed', () => {
  test.each([
    ['15031978', '1978-03-15'],
    ['15/3/1978', '1978-03-15'],
    ['15-03-1978', '1978-03-15'],
    [' 15 . 03 . 1978 ', '1978-03-15'],
    ['1978-03-15', '1978-03-15'],
    ['1978', '1978'],
    ['00001950', '1950'],
    ['00/00/1950', '1950'],
    ['29/02/2000', '2000-02-29'],
    ['08/06/2026', '2026-06-08'],
    ['2026', '2026'],
  ])('%s', (typed, dateOfBirth) => {
    expect(parseDateOfBirth(typed, today)).toEqual({ ok: true, dateOfBirth });
  });

  test.each([
    ['', 'not-a-date'],
    ['15/3/78', 'not-a-date'],
    ['150378', 'not-a-date'],
    ['mười lăm', 'not-a-date'],
    ['29/02/1900', 'no-such-day'],
    ['31/04/1978', 'no-such-day'],
    ['00/13/1978', 'no-such-day'],
    ['09/06/2026', 'in-future'],
    ['2027', 'in-future'],
    ['1899', 'before-1900'],
  ])('refuses %j', (typed, reason) => {
    expect(parseDateOfBirth(typed, today)).toEqual({ ok: false, reason });
  });

  test('every typed form of a day reads as that day', () => {
    const days = fc
      .date({ min: new Date('1900-01-01'), max: new Date(today), noInvalidDate: true })
      .map((day) => day.toISOString().slice(0, 10));
    fc.assert(
      fc.property(days, fc.constantFrom('', '/', '-', '.', ' / '), (day, mark) => {
        const typed = day.split('-').toReversed().join(mark);
        expect(parseDateOfBirth(typed, today)).toEqual({ ok: true, dateOfBirth: day });
        expect(DateOfBirth.parse(day)).toBe(day);
        expect(birthYear(day)).toBe(Number(day.slice(0, 4)));
      }),
    );
  });

  test('never throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[0-9/. -]{1,12}$/u)), (typed) => {
        const read = parseDateOfBirth(typed, today);
        expect(DateOfBirth.safeParse(read.ok ? read.dateOfBirth : '1978').success).toBe(true);
      }),
    );
  });
});
