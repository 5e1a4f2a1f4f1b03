import { strictEqual } from 'node:assert/strict';
import * as fc from 'fast-check';
import { parseCivilDate } from '#shared/domain/deadline/civil-date.ts';
import { IdCardScan, parseIdCard } from '#shared/domain/identity/id-card.ts';
import { type FuzzTarget, tally } from './target.ts';

const today = parseCivilDate('2026-06-08');
const digits = (length: number) => fc.stringMatching(new RegExp(`^\\d{${String(length)}}$`, 'u'));
const anything = fc.string({ unit: 'binary', maxLength: 80 });
/** As printed on a card, each field now and then something else. */
const nearly = fc
  .tuple(
    fc.oneof({ weight: 6, arbitrary: digits(12) }, anything),
    fc.oneof({ weight: 4, arbitrary: fc.constant('') }, { weight: 2, arbitrary: digits(9) }, anything),
    fc.oneof({ weight: 6, arbitrary: fc.constantFrom('Nguyễn Thị Thử', 'NGUYỄN VĂN A', "Y' Thử Êban", 'Nguye^~n') }, anything),
    fc.oneof({ weight: 6, arbitrary: fc.constantFrom('02031985', '29022000', '00001985', '31121899') }, digits(8), anything),
    fc.oneof({ weight: 6, arbitrary: fc.constantFrom('Nam', 'Nữ', 'nu', '') }, anything),
    anything,
    fc.oneof({ weight: 6, arbitrary: fc.constantFrom('01072024', '22122021', '09062026') }, digits(8), anything),
    fc.array(anything, { maxLength: 3 }),
  )
  .map(([number, old, name, born, sex, residence, issued, extras]) =>
    [number, old, name, born, sex, residence, issued, ...extras].join('|'),
  );

/** Any scan is read or refused by name, never thrown at; what is read is a card, and its number is the one scanned. */
export const idCardTarget: FuzzTarget = {
  name: 'id-card',
  run: (steps, seed) => {
    const count = tally();
    fc.assert(
      fc.property(fc.oneof({ weight: 3, arbitrary: nearly }, anything), (payload) => {
        const scan = IdCardScan.parse(parseIdCard(payload, today));
        if (!scan.ok) return count.refuse();
        count.accept();
        strictEqual(payload.normalize('NFC').includes(scan.card.personalId), true);
        strictEqual(scan.card.fullName.isWellFormed(), true);
      }),
      { numRuns: steps, seed },
    );
    return Promise.resolve(count.of(steps));
  },
};
