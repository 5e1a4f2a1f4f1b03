import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ClockFacts, clockToleranceMs, doubtOf, judgeClock, officeDate } from '#shared/domain/clock/verdict.ts';

const at = (text: string): number => Date.parse(`${text}+07:00`);
const minute = 60_000;
const belief = { fromMs: at('2026-01-01T00:00:00'), untilMs: at('2037-01-01T00:00:00') };
/** A counter in the middle of its day: confirmed in the morning, its last act a minute ago. */
const morning = at('2026-06-08T09:15:00');
const facts = (changes: Partial<ClockFacts> = {}): ClockFacts => ({
  machineMs: morning,
  expectedMs: morning,
  lastSeenMs: morning - 5000,
  lastActMs: morning - minute,
  differenceMs: 0,
  confirmedMs: at('2026-06-08T07:25:00'),
  signedIn: true,
  serverOffMs: null,
  belief,
  ...changes,
});

test('a clock that goes evenly and was confirmed today is not asked about', () => {
  expect(judgeClock(facts())).toEqual({ kind: 'ok' });
});

test.each<readonly [string, Partial<ClockFacts>, object]>([
  [
    'nobody has confirmed it today',
    { confirmedMs: at('2026-06-07T16:00:00') },
    { reason: 'first-sign-in', byMs: null, suggestedMs: morning },
  ],
  ['nobody ever has', { confirmedMs: null }, { reason: 'first-sign-in', byMs: null, suggestedMs: morning }],
  [
    'it jumped forward',
    { expectedMs: morning - 40 * minute, lastActMs: morning - 41 * minute },
    { reason: 'jumped-forward', byMs: 40 * minute, suggestedMs: morning - 40 * minute },
  ],
  [
    'it jumped back',
    { expectedMs: morning + 40 * minute, lastActMs: morning + 39 * minute },
    { reason: 'jumped-back', byMs: 40 * minute, suggestedMs: morning + 40 * minute },
  ],
  [
    'it went back over a sleep',
    { expectedMs: null, lastSeenMs: morning + 40 * minute },
    { reason: 'jumped-back', byMs: 40 * minute, suggestedMs: morning },
  ],
  [
    'it shows a time before the last act',
    { expectedMs: null, lastSeenMs: null, lastActMs: morning + 32 * minute },
    { reason: 'behind-last-act', byMs: 32 * minute, suggestedMs: morning },
  ],
  [
    'it shows a time before the last act, and the machine has been put right since the difference was kept',
    { expectedMs: null, lastSeenMs: null, lastActMs: morning + 32 * minute, differenceMs: -32 * minute },
    { reason: 'behind-last-act', byMs: 32 * minute, suggestedMs: morning },
  ],
  ['its battery is dead', { machineMs: at('1970-01-01T07:03:00') }, { reason: 'beyond-belief', byMs: null, suggestedMs: morning }],
  [
    'its battery is dead at a start',
    { machineMs: at('2000-01-01T00:00:00'), expectedMs: null, lastSeenMs: null },
    { reason: 'beyond-belief', byMs: null, suggestedMs: null },
  ],
  [
    'it is beyond the calendars at a start',
    { machineMs: at('2037-01-01T00:00:00'), expectedMs: null, lastSeenMs: null },
    { reason: 'beyond-belief', byMs: null, suggestedMs: null },
  ],
  [
    'the server knows better',
    { confirmedMs: null, serverOffMs: 20 * minute },
    { reason: 'first-sign-in', byMs: null, suggestedMs: morning + 20 * minute },
  ],
])('asked when %s', (_name, changes, expected) => {
  expect(judgeClock(facts(changes))).toEqual({ kind: 'ask', ...expected });
});

test.each<readonly [string, Partial<ClockFacts>]>([
  ['five minutes forward', { expectedMs: morning - clockToleranceMs }],
  ['five minutes back', { expectedMs: morning + clockToleranceMs, lastActMs: morning + clockToleranceMs }],
  ['hours of sleep that the even clock did not count', { expectedMs: null, lastSeenMs: morning - 15 * 60 * minute }],
  ['midnight with the app open', { confirmedMs: at('2026-06-07T07:25:00'), signedIn: false }],
  ['a machine that is an hour slow and has its difference kept', { differenceMs: 60 * minute, confirmedMs: morning + 60 * minute }],
  ['a server that differs by less than the tolerance', { serverOffMs: clockToleranceMs }],
])('not asked over %s', (_name, changes) => {
  expect(judgeClock(facts(changes))).toEqual({ kind: 'ok' });
});

test('a kept difference decides which day it is: a machine a day behind was confirmed today', () => {
  const day = 24 * 60 * minute;
  const behind = { machineMs: morning - day, expectedMs: morning - day, lastSeenMs: null, lastActMs: morning - day, differenceMs: day };
  expect(judgeClock(facts({ ...behind, confirmedMs: at('2026-06-08T07:25:00') }))).toEqual({ kind: 'ok' });
  expect(judgeClock(facts({ ...behind, confirmedMs: at('2026-06-07T07:25:00') }))).toMatchObject({ kind: 'ask', suggestedMs: morning });
});

test('what a person types is doubted when it cannot be, lies before the last act, or is another day', () => {
  const clock = facts({ lastActMs: morning });
  expect(doubtOf(morning, morning, clock)).toBeUndefined();
  expect(doubtOf(morning - clockToleranceMs, morning, clock)).toBeUndefined();
  expect(doubtOf(morning - clockToleranceMs - 1, morning, clock)).toBe('before-last-act');
  expect(doubtOf(at('2025-12-31T23:59:00'), morning, clock)).toBe('beyond-belief');
  expect(doubtOf(at('2037-01-01T00:00:00'), null, clock)).toBe('beyond-belief');
  expect(doubtOf(morning + 25 * 60 * minute, morning, clock)).toBe('far-from-machine');
  expect(doubtOf(morning + 25 * 60 * minute, null, clock)).toBeUndefined();
});

test('the office day begins at midnight in UTC+7', () => {
  expect([officeDate(at('2026-06-08T23:59:59')), officeDate(at('2026-06-09T00:00:00'))]).toEqual(['2026-06-08', '2026-06-09']);
});

test('a suggestion can always be believed, and whoever takes it is asked no more', () => {
  const ms = fc.integer({ min: at('1990-01-01T00:00:00'), max: at('2045-01-01T00:00:00') });
  const near = fc.integer({ min: -90 * minute, max: 90 * minute });
  fc.assert(
    fc.property(ms, near, near, near, fc.option(near), (machineMs, jump, difference, last, serverOffMs) => {
      const odd = facts({ machineMs, expectedMs: machineMs - jump, lastActMs: machineMs - last, differenceMs: difference, serverOffMs });
      const verdict = judgeClock(odd);
      if (verdict.kind === 'ok' || verdict.suggestedMs === null) return;
      const { suggestedMs } = verdict;
      expect(suggestedMs).toBeGreaterThanOrEqual(belief.fromMs);
      expect(suggestedMs).toBeLessThan(belief.untilMs);
      const taken = { expectedMs: machineMs, lastSeenMs: machineMs, lastActMs: machineMs, differenceMs: suggestedMs - machineMs };
      expect(judgeClock({ ...odd, ...taken, confirmedMs: suggestedMs, serverOffMs: null })).toEqual({ kind: 'ok' });
    }),
  );
});
