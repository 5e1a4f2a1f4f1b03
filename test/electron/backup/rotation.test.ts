import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { outdated } from '../../../electron/backup/rotation.ts';

const at = (day: number, hour: number) => ({
  name: `d${day}h${hour}`,
  madeAt: `2026-06-${String(day).padStart(2, '0')}T${String(hour).padStart(2, '0')}:00:00+07:00`,
});

const laterFirst = (a: { madeAt: string }, b: { madeAt: string }): number => (a.madeAt < b.madeAt ? 1 : -1);

test('the newest stay, then the last of each day, then the last of each month', () => {
  const backups = [
    ...[1, 2, 3, 4].flatMap((day) => [8, 12, 17].map((hour) => at(day, hour))),
    { name: 'may', madeAt: '2026-05-30T17:00:00+07:00' },
  ];
  expect(outdated(backups.toSorted(laterFirst), { keepNewest: 2, keepDays: 3, keepMonths: 2 })).toEqual([
    'd4h8',
    'd3h12',
    'd3h8',
    'd2h12',
    'd2h8',
    'd1h17',
    'd1h12',
    'd1h8',
  ]);
});

test('whatever the plan, the newest stays and nothing unknown goes', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.record({ day: fc.integer({ min: 1, max: 28 }), hour: fc.integer({ min: 0, max: 23 }) }), {
        minLength: 1,
        maxLength: 60,
        selector: ({ day, hour }) => day * 24 + hour,
      }),
      fc.record({ keepNewest: fc.nat(5), keepDays: fc.nat(5), keepMonths: fc.nat(3) }),
      (times, plan) => {
        const backups = times.map(({ day, hour }) => at(day, hour)).toSorted(laterFirst);
        const gone = outdated(backups, plan);
        expect(gone).not.toContain(backups[0]!.name);
        expect(backups.length - gone.length).toBeGreaterThanOrEqual(Math.min(backups.length, Math.max(1, plan.keepNewest)));
        // Rotating again takes nothing more.
        expect(
          outdated(
            backups.filter(({ name }) => !gone.includes(name)),
            plan,
          ),
        ).toEqual([]);
      },
    ),
  );
});
