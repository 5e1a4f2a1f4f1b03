import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codeGaps, type NumberInUse, seriesGaps } from '#shared/domain/dossier/number-gaps.ts';
import type { NumbersAfterRestore } from '#shared/domain/dossier/numbers-after-restore.ts';

const use = (...numbers: readonly number[]): NumberInUse[] => numbers.map((number) => ({ number, dossierId: `d${number}`, voided: false }));
const voided = (number: number): NumberInUse => ({ number, dossierId: `d${number}`, voided: true });
const restored = (changes: Partial<NumbersAfterRestore> = {}): NumbersAfterRestore => ({
  restoredOn: '2026-06-08',
  lastOnPaper: null,
  known: [],
  life: 0,
  seriesAbove: 0,
  ...changes,
});
const gap = (from: number, to: number, reason: string, dossierId: string | null = null) => ({ from, to, reason, dossierId });

describe('order numbers of one day at counter 2', () => {
  test('a day that went as it should has none, but its voided ones', () => {
    expect(codeGaps(2, '2026-06-05', use(2001, 2002, 2003), undefined)).toEqual([]);
    expect(codeGaps(2, '2026-06-05', [...use(2001), voided(2002), ...use(2003)], undefined)).toEqual([gap(2002, 2002, 'voided', 'd2002')]);
  });
  test('a hole nobody can explain is said to be one', () => {
    expect(codeGaps(2, '2026-06-05', use(2001, 2004, 2005, 2007), undefined)).toEqual([
      gap(2002, 2003, 'unknown'),
      gap(2006, 2006, 'unknown'),
    ]);
  });
  test('restored, and the last code on paper was 2009: what is missing below it is on paper', () => {
    const after = restored({ lastOnPaper: { date: '2026-06-08', number: 2009 } });
    expect(codeGaps(2, '2026-06-08', use(2001, 2002, 2010), after)).toEqual([gap(2003, 2009, 'onPaper')]);
    expect(codeGaps(2, '2026-06-08', [], after)).toEqual([gap(2001, 2009, 'onPaper')]);
  });
  test('restored, and nobody is sure: the day goes on in the reserve, and the ordinary ones behind are left out', () => {
    expect(codeGaps(2, '2026-06-08', use(2001, 2002, 2900, 2901), restored())).toEqual([gap(2003, 2899, 'reserveUsed')]);
  });
  test('the second restore of the day begins in its own quarter of the reserve', () => {
    expect(codeGaps(2, '2026-06-08', use(2001, 2900, 2925), restored({ life: 1 }))).toEqual([
      gap(2002, 2899, 'reserveUsed'),
      gap(2901, 2924, 'earlierLife'),
    ]);
    expect(codeGaps(2, '2026-06-08', use(2925), restored({ life: 1 }))).toEqual([
      gap(2001, 2899, 'reserveUsed'),
      gap(2900, 2924, 'otherLife'),
    ]);
  });
  test('the machine this one replaced gave up to 2005, as the server told; before the day of the change a hole is its as well', () => {
    const after = restored({ known: [{ date: '2026-06-08', ordinary: 2005, reserve: null }] });
    expect(codeGaps(2, '2026-06-08', use(2001, 2003), after)).toEqual([gap(2002, 2002, 'earlierLife'), gap(2004, 2005, 'earlierLife')]);
    expect(codeGaps(2, '2026-06-01', use(2002), after)).toEqual([gap(2001, 2001, 'earlierLife')]);
    expect(codeGaps(2, '2026-06-09', use(2002), after)).toEqual([gap(2001, 2001, 'unknown')]);
  });
});

describe('a series of one year', () => {
  test('voided ones, and a block left out behind a restore', () => {
    const after = restored({ seriesAbove: 10_000 });
    expect(seriesGaps(2026, 10_002, [...use(1, 2), voided(3), ...use(10_001, 10_002)], after)).toEqual([
      gap(3, 3, 'voided', 'd3'),
      gap(4, 10_000, 'seriesBlock'),
    ]);
    expect(seriesGaps(2026, 4, use(1, 4), after)).toEqual([gap(2, 3, 'earlierLife')]);
    expect(seriesGaps(2027, 2, use(2), after)).toEqual([gap(1, 1, 'unknown')]);
  });
});

test('every number up to the highest is either in use or in exactly one gap', () => {
  const held = fc.uniqueArray(fc.record({ number: fc.integer({ min: 1, max: 60 }), voided: fc.boolean() }), {
    selector: ({ number }) => number,
    minLength: 1,
  });
  fc.assert(
    fc.property(held, fc.boolean(), (numbers, isRestored) => {
      const used = numbers.map(({ number, voided: isVoided }) => ({ number, dossierId: `d${number}`, voided: isVoided }));
      const last = Math.max(...used.map(({ number }) => number));
      const gaps = seriesGaps(2026, last, used, isRestored ? restored() : undefined);
      const covered = gaps.flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, n) => from + n));
      const standing = used.filter((one) => !one.voided).map(({ number }) => number);
      expect([...covered, ...standing].sort((a, b) => a - b)).toEqual(Array.from({ length: last }, (_, n) => n + 1));
    }),
  );
});
