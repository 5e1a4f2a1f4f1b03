/** No number is ever on two papers: lives of one counter that end without warning, restored from some backup, with what a person remembers. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { counterRange, reserveRange } from '#shared/domain/dossier/number-range.ts';
import { isOfCounter, nextFrom, type NumbersAfterRestore, sourceAfterRestore } from '#shared/domain/dossier/numbers-after-restore.ts';

const date = (day: number): string => `2026-06-${String(day).padStart(2, '0')}`;

const after = (lastOnPaper: NumbersAfterRestore['lastOnPaper']): NumbersAfterRestore => ({
  restoredOn: '2026-06-08',
  lastOnPaper,
  known: [],
  life: 0,
  seriesAbove: 0,
});

test('behind the typed code on its day, anything later, the reserve before', () => {
  const told = after({ date: '2026-06-08', number: 2017 });
  expect(nextFrom(sourceAfterRestore(2, '2026-06-08', told, false), 2010)).toEqual({ ok: true, number: 2018 });
  expect(nextFrom(sourceAfterRestore(2, '2026-06-08', told, false), 2030)).toEqual({ ok: true, number: 2031 });
  expect(nextFrom(sourceAfterRestore(2, '2026-06-09', told, false), null)).toEqual({ ok: true, number: 2001 });
  expect(nextFrom(sourceAfterRestore(2, '2026-06-07', told, true), null)).toEqual({ ok: true, number: 2900 });
});

test('unsure: the reserve, until the server has told, and for the days up to the restore for good', () => {
  const unsure = { ...after(null), known: [{ date: '2026-06-08', ordinary: 2050, reserve: 2904 }] };
  expect(sourceAfterRestore(2, '2026-06-08', unsure, true)).toEqual({ range: reserveRange(2), above: 2904 });
  expect(sourceAfterRestore(2, '2026-06-09', unsure, false)).toEqual({ range: reserveRange(2), above: null });
  expect(sourceAfterRestore(2, '2026-06-09', { ...unsure, life: 5 }, false)).toEqual({ range: { first: 2925, last: 2999 }, above: null });
  expect(sourceAfterRestore(2, '2026-06-09', unsure, true)).toEqual({ range: counterRange(2), above: null });
});

test('a reserve that was already in use goes on behind the typed code', () => {
  expect(nextFrom(sourceAfterRestore(2, '2026-06-08', after({ date: '2026-06-08', number: 2903 }), false), null)).toEqual({
    ok: true,
    number: 2904,
  });
});

test('codes of pads, other counters and nobody are not this counter’s', () => {
  expect([2001, 2899, 2900, 2999, 1999, 3000, 17, 2000].map((number) => isOfCounter(number, 2))).toEqual([
    true,
    true,
    true,
    true,
    false,
    false,
    false,
    false,
  ]);
});

type Given = { readonly date: string; readonly number: number };
const act = fc.record({ kind: fc.constant('accept' as const), late: fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined }) });
const restore = fc.record({ kind: fc.constant('restore' as const), lost: fc.nat(6), sure: fc.boolean() });
const step = fc.oneof(
  { weight: 8, arbitrary: act },
  { weight: 1, arbitrary: restore },
  { weight: 1, arbitrary: fc.constant({ kind: 'nextDay' as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'backup' as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'sync' as const }) },
);

test('restored at random moments, sure or not, no number is given twice', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 10, maxLength: 80 }), (steps) => {
      const papers: Given[] = [];
      let held: Given[] = [];
      let knowledge: NumbersAfterRestore | undefined;
      let told = true;
      let today = 5;
      let life = 0;
      /** What manifests of earlier backups tell. */
      const seen = new Map<string, { ordinary: number | null; reserve: number | null }>();
      const see = (given: readonly Given[]): void => {
        for (const { date: day, number } of given) {
          const known = seen.get(day) ?? { ordinary: null, reserve: null };
          const name = number % 1000 < 900 ? 'ordinary' : 'reserve';
          seen.set(day, { ...known, [name]: Math.max(known[name] ?? 0, number) });
        }
      };
      for (const one of steps) {
        if (one.kind === 'nextDay') today += 1;
        if (one.kind === 'backup') see(held);
        if (one.kind === 'sync') told = true;
        if (one.kind === 'restore' && life < 4) {
          // The tail is gone. A restore backs up at once, and so tells its own numbers.
          held = held.slice(0, Math.max(0, held.length - one.lost));
          const newestDay = [...papers].sort((a, b) => (a.date < b.date ? 1 : -1))[0]?.date;
          const last = papers.filter((paper) => paper.date === newestDay).at(-1);
          knowledge = {
            restoredOn: date(today),
            lastOnPaper: one.sure && last !== undefined ? last : null,
            known: [...seen].map(([day, numbers]) => ({ date: day, ...numbers })),
            life,
            seriesAbove: 0,
          };
          life += 1;
          told = false;
          see(held);
        }
        if (one.kind === 'accept') {
          const day = date(today - (one.late ?? 0));
          const source = knowledge === undefined ? { range: counterRange(2), above: null } : sourceAfterRestore(2, day, knowledge, told);
          const inRange = held.filter(
            (given) => given.date === day && given.number >= source.range.first && given.number <= source.range.last,
          );
          const next = nextFrom(source, inRange.length === 0 ? null : Math.max(...inRange.map(({ number }) => number)));
          if (!next.ok) continue;
          const given = { date: day, number: next.number };
          papers.push(given);
          held.push(given);
        }
      }
      expect(new Set(papers.map((paper) => `${paper.date}/${String(paper.number)}`)).size).toBe(papers.length);
    }),
    { numRuns: 300 },
  );
});
