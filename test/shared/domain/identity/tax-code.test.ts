import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkTaxCode } from '#shared/domain/identity/tax-code.ts';

describe('tax code', () => {
  test.each([
    ['0100109106', '0100109106', 'taxpayer'],
    [' 0100.109 106 ', '0100109106', 'taxpayer'],
    ['0100109106-001', '0100109106-001', 'branch'],
    ['0100109106001', '0100109106-001', 'branch'],
    ['040185001234', '040185001234', 'personalId'],
  ])('%s', (typed, taxCode, kind) => {
    expect(checkTaxCode(typed)).toEqual({ ok: true, taxCode, kind });
  });

  test.each([
    ['0100109107', 'wrong-check-digit'],
    ['0100109107-001', 'wrong-check-digit'],
    ['0000000000', 'wrong-check-digit'],
    ['010010910', 'wrong-length'],
    ['', 'wrong-length'],
    ['01001O9106', 'not-digits'],
    ['0100-109106', 'not-digits'],
  ])('refuses %j', (typed, reason) => {
    expect(checkTaxCode(typed)).toEqual({ ok: false, reason });
  });

  test('at most one check digit fits nine digits, none where the sum is a multiple of eleven', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{9}$/u), (nine) => {
        const fitting = Array.from({ length: 10 }, (_, last) => `${nine}${String(last)}`).filter((code) => checkTaxCode(code).ok);
        const sum = [31, 29, 23, 19, 17, 13, 7, 5, 3].reduce((total, weight, index) => total + weight * Number(nine[index]), 0);
        expect(fitting).toHaveLength(sum % 11 === 0 ? 0 : 1);
      }),
    );
  });
});
