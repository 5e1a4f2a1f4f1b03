/**
 * Promises 1 and 4 (design §2): processes that accept dossiers on one data folder are killed at random moments. Nothing they confirmed may be missing, double or answered
 * differently when asked again, and no number may be given twice. `SEED=n` repeats a run's choices.
 */
import { expect, test } from 'vitest';
import { killHere } from './kills/here.ts';

test('kill -9 during accept', { timeout: 240_000 }, async () => {
  expect(await killHere('accept')).toEqual({ kills: 60, halfInside: true, broken: [] });
});
