import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { sourcePaperFiles } from '../../../electron/paper/paper-files.ts';
import { qrMatrix } from '../../../electron/paper/qr-matrix.ts';
import { createTypst } from '../../../electron/paper/typst.ts';
import type { ReceiptSlipData, ReceiptSlipDocument } from '#shared/forms/receipt-slip.ts';
import { expectGolden } from '../../helpers/golden.ts';
import { pdfFonts, pdfPages, pdfPageSizes, pdfPicture, pdfWords } from '../../helpers/pdf.ts';
import { slip } from '../../helpers/receipt-slip.ts';

const typst = createTypst(sourcePaperFiles());
const render = (change: Partial<ReceiptSlipData> = {}) => typst.renderPdf({ form: 'receiptSlip', data: slip(change) });
const papers = (count: number): ReceiptSlipDocument[] =>
  Array.from({ length: count }, (_, n) => ({ name: `Giấy tờ chứng minh điều kiện số ${String(n + 1)}`, form: 'copy', count: 1 }));

const may2026: Partial<ReceiptSlipData> = {
  formSetId: 'TT03_2025',
  occurredAt: '2026-02-05T09:05:00+07:00',
  agencyName: 'UBND xã Tánh Linh',
  place: 'Tánh Linh',
  issuedOn: '2026-02-05',
  slipNo: 7,
  registerNo: 7,
  receivedAt: '2026-02-05T09:05',
  dueAt: '2026-03-12T17:00',
  replacesDueAt: '2026-02-12T17:00',
  fee: { amountVnd: 1_462_000, state: 'unpaid' },
  resultDelivery: { kind: 'postal', place: 'Khu phố Chăm, xã Tánh Linh' },
  footerNotes: ['Đường dây nóng: 0252 000 000.'],
  reprint: { n: 2, reason: 'Người nộp làm mất giấy' },
};

describe('golden pages', () => {
  test('TT 01/2018, copy 1 and copy 2 on A5', () => {
    const { bytes, pageCount } = render();
    expect({ pageCount, sizes: pdfPageSizes(bytes) }).toEqual({ pageCount: 2, sizes: ['148×210', '148×210'] });
    expectGolden(bytes, 1, 'tt01-copy-1');
    expectGolden(bytes, 2, 'tt01-copy-2');
  });

  test('TT 03/2025, a reprint that replaces an appointment', () => {
    const { bytes, pageCount } = render({ ...may2026, copies: [2] });
    expect(pageCount).toBe(1);
    expectGolden(bytes, 1, 'tt03-reprint');
  });

  test('two copies on A4 with a line to cut along', () => {
    const { bytes } = render({ layout: 'a4-two' });
    expect(pdfPageSizes(bytes)).toEqual(['297×210']);
    expectGolden(bytes, 1, 'tt01-a4-two');
  });

  test('an empty preview shows the dotted form', () => {
    const { bytes, pageCount } = render({
      watermark: 'preview',
      copies: [2],
      slipNo: null,
      dossierCode: null,
      dossierId: null,
      dueAt: null,
      applicant: { fullName: '', identity: null, address: '', phone: '', email: '' },
      procedureName: '',
      documents: [],
      processingTime: null,
      fee: null,
      registerVolume: null,
      registerNo: null,
      highlight: 'fullName',
    });
    expect(pageCount).toBe(1);
    expectGolden(bytes, 1, 'tt01-preview-empty');
  });
});

test('the QR on paper is, square by square, that of the code and id', () => {
  const rows = qrMatrix('MC1|000.05.24.H11-250424-2001|01966543-2a10-7c11-8f00-5b1c0d9e7a44');
  const { width, grey } = pdfPicture(render({ copies: [2] }).bytes, 1, 254);
  const dark = (x: number, y: number) => (grey[Math.round(y) * width + Math.round(x)] ?? 255) < 128;
  // 10 dots a millimetre: the square is 20 mm wide and ends at the right margin, 10 mm from the edge.
  const [left, size] = [1180, 200];
  const top = Array.from({ length: 300 }, (_, n) => 250 + n).findIndex((y) => dark(left + 3, y)) + 250;
  const cell = size / rows.length;
  const seen = rows.map((row, y) =>
    Array.from(row, (_, x) => (dark(left + (x + 0.5) * cell, top + (y + 0.5) * cell) ? '1' : '0')).join(''),
  );
  expect(seen).toEqual(rows);
});

describe('the file', () => {
  test('is PDF/A-2b with its colour profile and embedded Tinos only', () => {
    const { bytes } = render();
    const raw = Buffer.from(bytes).toString('latin1');
    expect(raw).toContain('<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>');
    expect(raw).toContain('/Type /OutputIntent');
    expect(raw).toContain('<xmp:CreateDate>2025-04-24T01:42:00Z</xmp:CreateDate>');
    expect(pdfFonts(bytes).toSorted((a, b) => (a.name < b.name ? -1 : 1))).toEqual(
      ['Tinos-Bold', 'Tinos-BoldItalic', 'Tinos-Italic', 'Tinos-Regular'].map((name) => ({ name, embedded: true, unicode: true })),
    );
  });

  test('is the same to the byte, also from another engine and after other papers', () => {
    const first = render();
    render(may2026);
    expect(render()).toEqual(first);
    expect(createTypst(sourcePaperFiles()).renderPdf({ form: 'receiptSlip', data: slip() })).toEqual(first);
    expect(render({ occurredAt: '2025-04-24T08:42:01+07:00' }).sha256).not.toBe(first.sha256);
  });
});

describe('text of people', () => {
  const hostile = [
    '#read("/etc/passwd")',
    '*đậm* _nghiêng_ `mã` $x^2$',
    '<script>alert(1)</script>',
    '= Đề mục \\ #pagebreak()',
    '// ghi chú /* mất */',
    '@tham-chiếu https://vi.example/',
    '\'ngoặc\' "kép" -- --- ...',
    '#{panic()} #[x] \\u{41}',
  ];
  test.each(hostile)('%s is printed as it is', (text) => {
    const { bytes, pageCount } = render({ copies: [1], procedureName: text, documents: [{ name: text, form: 'original', count: 1 }] });
    expect(pageCount).toBe(1);
    expect(pdfWords(bytes).split(text)).toHaveLength(3);
  });

  test('what the font lacks, half characters and direction marks become boxes', () => {
    const { bytes } = render({ copies: [1], procedureName: 'Ệ Ỗ Ữ ễ 國 😀 \u{d800} a\u202Eb' });
    expect(pdfWords(bytes)).toContain('Ệ Ỗ Ữ ễ □ □ □ a□b');
  });

  test('decomposed marks are composed, new lines become blanks', () => {
    expect(pdfWords(render({ copies: [1], procedureName: 'Ch\u01B0\u0301ng\n\n\tth\u01B0\u0323c' }).bytes)).toContain('Chứng thực');
  });

  test('a word without end stays inside the margins', () => {
    const { bytes } = render({ copies: [1], procedureName: 'W'.repeat(500) });
    expect(pdfWords(bytes).match(/W/g)).toHaveLength(500);
    const { width, height, grey } = pdfPicture(bytes, 1, 72);
    const inMargin = grey.filter((level, at) => at % width > width - 26 && at > width * 40 && level < 128);
    expect({ height, ink: inMargin.length }).toEqual({ height: 596, ink: 0 });
  });

  test('copy 1 shows the whole number, copy 2 the masked one', () => {
    const [copy1, copy2] = pdfPages(render().bytes);
    expect(copy1).toContain('060178004512');
    expect(copy2).toContain('060*****4512');
    expect(copy2).not.toContain('060178004512');
  });
});

describe('overlong text', () => {
  const catalogueName =
    'Chứng thực bản sao từ bản chính giấy tờ, văn bản do cơ quan, tổ chức có thẩm quyền của Việt Nam; của nước ngoài; liên kết cấp hoặc chứng nhận';
  const name60 = 'Nguyễn Hoàng Thị Phương Thảo Công Tằng Tôn Nữ Ngọc Bích Trâm';

  test('shrinks to stay on one page', () => {
    const { bytes, pageCount } = render({
      copies: [2],
      procedureName: catalogueName,
      applicant: { ...slip().applicant, fullName: name60 },
    });
    expect(pageCount).toBe(1);
    expect(pdfWords(bytes)).toContain(catalogueName);
    expect(pdfWords(bytes)).toContain(name60);
  });

  test('then runs on to a second page with its own head, and nothing is lost', () => {
    const { bytes } = render({ copies: [2], documents: papers(30), procedureName: catalogueName });
    const [first, second, ...more] = pdfPages(bytes);
    expect(more).toEqual([]);
    expect(second).toMatch(/^Mã hồ sơ: 000\.05\.24\.H11-250424-2001 – Liên 2: Giao người nộp\s+trang 2\/2/);
    expect(second).toContain('Tên giấy tờ');
    expect(first).not.toContain('trang');
    const rows = [...pdfWords(bytes).matchAll(/điều kiện số (\d+)/g)].map((m) => Number(m[1]));
    expect(rows).toEqual(Array.from({ length: 30 }, (_, n) => n + 1));
  });

  test.each([
    { layout: 'a5' as const, sheets: ['1/1', '1/2', '2/1', '2/2'] },
    { layout: 'a5-duplex' as const, sheets: ['1/1', '1/2', '2/1', '2/2'] },
    { layout: 'a4-two' as const, sheets: ['1/1+2/1', '1/2+2/2'] },
    { layout: 'a4-two-duplex' as const, sheets: ['1/1+2/1', '2/2+1/2'] },
  ])('two pages a copy, $layout', ({ layout, sheets }) => {
    const pages = pdfPages(render({ layout, documents: papers(30) }).bytes);
    const seen = pages.map((page) =>
      [...page.matchAll(/\(?Liên (\d)(?:.*?)(?=\(Liên|Mã hồ sơ|$)/gm)]
        .map((m) => `${m[1]!}/${page.includes('trang 2/2') ? '2' : '1'}`)
        .join('+'),
    );
    expect(seen).toEqual(sheets);
  });

  test.each([
    { layout: 'a5-duplex' as const, blank: [false, true, false] },
    { layout: 'a4-two-duplex' as const, blank: [false] },
  ])('one page a copy, $layout: every copy begins on a front', ({ layout, blank }) => {
    expect(pdfPages(render({ layout }).bytes).map((page) => page.trim() === '')).toEqual(blank);
  });
});

describe('previews', () => {
  const preview = (change: Partial<ReceiptSlipData> = {}) =>
    typst.renderSvg({ form: 'receiptSlip', data: slip({ watermark: 'preview', copies: [2], highlight: 'phone', ...change }) }).pages;

  test('are drawings of one page each, with nothing to fetch, follow or run', () => {
    const pages = preview({ copies: [1, 2], procedureName: '<script>alert(1)</script> https://vi.example/ javascript:x' });
    expect(pages).toHaveLength(2);
    for (const page of pages) {
      expect(page).toMatch(/^<svg viewBox="0 [\d.]+ 419\.\d+ 595\.\d+" width="419\.\d+pt" height="595\.\d+pt"/);
      expect(page).not.toMatch(/<(?:script|a|image|foreignObject|style)\b|vi\.example|(?:href|src)="(?!#)/);
      expect(page.length).toBeLessThan(500_000);
    }
  });

  test('mark what is being typed; paper never does', () => {
    expect(preview()[0]).toContain('#ffe58a');
    expect(preview({ highlight: null })[0]).not.toContain('#ffe58a');
    expect(render({ highlight: 'phone' }).sha256).toBe(render().sha256);
  });

  test('carry their watermark, also when a drill is printed', () => {
    const tint = (change: Partial<ReceiptSlipData>) =>
      pdfPicture(render({ copies: [2], ...change }).bytes, 1, 100).grey.filter((level) => level > 225 && level < 245).length;
    const [paper, preview, drill] = [tint({}), tint({ watermark: 'preview' }), tint({ watermark: 'training' })];
    expect(Math.min(preview, drill)).toBeGreaterThan(paper + 2000);
  });
});

test('data that are not a slip are refused by their paths alone', () => {
  expect(() => typst.renderPdf({ form: 'receiptSlip', data: { ...slip(), dueAt: null } })).toThrow(/required-on-paper/);
});

test('the template version follows the templates', () => {
  const files = sourcePaperFiles();
  expect(typst.templateVersion).toMatch(/^[0-9a-f]{64}$/);
  expect(readFileSync(`${files.templates}/receipt-slip.typ`, 'utf8')).not.toMatch(/eval\(|read\(|@preview/);
});
