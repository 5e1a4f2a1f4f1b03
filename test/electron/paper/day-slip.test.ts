import { expect, test } from 'vitest';
import type { DaySlipData } from '#shared/forms/day-slip.ts';
import { pdfText } from '../../helpers/pdf.ts';
import { sourcePaperFiles } from '../../../electron/paper/paper-files.ts';
import { createTypst } from '../../../electron/paper/typst.ts';
import { printOptionsOfDay } from '../../../electron/paper/print.ts';

const typst = createTypst(sourcePaperFiles());
const slip = (change: Partial<DaySlipData> = {}): DaySlipData => ({
  layout: 'a5',
  occurredAt: '2025-04-24T17:34:00+07:00',
  agencyName: 'UBND thị trấn Lạc Tánh',
  unitName: 'Bộ phận Tiếp nhận và Trả kết quả',
  place: 'Lạc Tánh',
  date: '2025-04-24',
  weekday: 5,
  counterNo: 2,
  closedAt: '2025-04-24T17:34',
  closedBy: 'Lê Thị Hạnh',
  figures: {
    accepted: 34,
    resolved: 31,
    early: 22,
    onTime: 8,
    late: 1,
    returned: 29,
    supplements: 2,
    notAccepted: 1,
    printed: 71,
    reprints: 2,
  },
  cash: [{ fullName: 'Lê Thị Hạnh', takenVnd: 284_000, refundedVnd: 0, countedVnd: 284_000 }],
  sentActs: 318,
  unsentActs: 0,
  outages: [{ from: '2025-04-24T07:52', to: null, cause: 'server' }],
  open: [],
  upstreamName: 'huyện',
  confirmed: null,
  copyNo: 1,
  preview: false,
  ...change,
});
const open = Array.from({ length: 120 }, (_, n) => ({
  kind: 'needsDecision' as const,
  name: `250424-2${String(n).padStart(3, '0')} Nguyễn Thị Út Hiền`,
  count: 1,
}));

test('one sheet for a day, more when much is open; the roll is as long as it needs to be', () => {
  const pages = (change: Partial<DaySlipData>) => typst.renderPdf({ form: 'daySlip', data: slip(change) }).pageCount;
  expect([pages({}), pages({ layout: 'slip80' }), pages({ open, layout: 'slip80' })]).toEqual([1, 1, 1]);
  expect(pages({ open })).toBeGreaterThan(2);
});

test('the same day gives the same bytes, another closing others', () => {
  const job = { form: 'daySlip', data: slip() } as const;
  expect(typst.renderPdf(job)).toEqual(typst.renderPdf(job));
  expect(typst.renderPdf({ ...job, data: slip({ copyNo: 2 }) }).sha256).not.toBe(typst.renderPdf(job).sha256);
});

test('names are printed, never read as markup, and a preview is marked as one', () => {
  const svg = (change: Partial<DaySlipData>) => typst.renderSvg({ form: 'daySlip', data: slip(change) }).pages.join('');
  expect(svg({ closedBy: '#panic("a") *b* $c$' })).toContain('<svg');
  expect(svg({ preview: true })).not.toBe(svg({}));
  expect(svg({ confirmed: { check: '7F3A91C204DE', at: '2025-04-24T17:48', acts: 318 } })).not.toMatch(/<a |href="http/u);
});

test('the roll goes to the printer as a roll', () => {
  expect([printOptionsOfDay('a5', null).paper, printOptionsOfDay('slip80', 'Cuon').paper]).toEqual(['a5', 'roll80']);
});

test('money given back stands on the slip, also where more went out than came in', () => {
  const cash = [
    { fullName: 'Lê Thị Hạnh', takenVnd: 276_000, refundedVnd: 8000, countedVnd: 276_000 },
    { fullName: 'Trần Minh Tâm', takenVnd: -500, refundedVnd: 500, countedVnd: null },
  ];
  const { bytes } = typst.renderPdf({ form: 'daySlip', data: slip({ cash }) });
  const text = pdfText(bytes).replaceAll(/\s+/gu, ' ');
  for (const words of ['Lệ phí tiền mặt', '275.500 đ', 'đã trừ tiền trả lại', '8.500 đ', '−500 đ']) expect(text).toContain(words);
});
