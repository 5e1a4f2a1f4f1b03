import { describe, expect, test } from 'vitest';
import { formSetOn, getFormSet } from '#shared/forms/form-sets.ts';
import { ReceiptSlipData } from '#shared/forms/receipt-slip.ts';
import { receiptSlipItems, receiptSlipSheet } from '#shared/forms/receipt-slip-sheet.ts';
import { slip } from '../../helpers/receipt-slip.ts';

describe('the form set in force', () => {
  test.each([
    ['2019-01-05', undefined],
    ['2019-01-06', 'TT01_2018'],
    ['2025-09-14', 'TT01_2018'],
    ['2025-09-15', 'TT03_2025'],
    ['2036-12-31', 'TT03_2025'],
  ])('on %s is %s', (date, id) => {
    expect(formSetOn(date)?.id).toBe(id);
  });

  test('an id that is not there is an error', () => {
    expect(() => getFormSet('TT03_2025', [])).toThrow(RangeError);
  });
});

describe('lines of the receipt slip', () => {
  const set = getFormSet('TT01_2018');
  const numbers = (change: Partial<ReceiptSlipData>) => receiptSlipItems(slip(change), set).map(({ key, no }) => [key, no]);

  test('are those of the circular', () => {
    expect(numbers({})).toEqual([
      ['documents', 1],
      ['dossierCount', 2],
      ['processingTime', 3],
      ['receivedAt', 4],
      ['dueAt', 5],
      ['resultDelivery', 6],
      ['fee', null],
      ['register', null],
    ]);
  });

  test('close up over one left out', () => {
    expect(numbers({ processingTime: null, fee: null })).toEqual([
      ['documents', 1],
      ['dossierCount', 2],
      ['receivedAt', 3],
      ['dueAt', 4],
      ['resultDelivery', 5],
      ['register', null],
    ]);
  });

  test('copy 2 masks a personal id, not a tax code', () => {
    const taxCode = { kind: 'taxCode' as const, number: '0101234567' };
    expect(receiptSlipSheet(slip(), set).copies).toEqual([
      { copyNo: 1, identity: { kind: 'personalId', number: '060178004512' } },
      { copyNo: 2, identity: { kind: 'personalId', number: '060*****4512' } },
    ]);
    expect(receiptSlipSheet(slip({ copies: [2], applicant: { ...slip().applicant, identity: taxCode } }), set).copies).toEqual([
      { copyNo: 2, identity: taxCode },
    ]);
  });
});

test('paper without code, appointment or names is refused; a preview may lack them', () => {
  const lacking = {
    ...slip(),
    dossierCode: null,
    dossierId: null,
    dueAt: null,
    procedureName: '',
    applicant: { ...slip().applicant, fullName: '' },
  };
  expect(ReceiptSlipData.safeParse(lacking).error?.issues.map((issue) => issue.path.join('.'))).toEqual([
    'dossierCode',
    'dossierId',
    'dueAt',
    'applicant.fullName',
    'procedureName',
  ]);
  expect(ReceiptSlipData.safeParse({ ...lacking, watermark: 'preview' }).success).toBe(true);
});
