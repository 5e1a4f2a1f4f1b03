import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkPhone, maskPhone } from '#shared/domain/identity/phone.ts';

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
