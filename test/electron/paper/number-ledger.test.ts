import { expect, test } from 'vitest';
import type { NumberLedgerData, NumberLedgerRow } from '#shared/forms/number-ledger.ts';
import { sourcePaperFiles } from '../../../electron/paper/paper-files.ts';
import { createTypst } from '../../../electron/paper/typst.ts';
import { expectGolden } from '../../helpers/golden.ts';
import { pdfPages } from '../../helpers/pdf.ts';

const typst = createTypst(sourcePaperFiles());
const voided: NumberLedgerRow = {
  series: 'code',
  date: '2025-04-24',
  from: 2017,
  to: 2017,
  reason: 'voided',
  voided: {
    code: '000.05.24.H11-250424-2017',
    at: '2025-04-24T09:40',
    by: 'Nguyễn Phước Hoàng Thị Tôn Nữ Diễm Phương Thùy Trang Bảo Ngọc',
    reason: 'Nhập hai lần; *không* in #đậm',
  },
};
const paper = (change: Partial<NumberLedgerData> = {}): NumberLedgerData => ({
  origin: 'own',
  occurredAt: '2025-04-25T08:05:00+07:00',
  agencyName: 'UBND thị trấn Lạc Tánh',
  unitName: 'Bộ phận Tiếp nhận và Trả kết quả',
  place: 'Lạc Tánh',
  year: 2025,
  madeAt: '2025-04-25T08:05',
  counterNo: 2,
  volume: '02',
  issuedBy: 'Lê Thị Hạnh',
  dossiers: 8214,
  rows: [
    { series: 'code', date: '2025-04-22', from: 2003, to: 2009, reason: 'onPaper', voided: null },
    voided,
    { series: 'register', date: null, from: 8001, to: 10_000, reason: 'seriesBlock', voided: null },
    { series: 'slip', date: null, from: 214, to: 214, reason: 'unknown', voided: null },
  ],
  copyNo: 1,
  mark: null,
  ...change,
});
const pdf = (change: Partial<NumberLedgerData> = {}) => typst.renderPdf({ form: 'numberLedger', data: paper(change) });

test('runs of all three series on one A4 sheet as it was looked at, and the same bytes again', () => {
  const rendered = pdf();
  expect(rendered.pageCount).toBe(1);
  expectGolden(rendered.bytes, 1, 'number-ledger');
  expect(pdf()).toEqual(rendered);
});

test('a year without gaps says so; many rows go over pages under their heads, the longest reason whole', () => {
  expect(pdfPages(pdf({ rows: [], copyNo: 3, mark: 'training' }).bytes).join(' ')).toMatch(/Mọi số đã cấp đều có hồ sơ\..*In lần 3\./su);
  const long = { ...voided, voided: { ...voided.voided!, reason: 'Lý do rất dài. '.repeat(66).trim() } };
  const pages = pdfPages(pdf({ rows: Array.from({ length: 60 }, (_, at) => (at === 30 ? long : voided)) }).bytes);
  expect(pages.length).toBeGreaterThan(2);
  expect(pages.filter((page) => page.includes('Dãy số')).length).toBeGreaterThan(2);
  expect(pages.join('\n').match(/Lý do rất\s+dài\./gu)?.length ?? 0).toBeGreaterThan(50);
});
