import { describe, expect, test } from 'vitest';
import {
  addWorkingDays,
  calendarYear,
  dayKind,
  firstWorkingDayFrom,
  isWorkingDay,
  previousWorkingDay,
  shippedCalendar,
  WorkCalendar,
  workingDaysBetween,
  worksFor,
  worstStatus,
} from '#shared/domain/deadline/calendar.ts';
import { addDays, civilDate, parseCivilDate as on, weekdayOf, yearOf } from '#shared/domain/deadline/civil-date.ts';
import { computedYears } from '#shared/domain/deadline/computed-year.ts';

const computedOnly: WorkCalendar = { version: 'none', years: {} };

function workingDaysOf(calendar: WorkCalendar, year: number): number {
  let count = 0;
  for (let date = civilDate(year, 1, 1); yearOf(date) === year; date = addDays(date, 1)) if (isWorkingDay(calendar, date)) count += 1;
  return count;
}

describe('the shipped calendar', () => {
  test.each([
    [2024, 251, 'memory'],
    [2025, 250, 'memory'],
    [2026, 249, 'verified'],
  ] as const)('%i has %i working days, status %s', (year, days, status) => {
    expect([workingDaysOf(shippedCalendar, year), calendarYear(shippedCalendar, year).status]).toEqual([days, status]);
  });

  test('ships 2022 to 2027, the last one provisional', () => {
    expect(Object.entries(shippedCalendar.years).map(([year, { status }]) => `${year} ${status}`)).toEqual([
      '2022 memory',
      '2023 memory',
      '2024 memory',
      '2025 memory',
      '2026 verified',
      '2027 provisional',
    ]);
  });

  test('worked swap days are Saturdays and pay for a day off', () => {
    const worked = Object.values(shippedCalendar.years).flatMap(({ workSwap }) => workSwap);
    expect(worked.map((date) => [date, weekdayOf(date), worksFor(shippedCalendar, date)])).toEqual([
      ['2024-05-04', 7, '2024-04-29'],
      ['2025-04-26', 7, '2025-05-02'],
      ['2026-01-10', 7, '2026-01-02'],
      ['2026-08-22', 7, '2026-08-31'],
    ]);
  });

  test('compensatory and swapped days fall on weekdays, as many compensatory ones as holidays on weekends', () => {
    for (const { off } of Object.values(shippedCalendar.years)) {
      const days = Object.entries(off).map(([date, kind]) => ({ weekday: weekdayOf(on(date)), kind }));
      expect(days.filter(({ kind, weekday }) => kind !== 'legal' && weekday >= 7)).toEqual([]);
      expect(days.filter(({ kind }) => kind === 'compensatory')).toHaveLength(days.filter(({ weekday }) => weekday >= 7).length);
    }
  });

  test('every year has the holidays of the law: 11, and 12 from 2026', () => {
    const legal = Object.entries(shippedCalendar.years).map(([year, { off }]) => [
      year,
      Object.values(off).filter((kind) => kind === 'legal').length,
    ]);
    expect(legal).toEqual([
      ['2022', 11],
      ['2023', 11],
      ['2024', 11],
      ['2025', 11],
      ['2026', 12],
      ['2027', 12],
    ]);
  });

  test.each([
    ['2026-01-10', 'workSwap', true],
    ['2026-01-02', 'swap', false],
    ['2026-04-26', 'legal', false],
    ['2026-04-27', 'compensatory', false],
    ['2026-06-13', undefined, false],
    ['2026-06-12', undefined, true],
    ['2023-01-26', 'compensatory', false],
    ['2023-01-27', undefined, true],
  ] as const)('%s is %s, worked: %s', (date, kind, worked) => {
    expect([dayKind(shippedCalendar, on(date)), isWorkingDay(shippedCalendar, on(date))]).toEqual([kind, worked]);
  });

  test('walks over days off', () => {
    expect(previousWorkingDay(shippedCalendar, on('2026-02-23'))).toBe('2026-02-13');
    expect(firstWorkingDayFrom(shippedCalendar, on('2026-02-14'))).toBe('2026-02-23');
    expect(firstWorkingDayFrom(shippedCalendar, on('2026-02-13'))).toBe('2026-02-13');
    expect(addWorkingDays(shippedCalendar, on('2026-02-12'), 2)).toBe('2026-02-23');
    expect(workingDaysBetween(shippedCalendar, on('2026-02-12'), on('2026-02-24'))).toBe(2);
    expect(workingDaysBetween(shippedCalendar, on('2026-02-12'), on('2026-02-10'))).toBe(0);
  });
});

describe('computed years', () => {
  test('cover the lunar table and nothing else', () => {
    expect([...computedYears.keys()]).toEqual([2023, 2024, 2025, 2026, 2027, 2028, 2029, 2030, 2031, 2032, 2033, 2034, 2035, 2036]);
    for (const year of [2022, 2037])
      expect(() => calendarYear(computedOnly, year)).toThrow(expect.objectContaining({ code: 'calendar-missing', params: { year } }));
    for (const year of [2021, 2037])
      expect(() => isWorkingDay(shippedCalendar, civilDate(year, 1, 1))).toThrow(
        expect.objectContaining({ code: 'calendar-missing', params: { year } }),
      );
  });

  test('2027 computed is the provisional table', () => {
    expect(calendarYear(computedOnly, 2027).off).toEqual(shippedCalendar.years['2027']?.off);
  });

  test.each(['2025', '2026'])('%s computed is the decided table without its swaps', (year) => {
    const decided = Object.entries(shippedCalendar.years[year]?.off ?? {}).filter(([, kind]) => kind !== 'swap');
    expect(calendarYear(computedOnly, Number(year)).off).toEqual(Object.fromEntries(decided));
  });

  test('2030 takes Tết at UTC+7: Saturday 02/02, one day before China', () => {
    expect(calendarYear(computedOnly, 2030).off).toEqual({
      '2030-01-01': 'legal',
      '2030-02-01': 'legal',
      '2030-02-02': 'legal',
      '2030-02-03': 'legal',
      '2030-02-04': 'legal',
      '2030-02-05': 'legal',
      '2030-02-06': 'compensatory',
      '2030-02-07': 'compensatory',
      '2030-04-12': 'legal',
      '2030-04-30': 'legal',
      '2030-05-01': 'legal',
      '2030-09-02': 'legal',
      '2030-09-03': 'legal',
      '2030-11-24': 'legal',
      '2030-11-25': 'compensatory',
    });
  });

  test('every year has its 11 or 12 holidays, each on a weekend made up on a weekday after it', () => {
    for (const [year, { off, status, workSwap }] of computedYears) {
      const kinds = Object.values(off);
      const onWeekend = Object.keys(off).filter((date) => weekdayOf(on(date)) >= 7);
      const madeUp = Object.keys(off).filter((date) => off[on(date)] === 'compensatory');
      expect([year, status, workSwap, kinds.filter((kind) => kind === 'legal').length]).toEqual([
        year,
        'computed',
        [],
        year < 2026 ? 11 : 12,
      ]);
      expect(madeUp).toHaveLength(onWeekend.length);
      expect(madeUp.filter((date) => weekdayOf(on(date)) >= 7)).toEqual([]);
    }
  });

  test('holidays meeting in the spring of 2023 are made up one after the other', () => {
    const { off } = calendarYear(computedOnly, 2023);
    expect([off[on('2023-05-02')], off[on('2023-05-03')], off[on('2023-05-04')]]).toEqual(['compensatory', 'compensatory', undefined]);
  });

  test('the least trusted year decides the status', () => {
    expect([
      worstStatus(shippedCalendar, on('2026-01-01'), on('2026-12-31')),
      worstStatus(shippedCalendar, on('2025-12-31'), on('2026-01-05')),
      worstStatus(shippedCalendar, on('2026-12-31'), on('2027-01-05')),
      worstStatus(shippedCalendar, on('2026-12-31'), on('2028-01-05')),
    ]).toEqual(['verified', 'memory', 'provisional', 'computed']);
  });
});

describe('a calendar from outside', () => {
  const year = { off: { '2028-01-03': 'swap' }, workSwap: ['2028-01-08'], status: 'verified' };

  test('is read, and wins over the computed year', () => {
    const calendar = WorkCalendar.parse({ version: 'x', years: { 2028: year } });
    expect([
      isWorkingDay(calendar, on('2028-01-03')),
      isWorkingDay(calendar, on('2028-01-08')),
      isWorkingDay(calendar, on('2028-01-26')),
    ]).toEqual([false, true, true]);
    expect(worksFor(calendar, on('2028-01-08'))).toBe('2028-01-03');
  });

  test('without a pair for each worked day names none', () => {
    const calendar = WorkCalendar.parse({ version: 'x', years: { 2028: { ...year, workSwap: ['2028-01-08', '2028-01-15'] } } });
    expect(worksFor(calendar, on('2028-01-08'))).toBeUndefined();
  });

  test.each([
    ['a date of another year', { ...year, off: { '2027-01-03': 'swap' } }],
    ['a day that does not exist', { ...year, workSwap: ['2028-02-30'] }],
    ['an unknown kind', { ...year, off: { '2028-01-03': 'holiday' } }],
    ['an unknown status', { ...year, status: 'sure' }],
  ])('is refused with %s', (_what, wrong) => {
    expect(WorkCalendar.safeParse({ version: 'x', years: { 2028: wrong } }).success).toBe(false);
  });
});
