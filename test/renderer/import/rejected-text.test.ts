import { expect, test } from 'vitest';
import { RowRejection } from '#shared/domain/register/row.ts';
import { makeWords } from '../../../renderer/ui/i18n.ts';
import { rejectedText, rejectionText } from '../../../renderer/counter/import/rejected-text.ts';

const params = { value: '31/02/2023', field: 'receivedAt', dossierCode: '000.05.24.H11-230103-0001', firstRow: '2' };

test('rows by number and reason, one a line, fields by their own names', () => {
  const { t } = makeWords('vi');
  expect(
    rejectedText(
      [
        { row: 12, reason: 'missing-dossier-code', params: {} },
        { row: 40, reason: 'bad-date', params },
        { row: 41, reason: 'duplicate-code', params },
      ],
      t,
    ),
  ).toBe(
    'Dòng 12: Thiếu mã hồ sơ.\nDòng 40: Ngày nhận "31/02/2023" không đọc được thành ngày.\nDòng 41: Mã 000.05.24.H11-230103-0001 đã có ở dòng 2.',
  );
});

test('a cell of several lines stays in its own', () => {
  const value = '31/02\n=HYPERLINK("http://example.invalid")\r\n\t@SUM(1)';
  const { t } = makeWords('vi');
  expect(rejectedText([{ row: 3, reason: 'bad-date', params: { ...params, value } }], t)).toBe(
    'Dòng 3: Ngày nhận "31/02 =HYPERLINK("http://example.invalid") @SUM(1)" không đọc được thành ngày.',
  );
});

test.each(['vi', 'en'] as const)('every reason there is has its words, with nothing left to fill in (%s)', (language) => {
  const { t } = makeWords(language);
  const texts = RowRejection.options.map((reason) => rejectionText({ reason, params }, t));
  expect(texts.filter((text) => text.includes('{{') || text.startsWith('register.'))).toEqual([]);
  expect(new Set(texts).size).toBe(RowRejection.options.length);
});
