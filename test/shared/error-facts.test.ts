import { expect, test } from 'vitest';
import { factsOf } from '#shared/error-facts.ts';

test('of an error its name, code and frames, and nothing of its message', () => {
  const error = Object.assign(new TypeError('Nguyễn Văn A 079201001234'), { code: 'E_X' });
  error.stack = `TypeError: ${error.message}\n    at first (a.ts:1:2)\n    at second (b.ts:3:4)\nand more of 079201001234`;
  expect(factsOf(error)).toEqual({ name: 'TypeError', errorCode: 'E_X', frames: 'at first (a.ts:1:2) | at second (b.ts:3:4)' });
});

test('of anything else that was thrown, what kind of value it is', () => {
  expect(factsOf('079201001234')).toEqual({ name: 'string' });
});
