import { describe, expect, test } from 'vitest';
import { findProcedure, Procedure } from '#shared/domain/catalogue/procedure.ts';
import { shippedCatalogue } from '#shared/domain/catalogue/shipped.ts';
import { parseCivilDate } from '#shared/domain/deadline/civil-date.ts';

const { procedures } = shippedCatalogue;

const [first] = procedures;

const on = parseCivilDate('2026-06-08');

describe('findProcedure', () => {
  const old = Procedure.parse({ ...first, procedureVersionId: 'old', validFrom: '2019-01-01', validTo: '2025-06-30' });
  const now = Procedure.parse({ ...first, procedureVersionId: 'now', validFrom: '2025-07-01' });
  const open = Procedure.parse({ ...first, procedureVersionId: 'open' });

  test('goes by the first eight characters', () => {
    for (const code of ['1.001193', '1.001193.000.00.00.H11', '1.001193.h38', ' 1.001193 '])
      expect(findProcedure(procedures, code, on)?.code).toBe('1.001193');
    for (const code of ['1.00119', '9.999999', '', 'x']) expect(findProcedure(procedures, code, on)).toBeUndefined();
  });

  test.each([
    ['2025-06-30', 'old'],
    ['2025-07-01', 'now'],
    ['2019-01-01', 'old'],
    ['2018-12-31', 'open'],
  ])('on %s the version %s is in force', (date, id) => {
    for (const versions of [
      [open, old, now],
      [now, old, open],
    ])
      expect(findProcedure(versions, '1.001193', parseCivilDate(date))?.procedureVersionId).toBe(id);
  });

  test('no version in force, no procedure', () => {
    expect(findProcedure([old], '1.001193', parseCivilDate('2025-07-01'))).toBeUndefined();
  });
});
