import { readFileSync } from 'node:fs';
import papaparse from 'papaparse';
import { describe, expect, test } from 'vitest';
import { findFieldByName } from '#shared/domain/catalogue/pack.ts';
import { shippedCatalogue } from '#shared/domain/catalogue/shipped.ts';
import { mapHeaders } from '#shared/domain/register/headers.ts';
import { registerReader } from '#shared/domain/register/parse-row.ts';
import { RegisterRow } from '#shared/domain/register/row.ts';

const file = readFileSync(new URL('../../../fixtures/lac-tanh-2023-q1.csv', import.meta.url), 'utf8');
const [header = [], ...lines] = papaparse.parse<string[]>(file, { skipEmptyLines: true }).data;
const mapped = mapHeaders(header);
const read = registerReader(mapped.mapping);
const results = lines.map((cells, index) => read(cells, index + 2));
const rows = results.flatMap((result) => (result.ok ? [result.row] : []));
const periodEnd = '2023-03-31';

const dateOf = (at: string | null): string => at?.slice(0, 10) ?? '';
const count = (holds: (row: RegisterRow) => boolean): number => rows.filter(holds).length;

describe('register of Lạc Tánh, first quarter of 2023', () => {
  test('every column is understood', () => {
    expect(mapped.columns.map(({ field }) => field)).toEqual([
      'registerNo',
      'dossierCode',
      'procedureCode',
      'procedureName',
      'fieldName',
      'dossierCount',
      'applicantName',
      'personalId',
      'address',
      'phone',
      'channel',
      'receivedAt',
      'dueAt',
      'resolvedAt',
      'returnedAt',
      'note',
    ]);
    expect(mapped.missing).toEqual([]);
  });

  test('all 863 rows are read; in 15 the minutes of one day are out of order', () => {
    expect(rows.map((row) => RegisterRow.parse(row))).toEqual(rows);
    expect(rows).toHaveLength(863);
    const doubts = results.flatMap<string>((result) => (result.ok ? result.warnings : [result.reason]));
    expect(doubts).toEqual(Array.from({ length: 15 }, () => 'times-out-of-order'));
  });

  test('the first row, whole', () => {
    expect(rows[0]).toEqual({
      registerNo: '1',
      dossierCode: '000.05.24.H11-230103-0001',
      procedureCode: '1.013949',
      procedureName: 'Giao đất, cho thuê đất, chuyển mục đích sử dụng đất không đấu giá, không đấu thầu',
      fieldName: 'Đất đai',
      dossierCount: 1,
      applicantName: 'Võ Mỹ Hương',
      personalId: '060190225791',
      address: 'Khu phố Trà Cụ, thị trấn Lạc Tánh, huyện Tánh Linh, tỉnh Bình Thuận',
      phone: '0941149021',
      channel: 'inPerson',
      receivedAt: '2023-01-03T07:18',
      dueAt: '2023-01-18T17:00',
      resolvedAt: '2023-01-09T16:23',
      returnedAt: '2023-01-09T16:50',
      note: null,
    });
  });

  test('the totals of the quarter, dates compared', () => {
    const resolved = (row: RegisterRow): boolean => row.resolvedAt !== null;
    expect({
      received: rows.length,
      resolved: count(resolved),
      early: count((row) => resolved(row) && dateOf(row.resolvedAt) < dateOf(row.dueAt)),
      onTime: count((row) => resolved(row) && dateOf(row.resolvedAt) === dateOf(row.dueAt)),
      late: count((row) => dateOf(row.resolvedAt) > dateOf(row.dueAt)),
      inProcess: count((row) => !resolved(row)),
      inTerm: count((row) => !resolved(row) && dateOf(row.dueAt) >= periodEnd),
      overdue: count((row) => !resolved(row) && dateOf(row.dueAt) < periodEnd),
      channels: [
        count((row) => row.channel === 'inPerson'),
        count((row) => row.channel === 'online'),
        count((row) => row.channel === 'postal'),
      ],
    }).toEqual({
      received: 863,
      resolved: 835,
      early: 736,
      onTime: 76,
      late: 23,
      inProcess: 28,
      inTerm: 21,
      overdue: 7,
      channels: [734, 114, 15],
    });
  });

  test('late ones by field', () => {
    const late = rows.filter((row) => dateOf(row.resolvedAt) > dateOf(row.dueAt));
    const byField = Object.groupBy(late, (row) => findFieldByName(shippedCatalogue.fields, row.fieldName ?? '')?.code ?? '');
    expect(Object.fromEntries(Object.entries(byField).map(([code, some]) => [code, some?.length]))).toEqual({
      BTXH: 4,
      CHUNG_THUC: 3,
      HO_TICH: 6,
      DAT_DAI: 10,
    });
  });

  test('every field is one of the catalogue', () => {
    expect(rows.filter((row) => findFieldByName(shippedCatalogue.fields, row.fieldName ?? '') === undefined)).toEqual([]);
  });
});
