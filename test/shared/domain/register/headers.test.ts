import { describe, expect, test } from 'vitest';
import { findHeaderRow, mapHeaders } from '#shared/domain/register/headers.ts';

describe('headers', () => {
  test('in any case, spacing, punctuation, with a format in brackets, without diacritics', () => {
    const header = [
      '\uFEFF stt',
      'MÃ HỒ SƠ:',
      'ma tthc',
      'Tên  thủ tục',
      'Họ và tên',
      'SĐT',
      'Ngày nhận (dd/MM/yyyy)',
      'Chữ ký',
      'Điện thoại',
    ];
    expect(mapHeaders(header)).toEqual({
      mapping: { registerNo: 0, dossierCode: 1, procedureCode: 2, procedureName: 3, applicantName: 4, phone: 5, receivedAt: 6 },
      columns: [
        { header: '\uFEFF stt'.trim(), field: 'registerNo' },
        { header: 'MÃ HỒ SƠ:', field: 'dossierCode' },
        { header: 'ma tthc', field: 'procedureCode' },
        { header: 'Tên  thủ tục', field: 'procedureName' },
        { header: 'Họ và tên', field: 'applicantName' },
        { header: 'SĐT', field: 'phone' },
        { header: 'Ngày nhận (dd/MM/yyyy)', field: 'receivedAt' },
        { header: 'Chữ ký', field: null },
        { header: 'Điện thoại', field: null },
      ],
      missing: [],
    });
  });

  test('says what is missing', () => {
    expect(mapHeaders(['TT', null, 'Ghi chú']).missing).toEqual(['dossierCode', 'applicantName', 'receivedAt', 'procedureName']);
  });

  test('is found under the title rows', () => {
    const rows = [['UBND XÃ MẪU'], [], ['SỔ THEO DÕI HỒ SƠ'], ['TT', 'Mã hồ sơ', 'Thủ tục', 'Người nộp', 'Ngày tiếp nhận']];
    expect(findHeaderRow(rows)).toBe(3);
    expect(findHeaderRow([['a'], ['b']])).toBeUndefined();
  });
});
