/**
 * Whole files that are made, swapped, cut and brought up to date (design §6), by processes that are killed at random moments: what is there afterwards is the old one or the
 * new one, and nothing confirmed is missing in either.
 */
import { expect, test } from 'vitest';
import { killHere } from './kills/here.ts';

test('kill -9 during backup: no half one is ever taken for a backup', { timeout: 240_000 }, async () => {
  expect(await killHere('backup')).toEqual({ kills: 20, halfInside: true, broken: [] });
});
test('kill -9 during restore: finished or undone at the next start', { timeout: 240_000 }, async () => {
  expect(await killHere('restore')).toEqual({ kills: 15, halfInside: true, broken: [] });
});
test('kill -9 while the log is cut: the old one or the new one, whole', { timeout: 240_000 }, async () => {
  expect(await killHere('log cut')).toEqual({ kills: 15, halfInside: true, broken: [] });
});
test('kill -9 during migrate: the next start goes on', { timeout: 240_000 }, async () => {
  expect(await killHere('migrate')).toEqual({ kills: 10, halfInside: true, broken: [] });
});
