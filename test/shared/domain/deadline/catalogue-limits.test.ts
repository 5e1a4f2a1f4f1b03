/** Every distinct processing time of the procedure catalogue, in every year that has a calendar. */
import { describe, expect, test } from 'vitest';
import { isWorkingDay, shippedCalendar } from '#shared/domain/deadline/calendar.ts';
import { addDays, civilDate, daysBetween, yearOf } from '#shared/domain/deadline/civil-date.ts';
import { computeDueAt, DeadlineResult } from '#shared/domain/deadline/engine.ts';
import type { ProcessingTime } from '#shared/domain/deadline/limit.ts';
import { atMinute, dateOf } from '#shared/domain/deadline/local-date-time.ts';

const days = (unit: ProcessingTime['unit'], values: readonly number[]): ProcessingTime[] =>
  values.map((value) => ({ value, unit, sameDay: false }));
const limits: readonly ProcessingTime[] = [
  { value: 1, unit: 'workingDay', sameDay: true },
  ...days('workingDay', [1, 2, 3, 5, 7, 8, 9, 10, 15, 17, 20, 24, 25, 27, 30]),
  ...days('calendarDay', [15, 20, 25, 30, 40, 45, 60, 90]),
  ...days('workingHour', [1, 2]),
];
const years = [2024, 2025, 2026, 2027, 2028, 2029, 2030, 2031, 2032, 2033, 2034, 2035, 2036];
/** Morning, lunch, cut-off, after it, evening: one of them on each date in turn. */
const minutes = [9 * 60 + 15, 12 * 60, 15 * 60, 16 * 60 + 10, 20 * 60];

describe.each(years)('%i', (year) => {
  // The table ends with 2036, so the last limits must still end inside it.
  const lastDay = year === 2036 ? civilDate(2036, 9, 20) : civilDate(year, 12, 31);

  test.each(limits)('$value $unit, same day $sameDay', (limit) => {
    const wrong: string[] = [];
    for (let date = civilDate(year, 1, 1), turn = 0; date <= lastDay; date = addDays(date, 3), turn += 1) {
      const receivedAt = atMinute(date, minutes[turn % minutes.length]!);
      const result = computeDueAt({ receivedAt, limit });
      if (!keepsTheRules(limit, receivedAt, result)) wrong.push(`${receivedAt} → ${result.dueAt}`);
    }
    expect(wrong).toEqual([]);
  });
});

type Received = DeadlineResult['clockStartedAt'];

/** Checked by counting the told days again, not by the engine's own arithmetic. */
function keepsTheRules(limit: ProcessingTime, receivedAt: Received, result: DeadlineResult): boolean {
  const { dueAt, steps } = result;
  const due = dateOf(dueAt);
  const told =
    steps.every(({ date }, index) => date === addDays(dateOf(receivedAt), index)) &&
    steps.at(-1)?.date === due &&
    steps.at(-1)?.role === 'due';
  const worked = steps.slice(1).filter(({ date }) => isWorkingDay(shippedCalendar, date)).length;
  return told && isWorkingDay(shippedCalendar, due) && yearOf(due) <= 2036 && keepsItsUnit(limit, receivedAt, dueAt, worked, result);
}

function keepsItsUnit(
  { value, unit, sameDay }: ProcessingTime,
  receivedAt: Received,
  dueAt: Received,
  worked: number,
  { steps }: DeadlineResult,
): boolean {
  if (unit === 'workingHour') return dueAt > receivedAt && steps.reduce((sum, step) => sum + (step.minutes ?? 0), 0) === value * 60;
  if (dueAt.slice(11) !== '17:30') return false;
  if (sameDay) return worked === (isWorkingDay(shippedCalendar, dateOf(receivedAt)) && receivedAt.slice(11) <= '15:00' ? 0 : 1);
  if (unit === 'workingDay') return worked === value;
  const moved = steps.slice(value + 1);
  const restBeforeDue = steps.slice(value, -1).every(({ date }) => !isWorkingDay(shippedCalendar, date));
  return daysBetween(dateOf(receivedAt), dateOf(dueAt)) === value + moved.length && restBeforeDue;
}
