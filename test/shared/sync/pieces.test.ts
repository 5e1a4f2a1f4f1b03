import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalText } from '#shared/journal/canonical.ts';
import { hashOfLink } from '#shared/journal/chain.ts';
import { formatEnrolmentCode, parseEnrolmentCode } from '#shared/sync/enrolment-code.ts';
import { isPlainlyCanonical } from '#shared/sync/plainly-canonical.ts';
import { readBody, readBodyText } from '#shared/sync/sent-act.ts';
import { base64UrlOf, fromBase64Url, statementBytes } from '#shared/sync/statement.ts';
import { linkText } from '../../../server/sync/batch.ts';
import { createHash } from 'node:crypto';

const part = fc.uint8Array({ minLength: 10, maxLength: 10 });

test('the bytes of a statement, to the byte', () => {
  expect(Buffer.from(statementBytes('login', { nonce: 'đ', deviceId: 'a' })).toString('utf8')).toBe(
    'mot-cua/login/1\n{"deviceId":"a","nonce":"đ"}',
  );
});

test('base64url is Node’s, and nothing else is read', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 70 }), (bytes) => {
      const text = Buffer.from(bytes).toString('base64url');
      expect(base64UrlOf(bytes)).toBe(text);
      expect(fromBase64Url(text)).toEqual(bytes);
    }),
  );
  for (const text of ['A', 'AB=', 'A+', 'AAB', 'Ä']) expect(fromBase64Url(text)).toBeUndefined();
});

test('an enrolment code is read back however it was typed, and a slip is found', () => {
  fc.assert(
    fc.property(part, part, fc.nat({ max: 35 }), (secret, fingerprint, at) => {
      const code = formatEnrolmentCode({ secret, fingerprint });
      expect(code).toMatch(/^E1(?:-[0-9A-HJKMNP-TV-Z]{4}){9}$/u);
      expect(parseEnrolmentCode(code)).toEqual({ secret, fingerprint });
      expect(
        parseEnrolmentCode(` ${code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l').replace('el', 'e1')}\n`),
      ).toEqual({ secret, fingerprint });
      const place = 3 + at + Math.floor(at / 4);
      const other = code[place] === '7' ? '8' : '7';
      const slipped = parseEnrolmentCode(code.slice(0, place) + other + code.slice(place + 1));
      // Two check bytes: one slip in 65,536 may pass.
      expect(slipped === undefined || at < 34).toBe(true);
    }),
    { numRuns: 200 },
  );
  expect(parseEnrolmentCode('E1-0000')).toBeUndefined();
  expect(parseEnrolmentCode('R1-XXXX')).toBeUndefined();
});

test('a frozen code', () => {
  const bytes = (first: number): Uint8Array => Uint8Array.from({ length: 10 }, (_, index) => first + index);
  expect(formatEnrolmentCode({ secret: bytes(0), fingerprint: bytes(0xf0) })).toBe('E1-000G-40R4-0M30-E209-Y3RZ-5WZM-YQVF-FY7S-XNTG');
});

const json = fc.jsonValue({ maxDepth: 4 });
test('plainly canonical is never said of what is not canonical, and bodies read alike both ways', () => {
  fc.assert(
    fc.property(
      fc.oneof(json, fc.dictionary(fc.string(), fc.oneof(fc.integer(), fc.string({ unit: 'binary' }), fc.constant('\u0000')))),
      fc.boolean(),
      (value, canonical) => {
        let text = JSON.stringify(value);
        if (canonical) {
          try {
            text = canonicalText(value);
          } catch {
            // No act can hold it.
          }
        }
        const seen = JSON.parse(text);
        expect(isPlainlyCanonical(seen, text) && canonicalText(seen) !== text).toBe(false);
        expect(readBodyText(text)).toEqual(readBody(Buffer.from(text)));
      },
    ),
    { numRuns: 500 },
  );
  expect(isPlainlyCanonical({ a: 1, b: [true, null] }, '{"a":1,"b":[true,null]}')).toBe(true);
  for (const text of ['{"b":1,"a":2}', '{ "a":1}', '{"a":1.5}', '{"a":1e2}', '{"a":"\\u0000"}', '{"10":1,"9":2}', '-0'])
    expect(isPlainlyCanonical(JSON.parse(text), text)).toBe(false);
});

test('the server’s short way to a link’s text is the canonical one', () => {
  const link = { journalId: '019eb000-0000-7000-8000-000000000001', seq: 7, prev: 'ab'.repeat(32), bodyHash: 'cd'.repeat(32) };
  expect(createHash('sha256').update(linkText(link)).digest('hex')).toBe(hashOfLink(link));
});
