import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { counterRange, nextNumber, ownerOf, padRange, reserveRange } from '#shared/domain/dossier/number-range.ts';

const counterNo = fc.integer({ min: 1, max: 9 });

test('ranges of the counters, their reserves and the pads', () => {
  expect(counterRange(2)).toEqual({ first: 2001, last: 2899 });
  expect(reserveRange(2)).toEqual({ first: 2900, last: 2999 });
  expect(padRange).toEqual({ first: 1, last: 999 });
  for (const bad of [0, 10, 1.5, Number.NaN]) expect(() => counterRange(bad)).toThrow(RangeError);
});

test('every number has one owner, whose range holds it, but k000 and what is out of four digits', () => {
  const rangeOf = { pad: () => padRange, counter: counterRange, reserve: reserveRange };
  fc.assert(
    fc.property(fc.integer({ min: -5, max: 10_005 }), (number) => {
      const owner = ownerOf(number);
      const range = owner && rangeOf[owner.kind](owner.kind === 'pad' ? 0 : owner.counterNo);
      const held = range !== undefined && range.first <= number && number <= range.last;
      expect(held).toBe(number >= 1 && number <= 9999 && number % 1000 !== 0);
    }),
    { numRuns: 2000 },
  );
});

test('starts at the first number, goes on after the last used, skips the taken, and says when it is out', () => {
  const range = counterRange(1);
  expect(nextNumber(range, null)).toEqual({ ok: true, number: 1001 });
  expect(nextNumber(range, 1001)).toEqual({ ok: true, number: 1002 });
  expect(nextNumber(range, 1001, new Set([1002, 1003, 1005]))).toEqual({ ok: true, number: 1004 });
  expect(nextNumber(range, 1898, new Set([1899]))).toEqual({ ok: false, reason: 'number-range-exhausted' });
  expect(nextNumber(range, 1899)).toEqual({ ok: false, reason: 'number-range-exhausted' });
});

test('gives rising numbers of the range only, none twice, until it is out', () => {
  fc.assert(
    fc.property(counterNo, fc.uniqueArray(fc.integer({ min: 1, max: 9999 })), (no, taken) => {
      const range = counterRange(no);
      const used = new Set(taken);
      const given: number[] = [];
      for (let next = nextNumber(range, null, used); next.ok; next = nextNumber(range, next.number, used)) given.push(next.number);
      const expected = Array.from({ length: 899 }, (_, index) => range.first + index).filter((number) => !used.has(number));
      expect(given).toEqual(expected);
    }),
    { numRuns: 20 },
  );
});
