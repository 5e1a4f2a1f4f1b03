/** A correction answered in memory: what was typed differently is told as a difference. */
import type { CorrectionForm, CorrectionInput, CorrectionPreview } from '#shared/contract/correction.ts';
import { people } from './double-data.ts';

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
    'correction.make': () => ({ actId: people.hanh, receiptDue: true }),
  };
}
