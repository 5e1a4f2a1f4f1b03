import { expect, test } from 'vitest';
import { makeWords } from '../../../renderer/ui/i18n.ts';
import { percentDone, secondsLeft, spanWords } from '../../../renderer/ui/progress/pace.ts';

test.each([
  [{ done: 0, total: 863 }, 0],
  [{ done: 431, total: 863 }, 49],
  [{ done: 862, total: 863 }, 99],
  [{ done: 863, total: 863 }, 100],
  [{ done: 0, total: 0 }, 100],
])('%o is %i percent', (work, expected) => {
  expect(percentDone(work)).toBe(expected);
});

test.each([
  ['too early to say', { startedMs: 0, nowMs: 1000, done: 400, total: 800 }, undefined],
  ['too little done', { startedMs: 0, nowMs: 5000, done: 1, total: 800 }, undefined],
  ['half done in 4 s', { startedMs: 1000, nowMs: 5000, done: 400, total: 800 }, 4],
  ['a moment left is one second', { startedMs: 0, nowMs: 5000, done: 799, total: 800 }, 1],
  ['nothing left', { startedMs: 0, nowMs: 5000, done: 800, total: 800 }, undefined],
])('%s', (_, pace, expected) => {
  expect(secondsLeft(pace)).toBe(expected);
});

test.each([
  [1, '1 giây'],
  [89, '89 giây'],
  [90, '2 phút'],
  [149, '2 phút'],
  [150, '3 phút'],
])('%i seconds are told as %s', (seconds, expected) => {
  expect(spanWords(seconds, makeWords('vi').t)).toBe(expected);
});
