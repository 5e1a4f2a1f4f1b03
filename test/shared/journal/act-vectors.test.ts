import { describe, expect, test } from 'vitest';
import type { Act, ActBody, ActLink } from '#shared/journal/act.ts';
import { bodyBytes, hashOfBody, parseBody } from '#shared/journal/body.ts';
import { canonicalText } from '#shared/journal/canonical.ts';
import { hashOfLink, headOf, linkAct, verifyChain } from '#shared/journal/chain.ts';
import frozen from '../../fixtures/act-vectors.json' with { type: 'json' };
import { allVectors } from '../../helpers/act-vectors.ts';

// The file is frozen: acts of real offices have these bytes and hashes. A red test here means the format was changed.

type Vector = (typeof frozen.acts)[number] & { readonly body: ActBody; readonly link: ActLink };
const vectors = frozen.acts as readonly Vector[];

describe.each(vectors)('$name', ({ body, canonical, canonicalHex, bodyHash, link, linkCanonical, linkHash }) => {
  test('body', () => {
    expect(canonicalText(body)).toBe(canonical);
    expect(Buffer.from(bodyBytes(body)).toString('hex')).toBe(canonicalHex);
    expect(hashOfBody(body)).toBe(bodyHash);
    expect(parseBody(Buffer.from(canonicalHex, 'hex'))).toEqual(body);
  });

  test('link', () => {
    expect(canonicalText(link)).toBe(linkCanonical);
    expect(hashOfLink(link)).toBe(linkHash);
  });
});

test('the frozen links are one chain', () => {
  const acts: Act[] = vectors.map(({ body, link }) => ({ body, link }));
  expect(verifyChain(acts)).toBeNull();
  const [first, second] = acts;
  expect(linkAct(headOf(first!.link), first!.link.journalId, second!.body)).toEqual(second);
});

test('bodies, links and log frames come out of their inputs as they were frozen', () => {
  expect(JSON.parse(JSON.stringify(allVectors()))).toEqual(frozen);
});
