/** A correction answered in memory: what was typed differently is told as a difference. */
import type { CorrectionForm, CorrectionInput, CorrectionPreview } from '#shared/contract/correction.ts';
import { people, rows } from './double-data.ts';

const was: CorrectionInput = {
  applicant: {
    kind: 'person',
    fullName: "K'Brơi",
    taxCode: null,
    dateOfBirth: '1961',
    sex: 'male',
    address: 'Khu phố Lạc Hưng 2, thị trấn Lạc Tánh',
    email: null,
  },
  submitter: null,
  channel: 'inPerson',
  documents: [{ name: 'Tờ khai', form: 'original', copies: 1, pages: null, presentOnly: false, extraReason: null }],
  dossierCount: 1,
  fee: { amountVnd: 0, state: 'none', exemptionReason: null, fiscalReceipt: null },
  resultDelivery: { mode: 'counter', address: null },
  note: null,
};

export function correctionAnswers(page: (mark: string) => string) {
  return {
    'correction.form': ({ dossierId }: { dossierId: string }): CorrectionForm => ({
      dossierId,
      basedOn: people.hanh,
      now: was,
      masked: { personalId: '060****213', phone: '097****118', submitterPersonalId: null, submitterPhone: null },
      variants: [],
      variant: -1,
    }),
    'correction.preview': ({ correction }: { correction: CorrectionInput }): CorrectionPreview => {
      const { fullName } = correction.applicant;
      const from = was.applicant.fullName;
      return {
        changes: fullName === from ? [] : [{ field: 'applicant.fullName', from, to: fullName }],
        due: null,
        voids: 1,
        pages: [page(fullName)],
      };
    },
    'correction.explained': () => ({
      papers: rows.slice(0, 3).map(({ dossierId, dossierCode }, index) => ({
        dossierId,
        dossierCode: dossierCode ?? '',
        applicantName: index === 1 ? 'Nguyễn Phước Hoàng Thị Tôn Nữ Diễm Phương Thùy Trang Bảo Ngọc' : "K'Brơi",
        receivedAt: '2025-04-24T09:10:00+07:00',
        why: index === 0 ? ('neverPrinted' as const) : ('unanswered' as const),
      })),
      voided: rows.slice(3, 5).map(({ dossierId, dossierCode, applicantName }) => ({
        dossierId,
        dossierCode: dossierCode ?? '',
        applicantName,
        receivedAt: '2025-04-23T09:10:00+07:00',
        voidedAt: '2025-04-23T09:40:00+07:00',
        voidedBy: 'Lê Thị Hạnh',
        reason: 'Nhập hai lần',
      })),
    }),
    'correction.make': () => ({ actId: people.hanh, receiptDue: true }),
  };
}
