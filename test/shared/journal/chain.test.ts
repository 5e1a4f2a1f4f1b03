import { describe, expect, test } from 'vitest';
import type { Act } from '#shared/journal/act.ts';
import { hashOfBody } from '#shared/journal/body.ts';
import { hashOfLink, headOf, linkAct, NO_PREV, verifyChain, type ChainFault, type Head } from '#shared/journal/chain.ts';
import { desk, hash, uuid } from '../../helpers/acts.ts';

function fiveActs(): Act[] {
  const own = desk(1);
  for (let n = 0; n < 5; n += 1) own.make('dossier.noted', { payload: { text: `ghi chú ${n}` } });
  return own.acts().map(({ body, link }) => ({ body, link }));
}

/** The acts with one changed in place. */
function changed(index: number, change: (act: Act) => Act): Act[] {
  return fiveActs().map((act, at) => (at === index ? change(act) : act));
}

test('a journal starts from zeros and counts by one', () => {
  const acts = fiveActs();
  expect(acts.map(({ link }) => link.seq)).toEqual([1, 2, 3, 4, 5]);
  expect(acts.map(({ link }) => link.prev)).toEqual([NO_PREV, ...acts.slice(0, 4).map(({ link }) => hashOfLink(link))]);
  expect(verifyChain(acts)).toBeNull();
  expect(verifyChain([])).toBeNull();
});

test('a tail verifies after its head and after no other', () => {
  const acts = fiveActs();
  expect(verifyChain(acts.slice(2), headOf(acts[1]!.link))).toBeNull();
  expect(verifyChain(acts.slice(2), headOf(acts[0]!.link))).toEqual({ seq: 3, why: 'seq-gap' });
  expect(verifyChain(acts.slice(2), { seq: 2, linkHash: hash(9) })).toEqual({ seq: 3, why: 'prev' });
});

describe('the first fault', () => {
  const body = (act: Act, change: Partial<Act['body']>): Act => ({ ...act, body: { ...act.body, ...change } });
  const link = (act: Act, change: Partial<Act['link']>): Act => ({ ...act, link: { ...act.link, ...change } });
  test.each<readonly [string, Act[], ChainFault]>([
    ['text changed', changed(2, (act) => body(act, { payload: { text: 'khác' } })), { seq: 3, why: 'body-hash' }],
    ['actor changed', changed(0, (act) => body(act, { actorId: 'khác' })), { seq: 1, why: 'body-hash' }],
    ['a body that cannot be hashed', changed(2, (act) => body(act, { payload: { text: '\u0000' } })), { seq: 3, why: 'body-hash' }],
    [
      'body and its hash changed',
      changed(2, (act) => link(body(act, { payload: {} }), { bodyHash: hashOfBody({ ...act.body, payload: {} }) })),
      { seq: 4, why: 'prev' },
    ],
    ['left out', fiveActs().filter((_act, index) => index !== 2), { seq: 4, why: 'seq-gap' }],
    ['left out at the beginning', fiveActs().slice(1), { seq: 2, why: 'seq-gap' }],
    ['in another order', [...fiveActs().slice(0, 2), fiveActs()[3]!, fiveActs()[2]!, fiveActs()[4]!], { seq: 4, why: 'seq-gap' }],
    ['repeated', [...fiveActs().slice(0, 3), ...fiveActs().slice(2)], { seq: 3, why: 'seq-gap' }],
    ['another journal in between', changed(3, (act) => link(act, { journalId: uuid(0xbb) })), { seq: 4, why: 'journal' }],
    ['chained elsewhere', changed(1, (act) => link(act, { prev: hash(7) })), { seq: 2, why: 'prev' }],
  ])('%s', (_name, acts, fault) => {
    expect(verifyChain(acts)).toEqual(fault);
  });
});

test('the same bodies can be linked again on another journal', () => {
  let head: Head | null = null;
  const again = fiveActs()
    .slice(2)
    .map(({ body }) => {
      const act = linkAct(head, uuid(0xcc), body);
      head = headOf(act.link);
      return act;
    });
  expect(verifyChain(again)).toBeNull();
  expect(again.map(({ body, link }) => [body, link.bodyHash])).toEqual(
    fiveActs()
      .slice(2)
      .map(({ body, link }) => [body, link.bodyHash]),
  );
});
