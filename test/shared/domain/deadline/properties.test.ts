import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isWorkingDay, shippedCalendar, type WorkCalendar } from '#shared/domain/deadline/calendar.ts';
import { classifyResolved } from '#shared/domain/deadline/classify.ts';
import {
  addDays,
  type CivilDate,
  civilDate,
  dateOfDayNumber,
  dayNumber,
  daysBetween,
  isWeekend,
  weekdayOf,
} from '#shared/domain/deadline/civil-date.ts';
import { computeDueAt, type DeadlineQuestion, DeadlineResult } from '#shared/domain/deadline/engine.ts';
import type { DeadlineStep } from '#shared/domain/deadline/steps.ts';
import type { ClockEvent, DeadlinePolicy, ProcessingTime } from '#shared/domain/deadline/limit.ts';
import { atMinute, dateOf, type LocalDateTime, minuteOf } from '#shared/domain/deadline/local-date-time.ts';

const FIRST = dayNumber(civilDate(2022, 1, 1));
const LAST = dayNumber(civilDate(2035, 6, 30));
const later = (at: LocalDateTime, minutes: number): LocalDateTime => atMinute(dateOf(at), minuteOf(at) + minutes);

const receivedAt = fc
  .record({
    day: fc.integer({ min: FIRST, max: LAST }),
    minute: fc.oneof(fc.integer({ min: 0, max: 1439 }), fc.constantFrom(450, 690, 810, 900, 901, 1050)),
  })
  .map(({ day, minute }) => atMinute(dateOfDayNumber(day), minute));
const unit = fc.constantFrom<ProcessingTime['unit']>('workingDay', 'workingHour', 'calendarDay', 'month');
const limit: fc.Arbitrary<ProcessingTime> = fc
  .tuple(unit, fc.integer({ min: 1, max: 60 }), fc.boolean(), fc.integer({ min: 0, max: 5 }))
  .map(
    // Months stay short enough to end inside the lunar table; one limit in six is a same-day one.
    ([unit, value, , dice]) => ({ unit, value: unit === 'month' ? 1 + (value % 12) : value, sameDay: dice === 0 }),
  );
const policy: fc.Arbitrary<DeadlinePolicy> = fc.record({
  cutoffTime: fc.constantFrom('15:00', '16:00'),
  cutoffShiftsStart: fc.boolean(),
  hourCarry: fc.boolean(),
});
const question: fc.Arbitrary<DeadlineQuestion> = fc.record({ receivedAt, limit, policy });

/** Gaps between events in minutes: moments, hours, weeks. */
const gap = fc.oneof(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 3000 }), fc.integer({ min: 0, max: 30_000 }));
const withEvents = fc
  .record({ question, turns: fc.array(fc.tuple(fc.boolean(), gap), { maxLength: 8 }) })
  .map(({ question, turns }) => ({ ...question, events: lawfulEvents(question.receivedAt, turns) }));

function lawfulEvents(from: LocalDateTime, turns: readonly (readonly [boolean, number])[]): ClockEvent[] {
  let at = from;
  let paused = false;
  return turns.map(([restart, minutes]) => {
    at = later(at, minutes);
    const kind = restart ? 'supplementComplete' : paused ? 'resume' : 'pause';
    paused = kind === 'pause';
    return { kind, at };
  });
}

describe('every limit', () => {
  test('is due after reception, on a working day, at the close where days are counted', () => {
    fc.assert(
      fc.property(question, (asked) => {
        const { dueAt, unit } = computeDueAt(asked);
        expect(dueAt > asked.receivedAt || (asked.limit.sameDay && dateOf(dueAt) === dateOf(asked.receivedAt))).toBe(true);
        expect(isWorkingDay(shippedCalendar, dateOf(dueAt))).toBe(true);
        expect(unit === 'workingMinute' || dueAt.endsWith('T17:30')).toBe(true);
      }),
    );
  });

  test('is never due earlier when it is longer; in working time it is due later', () => {
    fc.assert(
      fc.property(question, (asked) => {
        const { dueAt } = computeDueAt(asked);
        const longer = computeDueAt({ ...asked, limit: { ...asked.limit, value: asked.limit.value + 1 } });
        const isStrict = asked.limit.unit.startsWith('working') && !asked.limit.sameDay;
        expect(isStrict ? longer.dueAt > dueAt : longer.dueAt >= dueAt).toBe(true);
      }),
    );
  });

  test('is never due earlier when received later', () => {
    // A Friday evening put off to Monday would be due after a Saturday, which is its own day 0: only without the shift.
    fc.assert(
      fc.property(receivedAt, limit, fc.boolean(), gap, (receivedAt, limit, hourCarry, minutes) => {
        const policy = { cutoffTime: '15:00', cutoffShiftsStart: false, hourCarry };
        const dueAfter = (at: LocalDateTime) => computeDueAt({ receivedAt: at, limit, policy }).dueAt;
        expect(dueAfter(later(receivedAt, minutes)) >= dueAfter(receivedAt)).toBe(true);
      }),
    );
  });

  test('in working days, with no days off, is N days and the weekends passed', () => {
    const calendar: WorkCalendar = {
      version: 'none',
      years: Object.fromEntries(Array.from({ length: 20 }, (_, n) => [String(2022 + n), { off: {}, workSwap: [], status: 'verified' }])),
    };
    fc.assert(
      fc.property(receivedAt, fc.integer({ min: 1, max: 90 }), (receivedAt, value) => {
        const due = dateOf(computeDueAt({ receivedAt, limit: { value, unit: 'workingDay', sameDay: false }, calendar }).dueAt);
        let weekendDays = 0;
        for (let date = addDays(dateOf(receivedAt), 1); date < due; date = addDays(date, 1)) if (isWeekend(date)) weekendDays += 1;
        expect(due).toBe(addDays(dateOf(receivedAt), value + weekendDays));
      }),
    );
  });
});

describe('the clock', () => {
  test('a pause taken back the same day never shortens the due date', () => {
    const pausedAndResumed = fc.record({ asked: question, after: gap, minutes: fc.integer({ min: 0, max: 1439 }) });
    fc.assert(
      fc.property(pausedAndResumed, ({ asked, after, minutes }) => {
        const { dueAt } = computeDueAt(asked);
        const at = later(asked.receivedAt, after);
        const sameDay = later(at, Math.min(minutes, 1439 - minuteOf(at)));
        const again = computeDueAt({
          ...asked,
          events: [
            { kind: 'pause', at },
            { kind: 'resume', at: sameDay },
          ],
        });
        expect(again.dueAt >= dueAt).toBe(true);
        const isNothing = again.unit === 'workingMinute' && at === sameDay && at < dueAt;
        expect(isNothing ? again.dueAt : dueAt).toBe(dueAt);
      }),
    );
  });

  test('a longer pause never makes the due date earlier', () => {
    fc.assert(
      fc.property(question, gap, gap, gap, (asked, first, second, more) => {
        const at = later(asked.receivedAt, first);
        const resumed = later(at, second);
        const dueAfter = (resumedAt: LocalDateTime) =>
          computeDueAt({
            ...asked,
            events: [
              { kind: 'pause', at },
              { kind: 'resume', at: resumedAt },
            ],
          }).dueAt;
        expect(dueAfter(later(resumed, more)) >= dueAfter(resumed)).toBe(true);
      }),
    );
  });

  test('a complete supplement is a reception at that moment', () => {
    fc.assert(
      fc.property(withEvents, gap, (asked, minutes) => {
        const at = later((asked.events.at(-1)?.at as LocalDateTime | undefined) ?? asked.receivedAt, minutes);
        const restarted = computeDueAt({ ...asked, events: [...asked.events, { kind: 'supplementComplete', at }] });
        const fresh = computeDueAt({ ...asked, receivedAt: at, events: [] });
        expect(restarted.dueAt).toBe(fresh.dueAt);
        expect(
          told(restarted)
            .filter(([cycle]) => cycle === restarted.cycle)
            .map(([, ...rest]) => rest),
        ).toEqual(told(fresh).map(([, ...rest]) => rest));
      }),
    );
  });

  test('what is used and what remains make the whole', () => {
    fc.assert(
      fc.property(withEvents, (asked) => {
        const { allotted, used, remaining, paused } = computeDueAt(asked);
        expect(used + remaining).toBe(allotted);
        expect(paused).toBe(asked.events.at(-1)?.kind === 'pause');
      }),
    );
  });
});

describe('the steps', () => {
  test('tell each day once in each cycle, from reception to the due day or the pause', () => {
    fc.assert(
      fc.property(withEvents, (asked) => {
        const result = computeDueAt(asked);
        const { steps, dueAt, paused, cycle } = result;
        expect(DeadlineResult.parse(JSON.parse(JSON.stringify(result)))).toEqual(result);
        expect(steps[0]).toMatchObject({ date: dateOf(asked.receivedAt), cycle: 1, start: 'received' });
        for (const [index, step] of steps.entries()) {
          const next = steps[index + 1];
          expect(step.weekday).toBe(weekdayOf(step.date));
          expect(next === undefined || follows(step, next)).toBe(true);
        }
        expect(steps.filter(({ role }) => role === 'due').map(({ date }) => date)).toEqual(paused ? [] : [dateOf(dueAt)]);
        expect(steps.at(-1)).toMatchObject(paused ? { cycle } : { cycle, role: 'due', date: dateOf(dueAt) });
      }),
    );
  });

  test('number the days of a cycle without a gap, up to the limit on the last', () => {
    fc.assert(
      fc.property(withEvents, (asked) => {
        const { steps, cycle, paused, allotted, unit } = computeDueAt(asked);
        const last = steps.filter((step) => step.cycle === cycle);
        const numbers = last.flatMap(({ n }) => (n === undefined ? [] : [n]));
        const isNumbered = unit !== 'workingMinute' && !asked.limit.sameDay;
        expect(numbers.at(-1)).toBe(isNumbered ? (paused ? numbers.at(-1) : allotted) : undefined);
        const everStopped = paused || last.some(({ role, start }) => role === 'paused' || start === 'resumed');
        expect(everStopped ? [] : numbers.filter((n, index) => n !== index + 1)).toEqual([]);
      }),
    );
  });

  test('give all minutes of an hour limit', () => {
    fc.assert(
      fc.property(receivedAt, fc.integer({ min: 1, max: 60 }), gap, gap, (receivedAt, value, first, second) => {
        const asked = { receivedAt, limit: { value, unit: 'workingHour', sameDay: false } } as const;
        const { dueAt } = computeDueAt(asked);
        const at = later(receivedAt, first);
        fc.pre(at < dueAt);
        const { steps } = computeDueAt({
          ...asked,
          events: [
            { kind: 'pause', at },
            { kind: 'resume', at: later(at, second) },
          ],
        });
        expect(steps.reduce((sum, { minutes = 0 }) => sum + minutes, 0)).toBe(value * 60);
      }),
    );
  });
});

describe('another holiday table', () => {
  const dayOff = (calendar: WorkCalendar, date: CivilDate): WorkCalendar => {
    const year = date.slice(0, 4);
    const before = calendar.years[year] ?? { off: {}, workSwap: [], status: 'verified' as const };
    return { ...calendar, years: { ...calendar.years, [year]: { ...before, off: { ...before.off, [date]: 'legal' } } } };
  };
  const inTables = fc.integer({ min: dayNumber(civilDate(2022, 6, 1)), max: dayNumber(civilDate(2026, 12, 1)) }).map(dateOfDayNumber);

  test('for days before reception or after the due day changes no date and no step', () => {
    fc.assert(
      fc.property(question, inTables, (asked, date) => {
        const result = computeDueAt(asked);
        fc.pre(date < dateOf(asked.receivedAt) || date > dateOf(result.dueAt));
        expect(computeDueAt({ ...asked, calendar: dayOff(shippedCalendar, date) })).toEqual(result);
      }),
    );
  });

  test('that only adds days off never makes a due date earlier', () => {
    fc.assert(
      fc.property(
        receivedAt.filter((at) => at < '2026-06-01'),
        limit,
        policy,
        fc.integer({ min: 0, max: 40 }),
        (at, limit, policy, days) => {
          const asked = { receivedAt: at, limit, policy };
          const later = dayOff(shippedCalendar, addDays(dateOf(at), days));
          expect(computeDueAt({ ...asked, calendar: later }).dueAt >= computeDueAt(asked).dueAt).toBe(true);
        },
      ),
    );
  });

  test('cannot change how a resolved dossier was kept: only its own due date is asked', () => {
    fc.assert(
      fc.property(question, gap, ({ receivedAt, limit, policy }, minutes) => {
        const { dueAt } = computeDueAt({ receivedAt, limit, ...(policy === undefined ? {} : { policy }) });
        const resolvedAt = later(receivedAt, minutes);
        const expected =
          limit.unit === 'workingHour' && !limit.sameDay ? order(resolvedAt, dueAt) : order(dateOf(resolvedAt), dateOf(dueAt));
        expect(classifyResolved(limit, dueAt, resolvedAt)).toBe(limit.sameDay && expected === 'early' ? 'onTime' : expected);
      }),
    );
  });
});

/** The next day of the same cycle, or the first of the next one. */
function follows(step: DeadlineStep, next: DeadlineStep): boolean {
  if (next.cycle === step.cycle) return daysBetween(step.date, next.date) === 1;
  return next.start === 'restarted' && next.cycle === step.cycle + 1 && next.date >= step.date;
}

function order(a: string, b: string): 'early' | 'onTime' | 'late' {
  if (a === b) return 'onTime';
  return a < b ? 'early' : 'late';
}

/** Cycle, date, role, number and minutes of each step. */
function told({ steps }: DeadlineResult): (string | number | undefined)[][] {
  return steps.map(({ cycle, date, role, n, minutes }) => [cycle, date, role, n, minutes]);
}
