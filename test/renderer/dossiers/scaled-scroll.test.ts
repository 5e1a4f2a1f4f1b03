import { expect, test } from 'vitest';
import { maxHeightPx, scaleOf } from '../../../renderer/counter/dossiers/list/scaled-scroll.ts';

test('a list that fits is drawn as it is', () => {
  expect(scaleOf(38 * 36, 500)).toEqual({ heightPx: 1368, factor: 1 });
  expect(scaleOf(maxHeightPx, 500)).toEqual({ heightPx: maxHeightPx, factor: 1 });
});

test('a million lines: the ends of the scroll bar are the ends of the list', () => {
  const listPx = 1_000_000 * 36;
  const viewPx = 500;
  const { heightPx, factor } = scaleOf(listPx, viewPx);
  expect(heightPx).toBe(maxHeightPx);
  expect((heightPx - viewPx) * factor).toBeCloseTo(listPx - viewPx, 3);
});
