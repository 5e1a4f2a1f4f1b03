import { ReceiptSlipData } from '#shared/forms/receipt-slip.ts';

/** A slip of an invented applicant, the one of the reception picture; `change` replaces whole fields. */
export function slip(change: Partial<ReceiptSlipData> = {}): ReceiptSlipData {
  return ReceiptSlipData.parse({
    formSetId: 'TT01_2018',
    occurredAt: '2025-04-24T08:42:00+07:00',
    agencyName: 'UBND thị trấn Lạc Tánh',
    unitName: null,
    place: 'Lạc Tánh',
    issuedOn: '2025-04-24',
    slipNo: 1214,
    dossierCode: '000.05.24.H11-250424-2001',
    dossierId: '01966543-2a10-7c11-8f00-5b1c0d9e7a44',
    applicant: {
      fullName: 'Thông Thị Mỹ Lệ',
      identity: { kind: 'personalId', number: '060178004512' },
      address: 'Khu phố Chăm, thị trấn Lạc Tánh, huyện Tánh Linh, tỉnh Bình Thuận',
      phone: '0912 000 345',
      email: '',
    },
    submitterName: null,
    procedureName: 'Thủ tục đăng ký lại khai sinh',
    documents: [
      { name: 'Tờ khai đăng ký lại khai sinh', form: 'original', count: 1 },
      { name: 'Bản sao hồ sơ, giấy tờ có thông tin về khai sinh', form: 'copy', count: 1 },
    ],
    dossierCount: 1,
    processingTime: { value: 5, unit: 'workingDay', sameDay: false },
    receivedAt: '2025-04-24T08:42',
    dueAt: '2025-05-05T17:30',
    replacesDueAt: null,
    resultDelivery: { kind: 'counter', place: null },
    fee: { amountVnd: 0, state: 'free' },
    registerVolume: 1,
    registerNo: 1214,
    receptionistName: 'Lê Thị Hạnh',
    footerNotes: [],
    reprint: null,
    watermark: null,
    copies: [1, 2],
    layout: 'a5',
    highlight: null,
    ...change,
  });
}
