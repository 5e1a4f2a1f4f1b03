import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { textLines } from '../../../electron/app/cli/text-lines.ts';

async function linesOf(...pieces: readonly string[]): Promise<readonly string[]> {
  const lines: string[] = [];
  for await (const line of textLines(pieces)) lines.push(line);
  return lines;
}

test('ends a line at LF, CR LF and CR, and answers the last one without an end', async () => {
  expect(await linesOf('a\nb\r\nc\rd')).toEqual(['a', 'b', 'c', 'd']);
  expect(await linesOf('a\n')).toEqual(['a']);
  expect(await linesOf()).toEqual([]);
});

test('leaves U+2028 and U+2029 inside a line, and drops a mark at the start only', async () => {
  expect(await linesOf('', '\uFEFFa\u2028b\u2029', 'c\n\uFEFFd')).toEqual(['a\u2028b\u2029c', '\uFEFFd']);
});

test('does not care in which pieces the text comes, but for lines with nothing in them', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.string({ unit: fc.constantFrom('a', '\n', '\r', '\u2028', '{') })), async (pieces) => {
      const full = (lines: readonly string[]) => lines.filter((line) => line !== '');
      expect(full(await linesOf(...pieces))).toEqual(full(await linesOf(pieces.join(''))));
    }),
  );
});
