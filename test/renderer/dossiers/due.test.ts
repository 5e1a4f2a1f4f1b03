import { expect, test } from 'vitest';
import type { DeadlineStep } from '#shared/domain/deadline/steps.ts';
import type { DossierState } from '#shared/domain/dossier/state.ts';
import { currentSteps, dayOfCount, dueOnSwap, stoppedCount } from '../../../renderer/counter/dossiers/due.ts';

const step = (date: string, role: string, n?: number, cycle = 2) => ({
  date: `2025-04-${date}`,
  weekday: 5,
  cycle,
  role,
  ...(n === undefined ? {} : { n }),
});
const stored = [
  step('09', 'received', undefined, 1),
  step('10', 'counted', 1, 1),
  step('17', 'received'),
  step('18', 'counted', 1),
  step('19', 'off'),
  step('21', 'counted', 2),
  { ...step('26', 'due', 3), workSwap: true },
];
const stateWith = (steps: unknown) => ({ due: { steps } }) as unknown as Pick<DossierState, 'due'>;
const steps = currentSteps(stateWith(stored));

test('only the running count is drawn', () => {
  expect(steps).toEqual(stored.slice(2));
  expect(currentSteps({ due: null })).toEqual([]);
});

test('steps of a shape this app does not know are not drawn', () => {
  expect(currentSteps(stateWith([{ date: 'soon' }]))).toEqual([]);
});

test.each([
  ['2025-04-17', undefined],
  ['2025-04-18', { day: 1, of: 3 }],
  ['2025-04-20', { day: 1, of: 3 }],
  ['2025-04-21', { day: 2, of: 3 }],
  ['2025-05-30', { day: 3, of: 3 }],
])('on %s it is day %o', (today, expected) => {
  expect(dayOfCount(steps, today)).toEqual(expected);
});

test('a due day worked in exchange is told', () => {
  expect(dueOnSwap(steps)).toBe(true);
  expect(dueOnSwap(steps.slice(0, -1) as readonly DeadlineStep[])).toBe(false);
});

test('while the clock stands, the days used are those up to the stop', () => {
  const cycle = { startedAt: '2025-04-17T09:12:00+07:00', dueAt: null, steps: [], pauses: [], endedAt: null, why: null };
  const state = { ...stateWith(stored), paused: true };
  const asked = { ...cycle, endedAt: '2025-04-20T23:30:00Z', why: 'supplementRequested' as const };
  expect(stoppedCount({ ...state, clockCycles: [asked] })).toEqual({ steps: stored.slice(2, 6), used: 2, of: 3 });
  const pause = { from: '2025-04-19T08:00:00+07:00', to: null, why: 'payment' as const };
  expect(stoppedCount({ ...state, clockCycles: [{ ...cycle, pauses: [pause] }] })).toEqual({ steps: stored.slice(2, 5), used: 1, of: 3 });
  expect(stoppedCount({ ...state, paused: false, clockCycles: [asked] })).toBeUndefined();
});
