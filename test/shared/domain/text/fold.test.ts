import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fold, fuzzyFold, reversedDigits, words } from '#shared/domain/text/fold.ts';

const anyText = fc.string({ unit: 'binary', maxLength: 40 });

describe('fold', () => {
  test.each([
    ['Nguyễn Thị Hoà', 'nguyen thi hoa'],
    ['Nguyễn Thị Hòa', 'nguyen thi hoa'],
    ['NGUYEN THI HOA', 'nguyen thi hoa'],
    ['Nguyễn Thị Hoà'.normalize('NFD'), 'nguyen thi hoa'],
    ['Đặng Văn Đức', 'dang van duc'],
    ['\u00D0ặng', 'dang'],
    ['\u00F0ức', 'duc'],
    ['Thuý', 'thuy'],
    ['Thúy', 'thuy'],
    ['Quý', 'quy'],
    ['Quí', 'qui'],
    ['  Sùng \u00A0 A\t\nPáo ', 'sung a pao'],
    ['K\u2019Brơi', "k'broi"],
    ['Ng\u200Buyễn', 'nguyen'],
    ['', ''],
  ])('%j → %j', (text, key) => {
    expect(fold(text)).toBe(key);
  });

  test('is idempotent and blind to the normal form', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const key = fold(text);
        expect(fold(key)).toBe(key);
        expect(fold(text.normalize('NFD'))).toBe(key);
        expect(fold(text.normalize('NFC'))).toBe(key);
      }),
    );
  });
});

test('only the fuzzy key joins i and y', () => {
  expect(fuzzyFold('Lý Quý')).toBe(fuzzyFold('Lí Quí'));
  expect(fold('Lý Quý')).not.toBe(fold('Lí Quí'));
});

test('words are cut at all that is neither letter nor digit', () => {
  expect(words("H'Hen Niê, 000.05.24.H11-230103-0001")).toEqual(['h', 'hen', 'nie', '000', '05', '24', 'h11', '230103', '0001']);
  expect(words(' – ')).toEqual([]);
});

test('digits backwards, whatever stands between them', () => {
  expect(reversedDigits('0912.345 678')).toBe('8765432190');
  expect(reversedDigits('không có')).toBe('');
});
