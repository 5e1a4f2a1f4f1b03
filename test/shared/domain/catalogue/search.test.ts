import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shippedCatalogue } from '#shared/domain/catalogue/shipped.ts';
import { findProcedures, indexProcedures } from '#shared/domain/catalogue/search.ts';
import { words } from '#shared/domain/text/fold.ts';

const { procedures } = shippedCatalogue;
const index = indexProcedures(procedures);
const best = (text: string): string | undefined => findProcedures(index, text, 1)[0]?.name;
const codes = (text: string): readonly string[] => findProcedures(index, text, 200).map(({ code }) => code);

describe('the best answer', () => {
  test.each([
    ['lai khai sinh', 'Thủ tục đăng ký lại khai sinh'],
    ['khai sinh lai', 'Thủ tục đăng ký lại khai sinh'],
    ['khai sinh', 'Thủ tục đăng ký khai sinh'],
    ['KHAI  SINH', 'Thủ tục đăng ký khai sinh'],
    ['kh si', 'Thủ tục đăng ký khai sinh'],
    ['thu tuc dang ky khai sinh', 'Thủ tục đăng ký khai sinh'],
    ['Thủ tục đăng ký khai sinh'.normalize('NFD'), 'Thủ tục đăng ký khai sinh'],
    ['khai tử', 'Thủ tục đăng ký khai tử'],
    ['tam tru', 'Đăng ký tạm trú'],
    ['ket hon nuoc ngoai', 'Thủ tục đăng ký kết hôn có yếu tố nước ngoài'],
    ['dkks', 'Thủ tục đăng ký khai sinh'],
    ['đkkh', 'Thủ tục đăng ký kết hôn'],
  ])('%s → %s', (text, name) => {
    expect(best(text)).toBe(name);
  });
});

test.each(['1.001193', '1001193', '001193', '1193', '1.001193.000.00.00.H55', '1.001193.H38'])('code %s', (text) => {
  expect(codes(text)).toEqual(['1.001193']);
});

test('marks as typed come first, the others after them', () => {
  const found = findProcedures(index, 'đất', 200).map(({ name }) => /đất/iu.test(name));
  expect(found).toEqual([...found].toSorted((a, b) => Number(b) - Number(a)));
  expect(codes('dat').toSorted()).toEqual(codes('đất').toSorted());
});

describe('between two that hold all words, the first is better', () => {
  test.each([
    ['words side by side', 'khai sinh', 'Cấp bản sao giấy khai sinh', 'Khai báo sinh'],
    ['at the beginning', 'khai sinh', 'Khai sinh ở thôn', 'Ghi khai sinh'],
    ['at the beginning but for "thủ tục"', 'khai sinh', 'Thủ tục khai sinh ở bản làng xa', 'Ghi khai sinh ở bản'],
    ['at the beginning before whole words', 'cap b', 'Cấp bản sao', 'Đề án cấp B'],
    ['whole words', 'cap ban', 'Cấp bản sao', 'Cấp bang'],
    ['marks as typed', 'cấp bản', 'Cấp bản sao', 'Cấp bán'],
    ['the shorter', 'cap ban', 'Cấp bản sao', 'Cấp bản sao giấy tờ'],
  ])('%s', (_, text, better, worse) => {
    const [some] = procedures;
    const both = [worse, better].map((name) => ({ ...some!, name }));
    expect(findProcedures(indexProcedures(both), text, 2).map(({ name }) => name)).toEqual([better, worse]);
  });
});

test('without words the list as it is, with strange words nothing', () => {
  expect(findProcedures(index, ' ', 3)).toEqual(procedures.slice(0, 3));
  expect(codes('xyzzy')).toEqual([]);
  expect(codes('khai sinh xyzzy')).toEqual([]);
});

test('any words of a name, cut short and in any order, find it; the limit holds', () => {
  const asked = fc.constantFrom(...procedures).chain((procedure) =>
    fc.record({
      procedure: fc.constant(procedure),
      text: fc
        .shuffledSubarray([...words(procedure.name)], { minLength: 1 })
        .chain((some) => fc.tuple(...some.map((word) => fc.integer({ min: 1, max: word.length }).map((length) => word.slice(0, length)))))
        .map((some) => some.join(' ')),
    }),
  );
  fc.assert(
    fc.property(asked, ({ procedure, text }) => {
      expect(codes(text)).toContain(procedure.code);
      expect(findProcedures(index, text, 2).length).toBeLessThanOrEqual(2);
    }),
    { numRuns: 300 },
  );
});
