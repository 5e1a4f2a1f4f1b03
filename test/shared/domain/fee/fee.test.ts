import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shippedCatalogue } from '#shared/domain/catalogue/shipped.ts';
import { feeOf, localFeeOn } from '#shared/domain/fee/fee.ts';
import type { FeeSchedule, LocalFee } from '#shared/domain/fee/schedule.ts';

const scheduleOf = (code: string): FeeSchedule => shippedCatalogue.procedures.find((procedure) => procedure.code === code)!.fee;

const schedule = (some: Partial<FeeSchedule>): FeeSchedule => ({
  amountVnd: 0,
  local: false,
  per: null,
  formula: null,
  note: 'x',
  ...some,
});

const certification = scheduleOf('2.000815');

describe('certified copies, per page', () => {
  test.each([
    [1, 2000],
    [2, 4000],
    [3, 5000],
    [10, 12_000],
    [197, 199_000],
    [198, 200_000],
    [199, 200_000],
  ])('%d pages cost %d', (pages, feeVnd) => {
    expect(feeOf(certification, { pages })).toEqual({ feeVnd, basis: 'perPage' });
  });

  test('3 copies of 10 pages; the cap is that of one copy', () => {
    expect(feeOf(certification, { pages: 10, copies: 3 })).toEqual({ feeVnd: 36_000, basis: 'perPage' });
    expect(feeOf(certification, { pages: 500, copies: 3 })).toEqual({ feeVnd: 600_000, basis: 'perPage' });
  });

  test('one more page never costs less', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), (pages) => {
        expect(feeOf(certification, { pages: pages + 1 }).feeVnd).toBeGreaterThanOrEqual(feeOf(certification, { pages }).feeVnd);
      }),
    );
  });
});

test('free, fixed, per unit, local, exempt', () => {
  expect(feeOf(schedule({}))).toEqual({ feeVnd: 0, basis: 'free' });
  expect(feeOf(schedule({ amountVnd: 50_000 }), { copies: 3 })).toEqual({ feeVnd: 50_000, basis: 'fixed' });
  expect(feeOf(scheduleOf('2.000635'), { copies: 3 })).toEqual({ feeVnd: 24_000, basis: 'perUnit' });
  expect(feeOf(schedule({ amountVnd: 150_000, local: true }))).toEqual({ feeVnd: 150_000, basis: 'localUnset' });
  expect(feeOf(schedule({ amountVnd: 150_000, local: true }), { localFeeVnd: 75_000 })).toEqual({ feeVnd: 75_000, basis: 'local' });
  expect(feeOf(certification, { pages: 10, exemption: { reason: 'poorHousehold', evidence: 'Giấy 12/2026' } })).toEqual({
    feeVnd: 0,
    basis: 'exempt',
  });
});

test('counts are whole numbers from 1', () => {
  for (const bad of [0, -1, 1.5, Number.NaN]) expect(() => feeOf(certification, { pages: bad })).toThrow(RangeError);
  expect(() => feeOf(schedule({}), { copies: 0 })).toThrow(RangeError);
});

test('the council’s amount in force on the day', () => {
  const row = (amountVnd: number, validFrom: string, validTo: string | null): LocalFee => ({
    procedureCode: '1.001193',
    amountVnd,
    decisionNo: '1',
    validFrom,
    validTo,
  });
  const fees = [row(1, '2024-01-01', '2025-06-30'), row(2, '2025-07-01', null), row(3, '2026-01-01', null)];
  const on = (date: string): number | undefined => localFeeOn(fees, '1.001193', date)?.amountVnd;
  expect([on('2023-12-31'), on('2025-06-30'), on('2025-07-01'), on('2026-06-08')]).toEqual([undefined, 1, 2, 3]);
  expect(localFeeOn(fees, '1.000894', '2026-06-08')).toBeUndefined();
});
