import { assert, property, string } from 'fast-check';
import { expect, test } from 'vitest';
import { matchPieces } from '../../../renderer/counter/dossiers/match.ts';

const shown = (text: string, query: string) =>
  matchPieces(text, query)
    .map((piece) => (piece.found ? `[${piece.text}]` : piece.text))
    .join('');

test.each([
  ['Nguyễn Thị Kim Oanh', 'nguyen', '[Nguyễn] Thị Kim Oanh'],
  ['Đặng Nguyễn Gia Hân', 'dang nguyen', '[Đặng] [Nguyễn] Gia Hân'],
  ['Nguyễn Thị Kim Oanh', 'oanh ng', '[Ng]uyễn Thị Kim [Oanh]'],
  ['Trần Thị Hoà', 'hòa', 'Trần Thị [Hoà]'],
  ['Ngô Thị Quý', 'qui', 'Ngô Thị [Quý]'],
  ["K'Brơi", 'broi', "K'[Brơi]"],
  ['000.05.24.H11-250422-2003', '2003', '000.05.24.H11-250422-[2003]'],
  ['250422-2003', '250422-2003', '[250422]-[2003]'],
  ['0987000214', '214', '0987000[214]'],
  ['Nguyễn Thị Kim Oanh', 'guyen', 'Nguyễn Thị Kim Oanh'],
  ['Nguyễn Thị Kim Oanh', '  ', 'Nguyễn Thị Kim Oanh'],
  ['Nguyễn'.normalize('NFD'), 'nguye', `[${'Nguyễ'.normalize('NFD')}]n`],
])('%s searched by "%s" marks %s', (text, query, expected) => {
  expect(shown(text, query)).toBe(expected);
});

test('the pieces are always the whole text, whatever is typed', () => {
  assert(
    property(string({ unit: 'grapheme' }), string({ unit: 'grapheme' }), (text, query) => {
      expect(
        matchPieces(text, query)
          .map((piece) => piece.text)
          .join(''),
      ).toBe(text);
    }),
  );
});
