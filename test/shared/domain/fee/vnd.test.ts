import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatVnd, parseVnd } from '#shared/domain/fee/vnd.ts';

describe('đồng', () => {
  test.each([
    [0, '0 đ'],
    [999, '999 đ'],
    [8000, '8.000 đ'],
    [462_000, '462.000 đ'],
    [1_234_567_890, '1.234.567.890 đ'],
  ])('%d is written %s', (amount, text) => {
    expect(formatVnd(amount)).toBe(text);
  });

  test('what is written reads back', () => {
    fc.assert(
      fc.property(fc.nat(), (amount) => {
        expect(parseVnd(formatVnd(amount))).toBe(amount);
        expect(parseVnd(String(amount))).toBe(amount);
      }),
    );
  });

  test('as people type it', () => {
    expect(['462 000', '462,000 VND', ' 462.000đ '].map(parseVnd)).toEqual([462_000, 462_000, 462_000]);
    expect(['', '462.00', '-1', '1,5', 'miễn phí', '4620.000'].map(parseVnd)).toEqual(Array.from({ length: 6 }, () => undefined));
    expect(() => formatVnd(1.5)).toThrow(RangeError);
  });
});
