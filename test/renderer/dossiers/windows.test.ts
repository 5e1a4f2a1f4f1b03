import { expect, test } from 'vitest';
import { pageOffsets } from '../../../renderer/counter/dossiers/list/windows.ts';

test.each([
  ['an empty list needs nothing', [0, 14, 0], []],
  ['a short list is one page', [0, 14, 38], [0]],
  ['the middle of a page needs that page only', [440, 454, 1_000_000], [400]],
  ['near an edge the neighbour comes too', [480, 494, 1_000_000], [400, 500]],
  ['the end stops at the last line', [999_990, 999_999, 1_000_000], [999_900]],
  ['a view before the list was measured', [0, -1, 1000], []],
] as const)('%s', (_, [first, last, total], expected) => {
  expect(pageOffsets(first, last, total)).toEqual(expected);
});
