import canonicalize from 'canonicalize';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalText } from '#shared/journal/canonical.ts';

/** JSON as acts hold it: whole numbers, well-formed text without U+0000, keys of every kind. */
const text = fc.string({ unit: 'binary' }).filter((some) => !some.includes('\u0000'));
const { json } = fc.letrec<{ json: unknown }>((tie) => ({
  json: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom(null, true, false, 0, -0, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER),
    fc.maxSafeInteger(),
    text,
    fc.array(tie('json')),
    fc.dictionary(fc.oneof(text, fc.constantFrom('__proto__', '10', '9', '', 'é', '\uFFFF', '\u{10000}', 'toJSON')), tie('json')),
  ),
}));

test('is what an independent writer of RFC 8785 writes', () => {
  fc.assert(
    fc.property(json, (value) => {
      expect(canonicalText(value)).toBe(canonicalize(value));
      expect(JSON.parse(canonicalText(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
    { numRuns: 2_000 },
  );
}, 60_000);

test('escapes what JSON escapes and nothing else', () => {
  const every = Array.from({ length: 0x10000 }, (_, unit) => unit).filter((unit) => unit > 0 && (unit < 0xd800 || unit > 0xdfff));
  const whole =
    String.fromCharCode(...every.slice(0, 1_000)) +
    every
      .slice(1_000)
      .map((unit) => String.fromCharCode(unit))
      .join('');
  for (const value of [whole, ...every.filter((unit) => unit < 0x2100).map((unit) => String.fromCharCode(unit))])
    expect(canonicalText(value)).toBe(JSON.stringify(value));
});
