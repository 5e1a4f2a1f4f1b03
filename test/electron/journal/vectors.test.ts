import { expect, test } from 'vitest';
import type { ActBody, ActLink } from '#shared/journal/act.ts';
import type { Head } from '#shared/journal/chain.ts';
import { decodeActs, encodeActs } from '../../../electron/journal/frame-acts.ts';
import { logKey, newHeader, openFrame, parseHeader, prefixBytes, sealFrame } from '../../../electron/journal/frame.ts';
import { bodyFits, headOfLinked, linkBody, withLink, type LinkedAct } from '../../../electron/journal/link.ts';
import frozen from '../../fixtures/act-vectors.json' with { type: 'json' };

// The log of a real office has to be read by every later version: these bytes are the document's, made without this code.

const bytes = (hex: string) => Buffer.from(hex, 'hex');
const header = newHeader(bytes(frozen.log.logId));
const key = logKey(bytes(frozen.log.dataKey), header.logId);
const vectors = frozen.acts as unknown as readonly { readonly body: ActBody; readonly link: ActLink; readonly linkHash: string }[];

function linked(): LinkedAct[] {
  let head: Head | null = null;
  return vectors.map(({ body, link }) => {
    const act = linkBody(head, link.journalId, body);
    head = headOfLinked(act);
    return act;
  });
}

test('header and key', () => {
  expect(header.bytes.toString('hex')).toBe(frozen.log.header);
  expect(parseHeader(bytes(frozen.log.header))).toEqual(header);
  expect(key.export().toString('hex')).toBe(frozen.log.key);
});

test('acts are linked as the shared chain links them', () => {
  expect(linked().map(({ act, linkHash }) => ({ ...act, linkHash }))).toEqual(
    vectors.map(({ body, link, linkHash }) => ({ body, link, linkHash })),
  );
  expect(linked().every(bodyFits)).toBe(true);
  const [first, second] = linked();
  expect(bodyFits(withLink({ body: second!.act.body, link: first!.act.link }))).toBe(false);
});

test('frames of one and of two acts', () => {
  const acts = linked();
  const contents = [encodeActs(acts.slice(0, 1)), encodeActs(acts.slice(1, 3))];
  expect(contents.map(String)).toEqual(frozen.log.frames.map(({ plaintext }) => plaintext));
  expect(
    frozen.log.frames.map(({ index, nonce }) => sealFrame(key, header, index, contents[index]!, bytes(nonce)).toString('hex')),
  ).toEqual(frozen.log.frames.map(({ frame }) => frame));
  const opened = frozen.log.frames.map(({ index, frame }) =>
    openFrame(key, header, index, bytes(frame).subarray(0, prefixBytes), bytes(frame).subarray(prefixBytes)),
  );
  expect(opened).toEqual(contents.map((plaintext) => ({ plaintext })));
  expect(decodeActs(contents[1]!)).toEqual(acts.slice(1, 3).map(({ act }) => act));
});

test('content that is no acts is refused', () => {
  for (const text of ['', '{}', '{"acts":[]}', '{"acts":[{"body":{},"link":{}}]}', 'null'])
    expect(() => decodeActs(Buffer.from(text))).toThrow(/./u);
});
