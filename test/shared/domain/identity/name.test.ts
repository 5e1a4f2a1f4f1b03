import { describe, expect, test } from 'vitest';
import { checkName } from '#shared/domain/identity/name.ts';

describe('names', () => {
  test.each(["K'Brơi", 'H\u2019Hen Niê', 'Y-Bih', 'Sùng A Páo', 'Mẫu', 'Jfwz', 'Nguyễn Thị Hoà'])('%s is as good as any', (fullName) => {
    expect(checkName(fullName)).toEqual({ ok: true, fullName, warnings: [] });
  });

  test('blanks are collapsed, nothing else is changed', () => {
    expect(checkName('  nguyễn \t thị  HÒA ')).toEqual({ ok: true, fullName: 'nguyễn thị HÒA', warnings: [] });
  });

  test('what looks odd is a warning', () => {
    expect(checkName('Lê Văn 2')).toEqual({ ok: true, fullName: 'Lê Văn 2', warnings: ['unusual-character'] });
    expect(checkName('Lê Mẫú')).toEqual({ ok: true, fullName: 'Lê Mẫú', warnings: ['two-tones-in-word'] });
  });

  test('1 to 100 characters', () => {
    expect(checkName(' ')).toEqual({ ok: false, reason: 'empty' });
    expect(checkName('a'.repeat(100)).ok).toBe(true);
    expect(checkName('a'.repeat(101))).toEqual({ ok: false, reason: 'too-long' });
  });
});
