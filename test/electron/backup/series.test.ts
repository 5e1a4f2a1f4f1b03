/** Register and slip numbers after acts were lost: none is on two papers. Real stores, real restores. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lastOfSeriesAfter, type NumbersAfterRestore, seriesAboveOf } from '#shared/domain/dossier/numbers-after-restore.ts';
import { nextInSeries, type SeriesNumbers } from '../../../electron/app/service/series.ts';
import type { OfficeData } from '../../../electron/app/service/office-data.ts';
import { agencyCode, newStore, temporaryFolder } from '../../helpers/store.ts';
import { type BackedUp, backedUp } from '../../helpers/backed-up.ts';

let counter: BackedUp;
beforeEach(() => {
  counter = backedUp();
  counter.accept(1, 8);
  counter.backup();
  counter.accept(9, 12);
});
afterEach(() => {
  counter.remove();
});

const office = { config: { paperBook: false } } as unknown as OfficeData;
const next = (date = '2026-06-09'): SeriesNumbers => counter.at((store) => nextInSeries(store, office, date));
const loseTheDisk = (): void => {
  rmSync(join(counter.dataDir, 'store.db'));
  rmSync(join(counter.dataDir, 'journal.log'));
};
const from = (no: number): SeriesNumbers => ({ registerVolume: '02', registerNo: no, slipNo: no });

test('lost acts: the series go on in a block of their own, the next year begins from 01', () => {
  loseTheDisk();
  expect(counter.restore().seriesAbove).toBe(10_000);
  expect([next(), next('2027-01-04')]).toEqual([from(10_001), from(1)]);
});

test('lost a second time, with the backup every restore makes at once: another block', () => {
  const held = next();
  loseTheDisk();
  counter.restore();
  counter.backup({ reason: 'restore', madeAt: '2026-06-09T16:00:10+07:00' });
  const second = next();
  loseTheDisk();
  counter.restore({ at: '2026-06-09T18:00:00+07:00' });
  expect([held, second, next()]).toEqual([from(13), from(10_001), from(20_001)]);
});

test('nothing lost: the last code on paper is here, and the series go on', () => {
  rmSync(join(counter.dataDir, 'store.db'));
  expect(counter.restore({ lastCode: `${agencyCode}-260608-2012` }).seriesAbove).toBe(0);
  expect(next()).toEqual(from(13));
});

test('the log ends too early and the paper says so: another block', () => {
  loseTheDisk();
  expect(counter.restore({ lastCode: `${agencyCode}-260608-2012` }).seriesAbove).toBe(10_000);
  expect(next()).toEqual(from(10_001));
});

test('a machine that replaces another gives none of its numbers', () => {
  const folder = temporaryFolder();
  const store = newStore(join(folder.path, 'data'), { replaces: true });
  expect(nextInSeries(store, office, '2026-06-08')).toEqual(from(10_001));
  store.close();
  folder.remove();
});

test('lives that end without warning, with some backup left: no number twice', () => {
  const life = fc.record({ given: fc.integer({ min: 0, max: 9_000 }), lost: fc.integer({ min: 0, max: 9_000 }) });
  fc.assert(
    fc.property(fc.array(life, { minLength: 1, maxLength: 5 }), (lives) => {
      const papers: (readonly [number, number])[] = [];
      let held = 0;
      let after: NumbersAfterRestore | undefined;
      for (const [index, { given, lost }] of lives.entries()) {
        const first = lastOfSeriesAfter(held, 2026, after) + 1;
        if (given > 0) papers.push([first, first + given - 1]);
        const before = held;
        held = given === 0 ? held : first + given - 1;
        // The backup that is left holds the last ones not, or nothing of this life.
        held = held - lost >= first ? held - lost : before;
        after = {
          restoredOn: '2026-06-09',
          lastOnPaper: null,
          known: [],
          life: index,
          seriesAbove: Math.max(after?.seriesAbove ?? 0, seriesAboveOf(held, index)),
        };
      }
      const sorted = papers.toSorted((a, b) => a[0] - b[0]);
      expect(sorted.every(([first], index) => index === 0 || first > sorted[index - 1]![1])).toBe(true);
    }),
    { numRuns: 500 },
  );
});
