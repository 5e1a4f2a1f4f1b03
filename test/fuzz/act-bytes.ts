import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import * as fc from 'fast-check';
import { bodyBytes, hashOfBytes, parseBody } from '#shared/journal/body.ts';
import type { Kind } from '#shared/journal/kinds.ts';
import { FormatError } from '#shared/journal/format-error.ts';
import { readBodyText } from '#shared/sync/sent-act.ts';
import { desk, samples } from '../helpers/acts.ts';
import { type FuzzTarget, tally } from './target.ts';

const made = desk(1);
const bodies = (Object.keys(samples) as Kind[]).map((kind) => bodyBytes(made.make(kind).body));
/** The bytes of a real act, a few of them changed, taken out or put in twice. */
const broken = fc
  .tuple(fc.constantFrom(...bodies), fc.array(fc.tuple(fc.nat(), fc.nat(255), fc.constantFrom('set', 'cut', 'twice')), { maxLength: 4 }))
  .map(([bytes, changes]) =>
    changes.reduce<Buffer>((now, [at, byte, how]) => {
      const place = at % Math.max(1, now.length);
      const changed = how === 'set' ? [byte] : how === 'cut' ? [] : [now[place] ?? 0, now[place] ?? 0];
      return Buffer.concat([now.subarray(0, place), Buffer.from(changed), now.subarray(place + 1)]);
    }, Buffer.from(bytes)),
  );
const json = fc.json({ maxDepth: 6 }).map((text) => Buffer.from(text, 'utf8'));
const any = fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes));

/** Bytes are an act in exactly one spelling: what is read is written again byte for byte, and everything else is refused as such. */
export const actBytesTarget: FuzzTarget = {
  name: 'act-bytes',
  run: (steps, seed) => {
    const count = tally();
    fc.assert(
      fc.property(fc.oneof({ weight: 4, arbitrary: broken }, json, any), (bytes) => {
        const body = bodyOf(bytes);
        if (body === null) count.refuse();
        else {
          count.accept();
          deepStrictEqual(Buffer.from(bodyBytes(body)), bytes);
          strictEqual(hashOfBytes(bodyBytes(body)), hashOfBytes(bytes));
        }
        // The quick reading of text at hand must say what the slow one says of its bytes.
        const text = bytes.toString('utf8');
        if (Buffer.from(text, 'utf8').equals(bytes)) deepStrictEqual(readBodyText(text), body);
      }),
      { numRuns: steps, seed },
    );
    return Promise.resolve(count.of(steps));
  },
};

function bodyOf(bytes: Uint8Array) {
  try {
    return parseBody(bytes);
  } catch (error) {
    if (error instanceof FormatError) return null;
    throw error;
  }
}
