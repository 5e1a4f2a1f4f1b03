import { expect, test } from 'vitest';
import type { OutageCertificateData } from '#shared/forms/outage-certificate.ts';
import { sourcePaperFiles } from '../../../electron/paper/paper-files.ts';
import { createTypst } from '../../../electron/paper/typst.ts';
import { expectGolden } from '../../helpers/golden.ts';
import { pdfPages } from '../../helpers/pdf.ts';

const typst = createTypst(sourcePaperFiles());
const paper = (change: Partial<OutageCertificateData> = {}): OutageCertificateData => ({
  origin: 'own',
  occurredAt: '2025-04-25T08:05:00+07:00',
  agencyName: 'UBND thị trấn Lạc Tánh',
  unitName: 'Bộ phận Tiếp nhận và Trả kết quả',
  place: 'Lạc Tánh',
  date: '2025-04-24',
  issuedOn: '2025-04-25',
  counterNo: 2,
  upstreamName: 'huyện',
  issuedBy: 'Lê Thị Hạnh',
  outages: [
    { from: '2025-04-23T17:52', to: '2025-04-24T07:40', cause: 'machine', clockMoved: false, seconds: 27_600, officeSeconds: 600 },
    { from: '2025-04-24T09:10', to: '2025-04-24T09:10', cause: 'software', clockMoved: false, seconds: 20, officeSeconds: 20 },
    { from: '2025-04-24T16:05', to: null, cause: 'server', clockMoved: false, seconds: 28_500, officeSeconds: 5100 },
  ],
  seconds: 56_120,
  officeSeconds: 5720,
  dossiers: [
    {
      code: '000.05.24.H11-250424-2001',
      procedure: '1.001193 Đăng ký khai sinh',
      receivedAt: '2025-04-24T09:10',
      dueAt: '2025-04-29T17:30',
      promisedAt: null,
      by: ['received'],
      outages: [2],
    },
    {
      code: '000.05.24.H11-250418-1003',
      procedure: '1.012591 Đăng ký bổ sung hoạt động tín ngưỡng cho cơ sở tín ngưỡng',
      receivedAt: '2025-04-18T08:02',
      dueAt: '2025-04-24T17:30',
      promisedAt: '2025-04-24T16:30',
      by: ['due', 'promised'],
      outages: [3],
    },
  ],
  copyNo: 1,
  reason: null,
  mark: null,
  ...change,
});
const pdf = (change: Partial<OutageCertificateData> = {}) => typst.renderPdf({ form: 'outageCertificate', data: paper(change) });
const words = (change: Partial<OutageCertificateData> = {}): string => pdfPages(pdf(change).bytes).join('\n').replaceAll(/\s+/gu, ' ');

test('a day with every cause, on one A4 sheet as it was looked at', () => {
  const rendered = pdf();
  expect(rendered.pageCount).toBe(1);
  expectGolden(rendered.bytes, 1, 'outage-certificate');
  expect(pdf()).toEqual(rendered);
});

test('our own software is admitted where it was to blame, and only there', () => {
  const admitted = 'lỗi của chính phần mềm Một cửa';
  const others = paper().outages.filter(({ cause }) => cause !== 'software');
  expect(words()).toContain(`Khoảng số 2 là ${admitted}`);
  expect(words({ outages: others })).not.toContain(admitted);
  expect(words({ dossiers: [] })).toContain('Không có hồ sơ nào được nhận');
  const moved = paper().outages.map((one) => ({ ...one, clockMoved: one.cause === 'machine' }));
  expect(words({ outages: moved })).toContain('(*) Đồng hồ máy bị chỉnh');
  expect(words()).not.toContain('(*)');
});

test('a reprint says which and why; hundreds of dossiers run over, each page with its heading and number', () => {
  expect(words({ copyNo: 3, reason: 'Bản trước bị ướt' })).toContain('BẢN IN LẠI lần 2: Bản trước bị ướt');
  const dossiers = Array.from({ length: 120 }, (_, index) => ({
    ...paper().dossiers[0]!,
    code: `000.05.24.H11-250424-2${String(index).padStart(3, '0')}`,
  }));
  const pages = pdfPages(pdf({ dossiers }).bytes);
  expect(pages.length).toBeGreaterThan(3);
  expect(pages[1]).toContain('Mã hồ sơ');
  expect(pages[1]?.trim().startsWith('2')).toBe(true);
});

test('a preview bears its mark, and text is never read as markup', () => {
  const svg = (change: Partial<OutageCertificateData>) =>
    typst.renderSvg({ form: 'outageCertificate', data: paper(change) }).pages.join('');
  expect(svg({ mark: 'preview' })).not.toBe(svg({}));
  expect(svg({ copyNo: 2, reason: '#panic("a") *b* $c$' })).toContain('<svg');
  expect(svg({})).not.toMatch(/<a |href="http/u);
});
