import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { admitText, personText } from '#shared/domain/text/door.ts';

describe('admitText', () => {
  test.each([
    ['Nguyễn'.normalize('NFD'), 'Nguyễn'],
    ['\u00D0ặng Văn \u00F0ức', 'Đặng Văn đức'],
    ['một\thai\nba', 'một\thai\nba'],
    ['một\r\nhai\rba', 'một\nhai\nba'],
    ['Ng\u200Buyễn\u200F', 'Ng\u200Buyễn\u200F'],
    ['😀', '😀'],
    ['', ''],
  ])('%j comes in as %j', (typed, text) => {
    expect(admitText(typed, 'note')).toEqual({ ok: true, text });
  });

  test.each([
    ['a\0b', 'nul'],
    ['a\u0007', 'control'],
    ['a\u001B[0m', 'control'],
    ['a\u0085', 'control'],
    ['a\uD800', 'lone-surrogate'],
    ['\uDC00a', 'lone-surrogate'],
    ['123456', 'too-long'],
  ] as const)('%j is refused: %s', (typed, reason) => {
    expect(admitText(typed, 'fullName', 5)).toEqual({ ok: false, code: 'text-refused', field: 'fullName', reason });
  });

  test('length is that of the text kept, not of the text typed', () => {
    expect(admitText('Nguyễn'.normalize('NFD'), 'fullName', 6)).toEqual({ ok: true, text: 'Nguyễn' });
  });

  test('what came in comes in again unchanged', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (typed) => {
        const first = admitText(typed, 'note');
        fc.pre(first.ok);
        expect(admitText(first.text, 'note')).toEqual(first);
        expect(first.text.normalize('NFC')).toBe(first.text);
      }),
    );
  });
});

describe('personText', () => {
  const Applicant = z.object({ applicant: z.object({ fullName: personText(100).min(1) }) });

  test('gives the admitted text', () => {
    const parsed = Applicant.parse({ applicant: { fullName: '\u00D0ỗ Thị Hoà'.normalize('NFD') } });
    expect(parsed).toEqual({ applicant: { fullName: 'Đỗ Thị Hoà' } });
  });

  test('names the field it refuses', () => {
    const parsed = Applicant.safeParse({ applicant: { fullName: 'A\0' } });
    expect(parsed.error?.issues).toEqual([
      { code: 'custom', path: ['applicant', 'fullName'], message: 'text-refused', params: { code: 'text-refused', reason: 'nul' } },
    ]);
  });

  test('refuses what is too long or empty', () => {
    expect(Applicant.safeParse({ applicant: { fullName: 'a'.repeat(101) } }).success).toBe(false);
    expect(Applicant.safeParse({ applicant: { fullName: '' } }).success).toBe(false);
  });
});
