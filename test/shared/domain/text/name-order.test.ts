import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sortKey } from '#shared/domain/text/name-order.ts';

const byKey = (a: string, b: string): number => (sortKey(a) < sortKey(b) ? -1 : Number(sortKey(a) > sortKey(b)));
const shuffled = (names: readonly string[]): fc.Arbitrary<string[]> => fc.shuffledSubarray([...names], { minLength: names.length });

const rightOrder = {
  'letters of the alphabet': 'a ă â b c d đ e ê g h i k l m n o ô ơ p q r s t u ư v x y'.split(' '),
  tones: ['ma', 'mà', 'mả', 'mã', 'má', 'mạ'],
  'tones weigh less than letters': ['Hà', 'Hạ', 'Hai', 'Hải', 'Hân', 'Hiền'],
  'given name before family name': ['Trần Văn An', 'Lê Thị Ánh', 'Nguyễn Bình', 'Võ Đức Bình', 'Đỗ Cúc', 'Phạm Đào', 'Lê Em'],
  'tone of the given name before the family name': ['Võ Hoa', 'An Hòa'],
  'old and new tone placement stand together': ['Lê Thị Hoà', 'Lê Thị Hòa', 'Lê Thị Hoả', 'Lê Thị Hỏa'],
  'shorter first': ['An', 'An An', 'Bình An', 'Anh'],
  'ethnic minority names': ['Y Bih', 'Ksor Jen', "K'Brơi", 'Y Moan', 'H’Hen Niê', 'Sùng A Páo'],
} as const;

describe('order', () => {
  test.each(Object.entries(rightOrder))('%s', (_, names) => {
    fc.assert(
      fc.property(shuffled(names), (mixed) => {
        expect(mixed.toSorted(byKey)).toEqual(names);
      }),
      { numRuns: 20 },
    );
  });

  test('one-word names agree with the collation of the runtime', () => {
    const collator = new Intl.Collator('vi');
    const names = [
      'An',
      'Ân',
      'Ánh',
      'Ảnh',
      'Bảo',
      'Bão',
      'Cúc',
      'Dung',
      'Dũng',
      'Đạt',
      'Đào',
      'Em',
      'Êm',
      'Giang',
      'Hà',
      'Hạ',
      'Hằng',
      'Hòa',
      'Hương',
      'Hường',
      'Ổn',
      'Ơn',
      'Oanh',
      'Phượng',
      'Phương',
      'Thủy',
      'Thúy',
      'Thùy',
      'Tú',
      'Tư',
      'Từ',
      'Vũ',
      'Vỹ',
      'Xuân',
      'Yến',
      'Ý',
    ];
    expect(names.toSorted(byKey)).toEqual(names.toSorted(collator.compare));
  });
});

test('a key is printable ASCII, so databases and runtimes order it alike, and is blind to the normal form', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (name) => {
      const key = sortKey(name);
      expect(key).toMatch(/^[ -~]*$/u);
      expect(sortKey(name.normalize('NFD'))).toBe(key);
    }),
  );
});

test('different spellings keep different keys', () => {
  const spellings = ['Hoà', 'Hòa', 'hòa', 'HÒA', 'Hoa', 'Hoă', 'Y Niê', 'Y Niĕ'];
  expect(new Set(spellings.map(sortKey)).size).toBe(spellings.length);
});
