/** The receipt as it stands, for the page that puts it right: numbers of persons masked, whatever is not retyped stays. */
import type { CorrectionForm } from '#shared/contract/correction.ts';
import type { StoreReader } from '../../store/store.ts';
import { getCorrectable, isRunning, procedureOfState, variantOf } from './correctable.ts';
import { withMaskedNumbers } from './masked-numbers.ts';
import type { OfficeData } from './office-data.ts';

type FormDesk = { readonly reader: StoreReader; readonly office: OfficeData };

/** Throws `dossier-unknown`, `act-not-lawful`. */
export function correctionForm({ reader, office }: FormDesk, dossierId: string): CorrectionForm {
  const state = getCorrectable(reader, dossierId);
  const { personalId, phone, ...applicant } = state.applicant;
  const { submitter, fee } = state;
  const masked = submitter === null ? null : withMaskedNumbers(submitter);
  const procedure = procedureOfState(state, office);
  return {
    dossierId,
    basedOn: state.lastActId ?? dossierId,
    now: {
      applicant: { ...applicant, fullName: applicant.fullName },
      submitter:
        submitter === null ? null : { fullName: submitter.fullName, relation: submitter.relation, authorisation: submitter.authorisation },
      channel: state.channel ?? 'inPerson',
      documents: state.documents.map((document) => ({ ...document })),
      dossierCount: state.dossierCount,
      fee:
        fee === null
          ? null
          : { amountVnd: fee.amountVnd, state: fee.state, exemptionReason: fee.exemptionReason, fiscalReceipt: fee.fiscalReceipt },
      resultDelivery: state.resultDelivery,
      note: state.note,
    },
    masked: {
      ...withMaskedNumbers({ personalId, phone }),
      submitterPersonalId: masked?.personalId ?? null,
      submitterPhone: masked?.phone ?? null,
    },
    variants: isRunning(state) ? (procedure?.variants ?? []).map(({ when }, index) => ({ index, when })) : [],
    variant: variantOf(state, procedure),
  };
}
