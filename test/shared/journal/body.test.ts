import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bodyBytes, hashOfBody, MAX_BODY_BYTES, newBody, parseBody } from '#shared/journal/body.ts';
import { canonicalText } from '#shared/journal/canonical.ts';
import { FormatError } from '#shared/journal/format-error.ts';
import type { JsonObject } from '#shared/journal/act.ts';
import { desk, samples } from '../../helpers/acts.ts';

const body = desk(1).make('dossier.noted').body;
const bytesOf = (text: string): Uint8Array => Buffer.from(text, 'utf8');

function faultOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof FormatError) return error.message;
    throw error;
  }
  return 'none';
}

describe('what cannot be hashed', () => {
  const cycle: Record<string, unknown> = {};
  cycle['self'] = cycle;
  const deep = JSON.parse(`${'['.repeat(40)}${']'.repeat(40)}`) as unknown;
  test.each<readonly [string, unknown, string]>([
    ['a fraction', 1.5, 'not-an-integer at /payload/x'],
    ['beyond the safe integers', 2 ** 53, 'not-an-integer at /payload/x'],
    ['NaN', Number.NaN, 'not-an-integer at /payload/x'],
    ['infinity', -Infinity, 'not-an-integer at /payload/x'],
    ['a lone high surrogate', 'a\ud800', 'lone-surrogate at /payload/x'],
    ['a lone low surrogate', '\udc00b', 'lone-surrogate at /payload/x'],
    ['U+0000', 'a\u0000', 'null-character at /payload/x'],
    ['U+0000 in a key', { 'a\u0000': 1 }, 'null-character at /payload/x'],
    ['a lone surrogate in a key', { '\ud800': 1 }, 'lone-surrogate at /payload/x'],
    ['undefined', undefined, 'not-json at /payload/x'],
    ['a hole', Array.from({ length: 1 }), 'not-json at /payload/x/0'],
    ['a bigint', 1n, 'not-json at /payload/x'],
    ['a date', new Date(0), 'not-json at /payload/x'],
    ['a map', new Map(), 'not-json at /payload/x'],
    ['within an array', [{ y: [0.5] }], 'not-an-integer at /payload/x/0/y/0'],
  ])('%s', (_name, x, fault) => {
    expect(faultOf(() => bodyBytes({ ...body, payload: { x } as unknown as JsonObject }))).toBe(fault);
  });

  test('what is too deep, endless or too long', () => {
    expect(faultOf(() => canonicalText(deep))).toMatch(/^too-deep/);
    expect(faultOf(() => canonicalText(cycle))).toMatch(/^too-deep/);
    expect(faultOf(() => bodyBytes({ ...body, payload: { text: 'x'.repeat(MAX_BODY_BYTES) } }))).toBe('too-long');
  });
});

test('text is not normalised: composed and decomposed hash differently', () => {
  expect(hashOfBody({ ...body, payload: { text: 'Hòa'.normalize('NFC') } })).not.toBe(
    hashOfBody({ ...body, payload: { text: 'Hòa'.normalize('NFD') } }),
  );
});

describe('parseBody', () => {
  const text = canonicalText(body);

  test.each<readonly [string, string]>([
    ['blank space', text.replace(':', ': ')],
    ['a line feed at the end', `${text}\n`],
    ['a byte order mark', `\ufeff${text}`],
    ['keys out of order', `{"v":1,${text.slice(1, -7)}}`],
    ['a key twice', text.replace('"v":1}', '"v":1,"v":1}')],
    ['a number written otherwise', text.replace('"v":1}', '"v":1e0}')],
    ['an escape not needed', text.replace('cli', '\\u0063li').replace('dossier.noted', '\\u0064ossier.noted')],
    ['no JSON', text.slice(1)],
    ['nothing', ''],
  ])('refuses %s', (_name, changed) => {
    expect(changed).not.toBe(text);
    expect(faultOf(() => parseBody(bytesOf(changed)))).toBe('not-canonical');
  });

  test('refuses ill-formed UTF-8', () => {
    const bytes = Uint8Array.from(bytesOf(text));
    bytes[text.indexOf('noted')] = 0xff;
    expect(faultOf(() => parseBody(bytes))).toBe('not-canonical');
  });

  test.each<readonly [string, (whole: Record<string, unknown>) => void]>([
    ['another key', (whole) => (whole['extra'] = 1)],
    ['a missing key', (whole) => delete whole['actorId']],
    ['an id in capitals', (whole) => (whole['id'] = body.id.toUpperCase())],
    ['a time without offset', (whole) => (whole['occurredAt'] = '2026-06-08T09:15:00')],
    ['version 0', (whole) => (whole['v'] = 0)],
    ['a payload that is a list', (whole) => (whole['payload'] = [])],
    ['a list', (whole) => Object.keys(whole).forEach((key) => delete whole[key])],
  ])('refuses an envelope with %s', (_name, change) => {
    const whole: Record<string, unknown> = { ...body };
    change(whole);
    expect(faultOf(() => parseBody(bytesOf(canonicalText(whole))))).toMatch(/^not-an-act/);
  });

  test('keeps kinds, versions and payload keys it does not know', () => {
    const strange = { ...body, kind: 'dossier.inventedLater', v: 9, payload: { text: 'a', later: [1, { z: null }], ['__proto__']: 2 } };
    const bytes = bodyBytes(strange);
    expect(parseBody(bytes)).toEqual(strange);
    expect(bodyBytes(parseBody(bytes))).toEqual(bytes);
  });

  const json = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      fc.maxSafeInteger(),
      fc.boolean(),
      fc.constant(null),
      fc.string({ unit: 'binary' }).map((text) => text.replaceAll('\u0000', '')),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(
        fc.string({ unit: 'binary' }).map((text) => text.replaceAll('\u0000', '')),
        tie('value'),
        { maxKeys: 4 },
      ),
    ),
  })).value;

  test('any payload comes back from its bytes, and any other order of keys gives the same bytes', () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.string({ maxLength: 3 }).map((key) => key.replaceAll('\u0000', '')),
          json,
          { maxKeys: 6 },
        ),
        (payload) => {
          const bytes = bodyBytes({ ...body, payload: payload as JsonObject });
          const back = parseBody(bytes);
          expect(canonicalText(back.payload)).toBe(canonicalText(payload));
          const turned = Object.fromEntries(
            Object.entries({ ...body, payload: Object.fromEntries(Object.entries(payload).reverse()) }).reverse(),
          );
          expect(canonicalText(turned)).toBe(Buffer.from(bytes).toString('utf8'));
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('newBody', () => {
  const { v: _v, ...fields } = body;
  const known = { ...fields, kind: 'dossier.noted' } as const;

  test('writes the latest version and drops what the schema does not know', () => {
    expect(newBody({ ...known, payload: { ...samples['dossier.noted'], extra: 1 } as never })).toEqual(body);
  });

  test('refuses an absent key: what is not known is null', () => {
    const { note: _note, ...payload } = samples['dossier.accepted'];
    expect(faultOf(() => newBody({ ...known, kind: 'dossier.accepted', payload: payload as never }))).toBe('payload-invalid at note');
    expect(faultOf(() => newBody({ ...known, actorId: '', payload: samples['dossier.noted'] }))).toBe('not-an-act at actorId');
    expect(faultOf(() => newBody({ ...known, payload: { text: '\u0000' } }))).toBe('null-character at /payload/text');
  });
});
