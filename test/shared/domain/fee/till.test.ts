import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tillMovements } from '#shared/domain/fee/till.ts';
import type { ActBody } from '#shared/journal/act.ts';

const paid = (amountVnd: number) => ({ amountVnd, state: 'paid', exemptionReason: null, fiscalReceipt: null, note: null });
const unpaid = (amountVnd: number) => ({ ...paid(amountVnd), state: 'unpaid' });
const free = { ...paid(0), state: 'none' };

/** Acts of one dossier: kind, who, and what it says of the fee. */
type Line = readonly [kind: string, personId: string, fee?: unknown];
const moved = (...lines: readonly Line[]) =>
  tillMovements(
    lines.map(([kind, actorId, fee], n) => ({ id: String(n), kind: `dossier.${kind}`, actorId, payload: { fee } }) as unknown as ActBody),
  );
const took = (actId: string, personId: string, takenVnd: number) => ({ actId, personId, takenVnd, refundedVnd: 0 });
const gaveBack = (actId: string, personId: string, refundedVnd: number) => ({ actId, personId, takenVnd: 0, refundedVnd });

describe('worked examples', () => {
  test.each<[string, readonly Line[], readonly unknown[]]>([
    ['an extract for 8.000 đ', [['accepted', 'hanh', paid(8000)]], [took('0', 'hanh', 8000)]],
    ['settled at the desk', [['recordedAtOnce', 'hanh', paid(4000)]], [took('0', 'hanh', 4000)]],
    ['nothing to pay, or not paid yet', [['accepted', 'hanh', unpaid(30_000)]], []],
    [
      'accepted by mistake and voided by the same person',
      [
        ['accepted', 'hanh', paid(8000)],
        ['voided', 'hanh'],
      ],
      [took('0', 'hanh', 8000), gaveBack('1', 'hanh', 8000)],
    ],
    [
      'voided later by the unit head, who gives the money back',
      [
        ['accepted', 'hanh', paid(8000)],
        ['takenOver', 'ngan'],
        ['voided', 'tam'],
      ],
      [took('0', 'hanh', 8000), gaveBack('2', 'tam', 8000)],
    ],
    [
      'an unpaid one that is voided gives nothing back',
      [
        ['accepted', 'hanh', unpaid(8000)],
        ['voided', 'hanh'],
      ],
      [],
    ],
    [
      'three copies typed as thirty: 300.000 taken, 270.000 back',
      [
        ['accepted', 'hanh', paid(300_000)],
        ['corrected', 'phuc', paid(30_000)],
      ],
      [took('0', 'hanh', 300_000), gaveBack('1', 'phuc', 270_000)],
    ],
    [
      'too little asked: the rest is taken, and all of it given back when it is voided',
      [
        ['accepted', 'hanh', paid(8000)],
        ['corrected', 'hanh', paid(16_000)],
        ['voided', 'hanh'],
      ],
      [took('0', 'hanh', 8000), took('1', 'hanh', 8000), gaveBack('2', 'hanh', 16_000)],
    ],
    [
      'paid when the result was collected: recorded by a correction',
      [
        ['accepted', 'hanh', unpaid(8000)],
        ['resolved', 'ngan'],
        ['corrected', 'phuc', paid(8000)],
      ],
      [took('2', 'phuc', 8000)],
    ],
    [
      'found to be of a poor household: the fee goes back',
      [
        ['accepted', 'hanh', paid(8000)],
        ['corrected', 'hanh', { ...free, state: 'exempt', exemptionReason: 'hộ nghèo' }],
      ],
      [took('0', 'hanh', 8000), gaveBack('1', 'hanh', 8000)],
    ],
    [
      'a correction of the address, and a withdrawal, move no money',
      [
        ['accepted', 'hanh', paid(8000)],
        ['corrected', 'phuc', null],
        ['withdrawn', 'phuc'],
      ],
      [took('0', 'hanh', 8000)],
    ],
    ['a row of an old register', [['imported', 'hanh', paid(8000)]], []],
    ['a stub: nobody here knows what was paid', [['corrected', 'hanh', paid(8000)]], []],
  ])('%s', (_, lines, expected) => {
    expect(moved(...lines)).toEqual(expected);
  });
});

test('whatever is corrected, in and out come to what stands as paid, and to nothing once it is voided', () => {
  const fee = fc.oneof(fc.integer({ min: 0, max: 500_000 }).map(paid), fc.integer({ min: 0, max: 500_000 }).map(unpaid), fc.constant(free));
  fc.assert(
    fc.property(fee, fc.array(fc.option(fee)), fc.boolean(), (first, corrections, voided) => {
      const lines: Line[] = [
        ['accepted', 'hanh', first],
        ...corrections.map((one): Line => ['corrected', 'hanh', one]),
        ...(voided ? ([['voided', 'hanh']] as const) : []),
      ];
      const last = corrections.findLast((one) => one !== null) ?? first;
      const stands = voided || last.state !== 'paid' ? 0 : last.amountVnd;
      expect(moved(...lines).reduce((sum, { takenVnd, refundedVnd }) => sum + takenVnd - refundedVnd, 0)).toBe(stands);
    }),
  );
});
