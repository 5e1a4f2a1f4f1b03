import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isBlankRow, parseRegisterRow, registerReader } from '#shared/domain/register/parse-row.ts';
import { type ReadRegisterRow, type RegisterCell, RegisterField, RegisterRow } from '#shared/domain/register/row.ts';

const fields = RegisterField.options;

const mapping = Object.fromEntries(fields.map((field, column) => [field, column]));

const good: Readonly<Record<RegisterField, RegisterCell>> = {
  registerNo: '12',
  dossierCode: 'H55.242-230103-0012',
  procedureCode: '1.001193',
  procedureName: 'Đăng ký khai sinh',
  fieldName: 'Hộ tịch',
  dossierCount: '01',
  applicantName: 'Lê Văn Mẫu',
  personalId: '089202000123',
  address: 'Tổ 10 Ấp Thử',
  phone: '0912 345 678',
  channel: 'Trực tiếp',
  receivedAt: '03/01/2023 07:18',
  dueAt: '05/01/2023 17:00',
  resolvedAt: '04/01/2023 16:23',
  returnedAt: '04/01/2023 16:50',
  note: '',
};

const cellsOf = (changed: Partial<Record<RegisterField, RegisterCell>>): readonly RegisterCell[] =>
  fields.map((field) => ({ ...good, ...changed })[field]);
const readWith = (changed: Partial<Record<RegisterField, RegisterCell>>): ReadRegisterRow => parseRegisterRow(cellsOf(changed), mapping, 7);

const goodRow: RegisterRow = RegisterRow.parse({
  ...good,
  dossierCount: 1,
  phone: '0912345678',
  channel: 'inPerson',
  receivedAt: '2023-01-03T07:18',
  dueAt: '2023-01-05T17:00',
  resolvedAt: '2023-01-04T16:23',
  returnedAt: '2023-01-04T16:50',
  note: null,
});

test('a good row', () => {
  expect(readWith({})).toEqual({ ok: true, row: goodRow, warnings: [] });
});

describe('rejected, with a reason', () => {
  test.each([
    [{ dossierCode: '' }, 'missing-dossier-code', {}],
    [{ dossierCode: 'H55.242-230230-0012' }, 'bad-dossier-code', { value: 'H55.242-230230-0012' }],
    [{ applicantName: '  ' }, 'missing-applicant-name', {}],
    [{ procedureName: '', procedureCode: null }, 'missing-procedure', {}],
    [{ procedureName: '', procedureCode: 'HT-01' }, 'missing-procedure', {}],
    [{ receivedAt: '' }, 'missing-received-date', {}],
    [{ receivedAt: '30/02/2023 08:00' }, 'bad-date', { field: 'receivedAt', value: '30/02/2023 08:00' }],
    [{ dueAt: '5/1/23' }, 'bad-date', { field: 'dueAt', value: '5/1/23' }],
    [{ resolvedAt: '04/01/2023 25:00' }, 'bad-date', { field: 'resolvedAt', value: '04/01/2023 25:00' }],
    [{ returnedAt: 3 }, 'bad-date', { field: 'returnedAt', value: '3' }],
    [{ dossierCount: '0' }, 'bad-count', { value: '0' }],
    [{ dossierCount: 'hai' }, 'bad-count', { value: 'hai' }],
    [{ channel: 'qua chim' }, 'unknown-channel', { value: 'qua chim' }],
    [{ personalId: '8.9202E+10' }, 'number-damaged', { field: 'personalId' }],
    [{ applicantName: 'Lê\0' }, 'text-refused', { field: 'applicantName', why: 'nul' }],
    [{ note: 'a'.repeat(1001) }, 'text-refused', { field: 'note', why: 'too-long' }],
  ])('%j → %s', (changed, reason, params) => {
    expect(readWith(changed)).toEqual({ ok: false, row: 7, reason, params });
  });

  test.each([
    [{ dueAt: '02/01/2023 17:00' }, 'received-after-due'],
    [{ resolvedAt: '02/01/2023' }, 'resolved-before-received'],
    [{ returnedAt: '03/01/2023 17:00' }, 'returned-before-resolved'],
    [{ resolvedAt: '' }, 'returned-without-resolved'],
  ])('times that contradict each other: %j', (changed, reason) => {
    expect(readWith(changed)).toMatchObject({ ok: false, row: 7, reason, params: { receivedAt: '2023-01-03T07:18' } });
  });
});

describe('understood all the same', () => {
  test.each([
    [{ dossierCode: ' h55.242-230103-0012 ' }, {}, []],
    [{ applicantName: 'Lê  Văn\tMẫu'.normalize('NFD') }, {}, []],
    [{ personalId: 89_202_000_123 }, {}, ['leading-zero-restored']],
    [{ personalId: "'089202000123" }, {}, []],
    [{ personalId: 1_301_000_001 }, { personalId: '001301000001' }, ['leading-zero-restored']],
    [{ personalId: '0100109106' }, { personalId: '0100109106' }, []],
    [{ personalId: 'C1234567' }, { personalId: 'C1234567' }, ['personal-id-unusual']],
    [{ personalId: '' }, { personalId: null }, []],
    [{ phone: 912_345_678 }, {}, ['leading-zero-restored']],
    [{ phone: '0912345678 (con)' }, { phone: '0912345678 (con)' }, ['phone-unusual']],
    [{ channel: '' }, {}, ['channel-assumed']],
    [{ channel: 'TRUC TUYEN' }, { channel: 'online' }, []],
    [{ channel: 3 }, { channel: 'postal' }, []],
    [{ procedureCode: 1.001193 }, {}, []],
    [{ procedureCode: '2.0008' }, { procedureCode: '2.000800' }, []],
    [{ procedureCode: '2.000815.000.00.00.h55' }, { procedureCode: '2.000815.000.00.00.H55' }, []],
    [{ procedureCode: 'HT-01' }, { procedureCode: null }, ['procedure-code-unreadable']],
    [{ dossierCount: '2 bộ' }, { dossierCount: 2 }, []],
    [{ dueAt: '' }, { dueAt: null }, ['due-missing']],
    [{ resolvedAt: '', returnedAt: '' }, { resolvedAt: null, returnedAt: null }, []],
    [{ returnedAt: null }, { returnedAt: null }, []],
    [{ receivedAt: '2023-01-03T07:18:00.000Z' }, {}, []],
    [{ receivedAt: 44_929 + (7 * 60 + 18) / 1440 }, {}, []],
    [{ dueAt: '03/01/2023 07:00', resolvedAt: '', returnedAt: '' }, { dueAt: '2023-01-03T07:00', resolvedAt: null, returnedAt: null }, []],
    [{ resolvedAt: '03/01/2023 07:17' }, { resolvedAt: '2023-01-03T07:17' }, ['times-out-of-order']],
    [{ returnedAt: '04/01/2023 16:22' }, { returnedAt: '2023-01-04T16:22' }, ['times-out-of-order']],
    [{ dueAt: '05/01/2023' }, { dueAt: '2023-01-05T23:59' }, []],
    [{ resolvedAt: '03/01/2023', returnedAt: '03/01/2023' }, { resolvedAt: '2023-01-03T07:18', returnedAt: '2023-01-03T07:18' }, []],
    [{ receivedAt: '03/01/2023' }, { receivedAt: '2023-01-03T00:00' }, []],
  ])('%j', (changed, difference, warnings) => {
    expect(readWith(changed)).toEqual({ ok: true, row: { ...goodRow, ...difference }, warnings });
  });

  test('a register without the end of processing counts the return', () => {
    const { resolvedAt: _, ...rest } = mapping;
    expect(parseRegisterRow(cellsOf({}), rest, 7)).toEqual({
      ok: true,
      row: { ...goodRow, resolvedAt: '2023-01-04T16:50' },
      warnings: ['resolved-assumed'],
    });
  });
});

test('a code given twice is rejected and names the row that has it; another file starts afresh', () => {
  const read = registerReader(mapping);
  expect(read(cellsOf({}), 2).ok).toBe(true);
  expect(read(cellsOf({ applicantName: '' }), 3)).toMatchObject({ ok: false, row: 3, reason: 'missing-applicant-name' });
  expect(read(cellsOf({ dossierCode: 'h55.242-230103-0012' }), 4)).toEqual({
    ok: false,
    row: 4,
    reason: 'duplicate-code',
    params: { dossierCode: 'H55.242-230103-0012', firstRow: '2' },
  });
  expect(registerReader(mapping)(cellsOf({}), 2).ok).toBe(true);
});

test('blank rows', () => {
  expect(isBlankRow(['', null, undefined, '  '])).toBe(true);
  expect(isBlankRow(['', 0])).toBe(false);
});

test('never throws; what it reads is a register row of plain JSON', () => {
  const cell = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.double(),
    fc.boolean(),
    fc.constantFrom(null, undefined, '03/01/2023', '04/01/2023 08:00', '2023-01-03T07:18:00+99:99', 44_929.99999),
  );
  const changes = fc.dictionary(fc.constantFrom(...fields), cell, { maxKeys: 3 });
  fc.assert(
    fc.property(changes, (changed) => {
      const read = readWith(changed);
      const row = read.ok ? read.row : goodRow;
      expect(RegisterRow.parse(JSON.parse(JSON.stringify(row)))).toEqual(row);
    }),
    { numRuns: 1000 },
  );
});
