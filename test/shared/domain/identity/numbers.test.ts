import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import birthProvinces from '#shared/domain/identity/birth-provinces.json' with { type: 'json' };
import { recogniseIdNumber } from '#shared/domain/identity/id-document.ts';
import { checkPersonalId, maskPersonalId, personalIdFacts } from '#shared/domain/identity/personal-id.ts';
import { checkPhone, maskPhone } from '#shared/domain/identity/phone.ts';
import { checkTaxCode } from '#shared/domain/identity/tax-code.ts';

const today = '2026-06-08';

describe('personal number', () => {
  test.each([
    ['040185001234', 'Nghệ An', 'female', 1985],
    ['079203012345', 'TP. Hồ Chí Minh', 'male', 2003],
    ['001301000001', 'Hà Nội', 'female', 2001],
    ['003099000001', undefined, 'male', 1999],
    ['096999000001', 'Cà Mau', 'female', 2399],
  ])('%s says %s, %s, %d', (personalId, provinceName, sex, birthYear) => {
    expect(personalIdFacts(personalId)).toEqual({ provinceName, sex, birthYear });
  });

  test('63 provinces of birth', () => {
    expect(Object.keys(birthProvinces)).toHaveLength(63);
  });

  test('checks a typed number against what is known', () => {
    expect(checkPersonalId('040 185.001-234', today)).toEqual({ ok: true, personalId: '040185001234', warnings: [] });
    expect(checkPersonalId('040185001234', today, { dateOfBirth: '1985', sex: 'female' })).toEqual({
      ok: true,
      personalId: '040185001234',
      warnings: [],
    });
    expect(checkPersonalId('003099000001', today)).toEqual({ ok: true, personalId: '003099000001', warnings: ['province-unknown'] });
    expect(checkPersonalId('040185001234', today, { dateOfBirth: '1986', sex: 'male' })).toEqual({
      ok: true,
      personalId: '040185001234',
      warnings: ['birth-year-differs', 'sex-differs'],
    });
    expect(checkPersonalId('040227001234', today)).toEqual({ ok: true, personalId: '040227001234', warnings: ['birth-year-in-future'] });
    expect(checkPersonalId('12345678901', today)).toEqual({ ok: false, reason: 'not-12-digits' });
    expect(checkPersonalId('04018500123a', today)).toEqual({ ok: false, reason: 'not-12-digits' });
  });

  test('masked: first three, last four', () => {
    expect(maskPersonalId('079203011234')).toBe('079*****1234');
    expect(maskPersonalId('350000123')).toBe('350**0123');
    expect(maskPersonalId('1234567')).toBe('*******');
  });
});

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

describe('phone', () => {
  test.each([
    ['0912.345.678', '0912345678', 'mobile'],
    ['+84 912 345 678', '0912345678', 'mobile'],
    ['84912345678', '0912345678', 'mobile'],
    ['0084912345678', '0912345678', 'mobile'],
    ['+84 (0) 912-345-678', '0912345678', 'mobile'],
    ['0271 3636 836', '02713636836', 'landline'],
    ['+84 271 3636 836', '02713636836', 'landline'],
    ['0843456789', '0843456789', 'mobile'],
    ['+1 415 555 0100', '+14155550100', 'foreign'],
  ])('%s', (typed, phone, kind) => {
    expect(checkPhone(typed)).toEqual({ ok: true, phone, kind });
  });

  test.each([
    ['01691234567', 'before-2018'],
    ['0301234567', 'unknown-prefix'],
    ['0541234567', 'unknown-prefix'],
    ['091234567', 'not-a-number'],
    ['không có', 'not-a-number'],
    ['', 'not-a-number'],
  ])('refuses %j', (typed, reason) => {
    expect(checkPhone(typed)).toEqual({ ok: false, reason });
  });

  test('what was read reads the same again', () => {
    const typed = fc.oneof(fc.stringMatching(/^(\+84|84|0084|0)\d{9,10}$/u), fc.string());
    fc.assert(
      fc.property(typed, (text) => {
        const first = checkPhone(text);
        expect(first.ok ? checkPhone(first.phone) : first).toEqual(first);
      }),
    );
  });

  test('masked: first three, last three', () => {
    expect(maskPhone('0912345678')).toBe('091****678');
    expect(maskPhone('123')).toBe('***');
  });
});

test('kinds of identity numbers', () => {
  expect(recogniseIdNumber(' 040 185 001 234 ')).toEqual({ kind: 'personalId', number: '040185001234' });
  expect(recogniseIdNumber('186000123')).toEqual({ kind: 'cmnd', number: '186000123' });
  expect(recogniseIdNumber('c1234567')).toEqual({ kind: 'passport', number: 'C1234567' });
  expect(recogniseIdNumber('P01234567')).toEqual({ kind: 'passport', number: 'P01234567' });
  expect(recogniseIdNumber('AB-12345')).toEqual({ kind: 'other', number: 'AB-12345' });
  expect(recogniseIdNumber('  ')).toBeUndefined();
});
