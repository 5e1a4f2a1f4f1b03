import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { detectLegacyEncoding, fromLegacy } from '#shared/domain/text/legacy.ts';

describe('fromLegacy', () => {
  test.each([
    ['tcvn3', 'Céng hßa x· héi chñ nghÜa ViÖt Nam', 'Cộng hòa xã hội chủ nghĩa Việt Nam'],
    ['tcvn3', '§éc lËp - Tù do - H¹nh phóc', 'Độc lập - Tự do - Hạnh phúc'],
    ['tcvn3', 'TrÇn ThÞ H\u00AD¬ng', 'Trần Thị Hương'],
    ['tcvn3', 'NguyÔn V¨n §øc', 'Nguyễn Văn Đức'],
    ['vni', 'Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam', 'Cộng hòa xã hội chủ nghĩa Việt Nam'],
    ['vni', 'Ñoäc laäp - Töï do - Haïnh phuùc', 'Độc lập - Tự do - Hạnh phúc'],
    ['vni', 'NGUYEÃN THÒ HÖÔNG', 'NGUYỄN THỊ HƯƠNG'],
    ['vni', 'Nguyeãn Vaên Ñöùc', 'Nguyễn Văn Đức'],
    ['vni', 'Thuyø Lyù Myõ, phöôøng Ña Kao, tænh Bình Thuaän', 'Thuỳ Lý Mỹ, phường Đa Kao, tỉnh Bình Thuận'],
  ] as const)('%s: %s', (encoding, text, unicode) => {
    expect(fromLegacy(text, encoding)).toBe(unicode);
  });

  test('leaves plain text and numbers alone', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[ -~]*$/u), (text) => {
        expect([fromLegacy(text, 'tcvn3'), fromLegacy(text, 'vni')]).toEqual([text, text]);
      }),
    );
  });
});

describe('detectLegacyEncoding', () => {
  test.each([
    ['tcvn3', ['NguyÔn V¨n §øc', 'TrÇn ThÞ H\u00AD¬ng', 'M· hå s¬', 'Nam', '0912345678']],
    ['vni', ['Nguyeãn Vaên Ñöùc', 'Traàn Thò Höông', 'Maõ hoà sô', 'Nam', '0912345678']],
    [undefined, ['Nguyễn Văn Đức', 'Trần Thị Hương', 'Mã hồ sơ']],
    [undefined, ['Nguyen Van Duc', 'Ma ho so', '']],
    [undefined, ['Mã', 'Hòa', 'Lê Hoài', 'Cao Bá']],
    [undefined, []],
  ])('%s', (encoding, texts) => {
    expect(detectLegacyEncoding(texts)).toBe(encoding);
    expect(detectLegacyEncoding(texts.map((text) => text.normalize('NFD')))).toBe(encoding);
  });
});
