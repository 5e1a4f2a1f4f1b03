import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { closeSync, ftruncateSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { newHeader, sealFrame, logKey } from '../../electron/journal/frame.ts';
import { openLogReader } from '../../electron/journal/read-log.ts';
import { isStoreFault } from '../../electron/store/fault.ts';
import { testKey } from '../helpers/store.ts';
import { type FuzzTarget, tally } from './target.ts';

const header = newHeader(Uint8Array.from({ length: 16 }, (_, index) => index));
const key = logKey(testKey, header.logId);
const contents = ['one', 'two'.repeat(40), 'three'.repeat(9), 'four'];
const frames = contents.map((content, index) => sealFrame(key, header, index, Buffer.from(content)));
const whole = Buffer.concat([header.bytes, ...frames]);

const change = fc.tuple(
  fc.nat(whole.length),
  fc.uint8Array({ minLength: 1, maxLength: 12 }),
  fc.constantFrom('over', 'cut', 'into', 'end', 'frame'),
);

/** What is read from a changed log is a beginning of what was written, or the log is called damaged. Nothing else is ever handed over. */
export const logFramesTarget: FuzzTarget = {
  name: 'log-frames',
  run: (steps, seed) => {
    const folder = mkdtempSync(join(tmpdir(), 'mot-cua-fuzz-'));
    const file = join(folder, 'journal.log');
    const fd = openSync(file, 'w');
    const count = tally();
    try {
      fc.assert(
        fc.property(fc.array(change, { maxLength: 3 }), (changes) => {
          const bytes = changes.reduce<Buffer>((now, [at, part, how]) => changed(now, at, part, how), whole);
          // Over what is there: a file emptied first is written out to the disk by some of them, at every step.
          writeSync(fd, bytes, 0, bytes.length, 0);
          ftruncateSync(fd, bytes.length);
          const read = readAll(file);
          if (read === null) return count.refuse();
          count.accept();
          deepStrictEqual(read, contents.slice(0, read.length));
          if (bytes.equals(whole)) strictEqual(read.length, contents.length);
        }),
        { numRuns: steps, seed },
      );
    } finally {
      closeSync(fd);
      rmSync(folder, { recursive: true });
    }
    return Promise.resolve(count.of(steps));
  },
};

function changed(now: Buffer, at: number, part: Uint8Array, how: 'over' | 'cut' | 'into' | 'end' | 'frame'): Buffer {
  const place = at % (now.length + 1);
  switch (how) {
    case 'over':
      return Buffer.concat([now.subarray(0, place), part, now.subarray(place + part.length)]);
    case 'cut':
      return Buffer.concat([now.subarray(0, place), now.subarray(place + part.length)]);
    case 'into':
      return Buffer.concat([now.subarray(0, place), part, now.subarray(place)]);
    case 'end':
      return now.subarray(0, place);
    case 'frame':
      // A whole frame of this log where it does not belong.
      return Buffer.concat([now, frames[place % frames.length] ?? now]);
  }
}

function readAll(file: string): string[] | null {
  const read: string[] = [];
  try {
    const reader = openLogReader(file, testKey);
    try {
      reader.each(({ plaintext }) => {
        read.push(plaintext.toString('utf8'));
      });
      return read;
    } finally {
      reader.close();
    }
  } catch (error) {
    if (isStoreFault(error, 'journal-log-damaged')) return null;
    throw error;
  }
}
