/** The gap ledger as a file: the heading, every run, and no cell a spreadsheet would reckon with. */
import { readSheet } from 'read-excel-file/node';
import { expect, test } from 'vitest';
import { ledgerTable } from '../../../renderer/counter/numbers/ledger-table.ts';
import { csvText, tableFile } from '../../../renderer/counter/numbers/table-file.ts';
import { makeWords } from '../../../renderer/ui/i18n.ts';

const t = makeWords('vi').t;
const table = ledgerTable(
  {
    year: 2025,
    counterNo: 2,
    volume: '02',
    numbers: 8214,
    gaps: [
      { series: 'code', date: '2025-04-22', from: 3, to: 9, reason: 'onPaper', voided: null },
      {
        series: 'slip',
        date: null,
        from: 214,
        to: 214,
        reason: 'voided',
        voided: {
          dossierId: '0196b1c0-0000-7000-8000-00000000a004',
          dossierCode: '000.05.24.H11-250424-2017',
          at: '2025-04-24T09:40:00+07:00',
          by: '=HYPERLINK("x")',
          reason: '@SUM(A1); "hai" lần',
        },
      },
    ],
  },
  { agencyName: 'UBND thị trấn Lạc Tánh', fullName: 'Lê Thị Hạnh', madeAt: '2025-04-25T08:05' },
  t,
);

test('heading, period, who and when stand above the runs; a CSV cell never begins a formula', () => {
  const lines = csvText(table).split('\r\n');
  expect(lines).toEqual([
    '\uFEFF"Số bỏ trống và số đã hủy năm 2025, Quầy 2, quyển 02"',
    'UBND thị trấn Lạc Tánh',
    '"Lê Thị Hạnh lập lúc 08:05 25/04/2025, từ 8214 hồ sơ"',
    '',
    'Dãy số,Ngày,Từ số,Đến số,Bao nhiêu số,Vì sao,Việc phải làm,Mã hồ sơ đã hủy,Hủy lúc,Người hủy,Lý do hủy',
    'Mã hồ sơ,22/04/2025,0003,0009,7,Đã lên giấy trước khi khôi phục,Tìm giấy lưu có mã này và nhập bù hồ sơ. Số không cấp lại.,,,,',
    'Số giấy tiếp nhận,,214,214,1,Đã hủy tiếp nhận,Không phải làm gì.,000.05.24.H11-250424-2017,24/04/2025 09:40,"\'=HYPERLINK(""x"")","\'@SUM(A1); ""hai"" lần"',
  ]);
});

test('an Excel file holds the same, every cell as text', async () => {
  const rows = await readSheet(Buffer.from(await (await tableFile('xlsx', table)).arrayBuffer()));
  expect(rows.at(-1)).toEqual([
    'Số giấy tiếp nhận',
    null,
    '214',
    '214',
    '1',
    'Đã hủy tiếp nhận',
    'Không phải làm gì.',
    '000.05.24.H11-250424-2017',
    '24/04/2025 09:40',
    '=HYPERLINK("x")',
    '@SUM(A1); "hai" lần',
  ]);
});
