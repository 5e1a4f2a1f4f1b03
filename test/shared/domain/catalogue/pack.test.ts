import { describe, expect, test } from 'vitest';
import catalogue from '#shared/domain/catalogue/catalogue.json' with { type: 'json' };
import { CataloguePack } from '#shared/domain/catalogue/pack.ts';
import { findProcedure, nationalCode } from '#shared/domain/catalogue/procedure.ts';
import { shippedCatalogue } from '#shared/domain/catalogue/shipped.ts';
import { parseCivilDate } from '#shared/domain/deadline/civil-date.ts';

const { procedures, fields } = shippedCatalogue;

const [first] = procedures;

const on = parseCivilDate('2026-06-08');

describe('the shipped pack', () => {
  test('101 procedures of 28 fields, every key known to the schema', () => {
    expect({ procedures: procedures.length, fields: fields.length }).toEqual({ procedures: 101, fields: 28 });
    expect(shippedCatalogue).toEqual(catalogue);
  });

  test('codes and version ids are unique, every field is used', () => {
    expect(new Set(procedures.map(({ code }) => nationalCode(code))).size).toBe(101);
    expect(new Set(procedures.map(({ fieldCode }) => fieldCode))).toEqual(new Set(fields.map(({ code }) => code)));
  });

  test('residence is registered without our slips, nothing else is', () => {
    expect(procedures.filter((one) => one.registerOnly).map((one) => one.fieldCode)).toEqual(
      procedures.map((one) => one.fieldCode).filter((code) => code === 'CU_TRU'),
    );
  });

  test('a same-day certification knows its hour', () => {
    const { code, processingTime, cutoffRule, fee } = findProcedure(procedures, '2.000815', on)!;
    expect({ code, processingTime, cutoffRule, fee }).toEqual({
      code: '2.000815',
      processingTime: { value: 1, unit: 'workingDay', sameDay: true },
      cutoffRule: '15:00',
      fee: {
        amountVnd: 2000,
        local: false,
        per: null,
        formula: { perPageFirstVnd: 2000, firstPages: 2, perPageNextVnd: 1000, maxPerCopyVnd: 200_000 },
        note: '2.000 đ/trang; từ trang thứ 3: 1.000 đ/trang; tối đa 200.000 đ/bản; trang tính theo bản chính',
      },
    });
  });
});

describe('a pack is refused', () => {
  test.each([
    ['for a field it does not have', { ...catalogue, fields: fields.slice(1) }, 'field-unknown'],
    ['for a version given twice', { ...catalogue, procedures: [first, first] }, 'version-twice'],
  ])('%s', (_, pack, message) => {
    expect(CataloguePack.safeParse(pack).error?.issues.map((issue) => issue.message)).toContain(message);
  });
});
