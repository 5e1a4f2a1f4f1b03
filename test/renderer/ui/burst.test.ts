import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { type BurstKey, continues, judgeBurst } from '../../../renderer/ui/scanner/burst.ts';

const typed = (text: string, gapMs: number): BurstKey[] =>
  [...text].map((character, index) => ({ kind: 'character', text: character, atMs: 1000 + index * gapMs }));

test('a scanner is faster than any person', () => {
  expect(judgeBurst(typed('MC1|000.05.24.H11-250424-2001', 6), 35)).toEqual({ kind: 'scan', text: 'MC1|000.05.24.H11-250424-2001' });
  expect(judgeBurst(typed('nguyen thi hoa', 90), 35)).toEqual({ kind: 'typing' });
  expect(judgeBurst(typed('2001', 5), 35)).toEqual({ kind: 'typing' });
});

test('Backspaces in a long burst are an input method at work on a scan, in a short one at work for a person', () => {
  const back: BurstKey = { kind: 'backspace', text: '', atMs: 1030 };
  const mangled = typed('060178004512||Thoong Thij', 5).toSpliced(16, 0, back);
  expect(judgeBurst(mangled, 35)).toEqual({ kind: 'mangled' });
  expect(judgeBurst(typed('nguye', 4).concat(back, typed('ễn', 4)), 35)).toEqual({ kind: 'typing' });
});

test('what was typed just before a scan is no part of it; a stutter within a scan is', () => {
  const person = typed('0912', 60);
  expect(continues(person, person.at(-1)!.atMs + 60, 35)).toBe(false);
  expect(continues(typed('0601', 5), 1015 + 40, 35)).toBe(true);
  expect(continues(typed('060178004512', 5), 1055 + 75, 35)).toBe(true);
  expect(continues(typed('060178004512', 5), 1055 + 85, 35)).toBe(false);
  expect(continues([], 1000, 35)).toBe(false);
});

test('people are left alone at any speed people type', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, maxLength: 60 }), fc.integer({ min: 36, max: 400 }), (text, gapMs) => {
      expect(judgeBurst(typed(text, gapMs), 35).kind).toBe('typing');
    }),
  );
});

test('a scan gives its text back letter by letter', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 8, maxLength: 200 }), fc.integer({ min: 0, max: 35 }), (text, gapMs) => {
      expect(judgeBurst(typed(text, gapMs), 35)).toEqual([...text].length < 8 ? { kind: 'typing' } : { kind: 'scan', text });
    }),
  );
});
