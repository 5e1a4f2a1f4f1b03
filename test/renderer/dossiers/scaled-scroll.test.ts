import { expect, test } from 'vitest';
import { maxHeightPx, scaleOf, scrollTopFor } from '../../../renderer/counter/dossiers/list/scaled-scroll.ts';

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

test.each([
  ['a line in view moves nothing', { index: 3, scrollTop: 36 }, 36],
  ['a line above comes to the top', { index: 0, scrollTop: 36 }, 0],
  ['a line below comes to the foot', { index: 20, scrollTop: 36 }, 21 * 36 - 500],
])('%s', (_, place, expected) => {
  expect(scrollTopFor({ linePx: 36, viewPx: 500, factor: 1, ...place })).toBe(expected);
});

test('the last of a million lines is at the very end of the scroll bar', () => {
  const { heightPx, factor } = scaleOf(36_000_000, 500);
  expect(scrollTopFor({ index: 999_999, linePx: 36, viewPx: 500, factor, scrollTop: 0 })).toBeCloseTo(heightPx - 500, 3);
});
