import { expect, test } from 'vitest';
import { isAskedAgain } from '../../../renderer/counter/reception/use-preview.ts';

test('a preview whose process died is asked for again, twice; whatever else failed is told at once', () => {
  expect([0, 1, 2].map((failures) => isAskedAgain(failures, 'paper-process-died'))).toEqual([true, true, false]);
  expect(['text-refused', 'unexpected', 'line-lost'].map((code) => isAskedAgain(0, code))).toEqual([false, false, false]);
});
