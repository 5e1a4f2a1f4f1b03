import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { makeWords } from '../../../renderer/ui/i18n.ts';
import { sentenceParts } from '../../../renderer/ui/ribbon/DueSentence.tsx';
import { type RibbonCell, ribbonCells } from '../../../renderer/ui/ribbon/ribbon-cells.ts';
import { computeDueAt } from '#shared/domain/deadline/engine.ts';
import type { LocalDateTime } from '#shared/domain/deadline/local-date-time.ts';

const stepsOf = (value: number, receivedAt = '2025-04-24T08:42') =>
  computeDueAt({ receivedAt: receivedAt as LocalDateTime, limit: { value, unit: 'workingDay', sameDay: false } }).steps;
const daysOf = (cells: readonly RibbonCell[]) => cells.flatMap((cell) => (cell.kind === 'day' ? [cell.step] : cell.steps));

test('a short ribbon is drawn whole', () => {
  const steps = stepsOf(5);
  expect(ribbonCells(steps, null).map(({ kind }) => kind)).toEqual(steps.map(() => 'day'));
});

test('a long ribbon folds its middle; ends and today stay', () => {
  const steps = stepsOf(30);
  const cells = ribbonCells(steps, steps[20]!.date);
  expect(cells.map((cell) => (cell.kind === 'day' ? 'day' : `${cell.steps.length} days`))).toEqual([
    'day',
    'day',
    'day',
    'day',
    'day',
    '15 days',
    'day',
    `${steps.length - 27} days`,
    'day',
    'day',
    'day',
    'day',
    'day',
    'day',
  ]);
  expect(cells.some((cell) => cell.kind === 'day' && cell.step.date === steps[20]!.date)).toBe(true);
});

test('folding keeps every day, in order, in at most fourteen cells', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 90 }), fc.nat(), (value, at) => {
      const steps = stepsOf(value);
      const cells = ribbonCells(steps, steps[at % steps.length]!.date);
      expect(daysOf(cells)).toEqual(steps);
      expect(cells.length).toBeLessThanOrEqual(14);
      expect(cells.every((cell) => cell.kind === 'day' || cell.steps.length > 0)).toBe(true);
    }),
    { numRuns: 40 },
  );
});

test('the sentence says what was counted, what was skipped and why', () => {
  const t = makeWords('vi').t;
  expect(sentenceParts(stepsOf(5), t, 'vi').map(({ text }) => text)).toEqual([
    'Không tính ngày nhận.',
    'Tính thứ Bảy 26/4 (làm bù cho 02/5).',
    'Bỏ qua lễ 30/4, 01/5, nghỉ hoán đổi 02/5 và cuối tuần.',
  ]);
  expect(sentenceParts(stepsOf(1), makeWords('en').t, 'en').map(({ text }) => text)).toEqual(['The day of reception is not counted.']);
});
