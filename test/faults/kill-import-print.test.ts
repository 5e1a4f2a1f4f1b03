/** Promises 1 and 6 (design §2): processes that import registers and print receipts and register books are killed at random moments; no row is lost or double, no paper without its bytes. */
import { expect, test } from 'vitest';
import { killHere } from './kills/here.ts';

test('kill -9 during import', { timeout: 240_000 }, async () => {
  expect(await killHere('import')).toEqual({ kills: 40, halfInside: true, broken: [] });
});
test('kill -9 during print', { timeout: 240_000 }, async () => {
  expect(await killHere('print')).toEqual({ kills: 36, halfInside: true, broken: [] });
});
test('kill -9 while a register book is printed: no part twice, none of those told missing', { timeout: 240_000 }, async () => {
  expect(await killHere('register book')).toEqual({ kills: 4, halfInside: true, broken: [] });
});
