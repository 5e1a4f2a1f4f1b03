import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { uuidV7 } from '#shared/journal/uuid-v7.ts';

const tenBytes = fc.uint8Array({ minLength: 10, maxLength: 10 });

test('the time, the version and the variant stand where RFC 9562 has them, chance everywhere else', () => {
  expect(uuidV7(0x017f22e279b0, Uint8Array.of(0xfc, 0xc3, 0xd8, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f))).toBe(
    '017f22e2-79b0-7cc3-98c4-dc0c0c07398f',
  );
  expect(uuidV7(1, new Uint8Array(10))).toBe('00000000-0001-7000-8000-000000000000');
  expect(() => uuidV7(1, new Uint8Array(9))).toThrow(RangeError);
});

test('any time and chance give a UUIDv7 in lower case, and later ones come later', () => {
  fc.assert(
    fc.property(fc.nat(2 ** 40), tenBytes, tenBytes, (at, one, other) => {
      const [before, after] = [uuidV7(at, one), uuidV7(at + 1, other)];
      expect(before).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      expect(before < after).toBe(true);
    }),
  );
});
