import { expect, test } from 'vitest';
import { failureOf } from '../../../renderer/bridge/failure.ts';
import { type ImportDoor, sendFile, toBase64 } from '../../../renderer/counter/import/chunks.ts';

const importId = '0196b1c0-0000-7000-8000-000000000001';
const bytes = Uint8Array.from({ length: 600_000 }, (_, index) => (index * 7) % 256);

function recorder() {
  const got: { offset: number; bytes: Uint8Array }[] = [];
  const begun: unknown[] = [];
  const door: ImportDoor = {
    begin: async (input) => {
      begun.push(input);
      return { importId };
    },
    chunk: async ({ offset, base64 }) => {
      got.push({ offset, bytes: new Uint8Array(Buffer.from(base64, 'base64')) });
      return { received: got.reduce((sum, piece) => sum + piece.bytes.length, 0) };
    },
  };
  return { door, got, begun };
}

test('base64 is the same as everyone else makes, at every length around a group of three', () => {
  for (const length of [0, 1, 2, 3, 4, 24_575, 24_576, 24_577, 70_000]) {
    const part = bytes.subarray(0, length);
    expect(toBase64(part)).toBe(Buffer.from(part).toString('base64'));
  }
});

test('a file arrives whole in pieces of at most 256 KiB, in order', async () => {
  const { door, got, begun } = recorder();
  const sent: number[] = [];
  const id = await sendFile(door, new File([bytes], 'so-theo-doi.csv'), (count) => sent.push(count), new AbortController().signal);
  expect(id).toBe(importId);
  expect(begun).toEqual([{ fileName: 'so-theo-doi.csv', byteLength: 600_000 }]);
  expect(got.map((piece) => [piece.offset, piece.bytes.length])).toEqual([
    [0, 262_144],
    [262_144, 262_144],
    [524_288, 75_712],
  ]);
  expect(sent).toEqual([262_144, 524_288, 600_000]);
  expect(Buffer.concat(got.map((piece) => piece.bytes)).equals(Buffer.from(bytes))).toBe(true);
});

test('an abort stops before the next piece', async () => {
  const { door, got } = recorder();
  const stop = new AbortController();
  const sending = sendFile(door, new File([bytes], 'a.csv'), () => stop.abort(new Error('stopped')), stop.signal);
  await expect(sending).rejects.toThrow('stopped');
  expect(got.length).toBe(1);
});

test('a file that was changed or pulled out while it was read is named as that, and is no fault of ours', async () => {
  const lost = (name: string) => new DOMException('the browser says', name);
  const file = {
    name: 'a.csv',
    size: 9,
    slice: () => Object.assign(new Blob(), { arrayBuffer: () => Promise.reject(lost('NotReadableError')) }),
  };
  const failed: unknown = await sendFile(recorder().door, file, () => undefined, new AbortController().signal).catch(
    (error: unknown) => error,
  );
  const told = { code: 'file-unreadable', params: { why: 'changed' }, reference: undefined, retry: 'never' };
  expect([failed, lost('NotFoundError'), lost('DataError')].map(failureOf)).toEqual([
    told,
    told,
    expect.objectContaining({ code: 'unexpected' }),
  ]);
});
