import type { BookJob } from '../../electron/paper/port.ts';

/** A part of the register with `rows` invented dossiers from number `first` on; `change` replaces whole fields. */
export function registerPart(rows: number, change: Partial<BookJob['data']> = {}, first = 1): BookJob {
  return {
    form: 'dossierRegister',
    data: {
      formSetId: 'TT03_2025',
      occurredAt: '2026-06-08T09:15:00+07:00',
      agencyName: 'UBND xã Lạc Tánh',
      unitName: 'Trung tâm Phục vụ hành chính công',
      place: 'Lạc Tánh',
      year: 2026,
      volume: '02',
      printedAt: '2026-06-08T09:15',
      dossiers: rows,
      pagesBefore: 0,
      isLast: true,
      rows: Array.from({ length: rows }, (_, index) => ({
        registerNo: first + index,
        dossierCode: `000.05.24.H11-260608-${String(2001 + (index % 899))}`,
        procedureName: 'Thủ tục đăng ký lại khai sinh',
        dossierCount: 1,
        applicantName: `Người Thử ${String(first + index)}`,
        contact: 'Khu phố Chăm, xã Lạc Tánh, 0912 000 345',
        settledBy: 'UBND xã Lạc Tánh',
        receivedAt: '2026-06-08T08:42',
        dueAt: '2026-06-15T17:30',
        returnedAt: null,
        delivery: 'counter',
        note: '',
      })),
      ...change,
    },
  };
}
