import { describe, expect, test } from 'vitest';
import birthProvinces from '#shared/domain/identity/birth-provinces.json' with { type: 'json' };
import { checkPersonalId, maskPersonalId, personalIdFacts } from '#shared/domain/identity/personal-id.ts';

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
    expect(['12345678', '1234567', ''].map(maskPersonalId)).toEqual(['********', '*******', '']);
  });
});
