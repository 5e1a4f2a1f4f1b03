/** The reception form as it is typed: an empty one, and what choosing a procedure does to it. */
import type { DraftData, DraftDocument } from '#shared/contract/reception.ts';
import type { Procedure, RequiredDocument } from '#shared/domain/catalogue/procedure.ts';

export const emptyDraft: DraftData = {
  procedureCode: null,
  variant: null,
  applicantKind: 'person',
  fullName: '',
  personalId: '',
  taxCode: '',
  dateOfBirth: '',
  sex: null,
  address: '',
  phone: '',
  email: '',
  filledFromCard: false,
  onBehalf: false,
  submitterName: '',
  submitterId: '',
  submitterPhone: '',
  submitterRelation: 'authorised',
  authorisation: '',
  channel: 'inPerson',
  submittedAt: '',
  documents: [],
  dossierCount: 1,
  feeAmountVnd: null,
  feeState: 'none',
  feeExemptionReason: '',
  deliveryMode: 'counter',
  deliveryAddress: '',
  queueLabel: '',
  note: '',
  occurredAt: '',
  backfillReason: '',
  backfillPage: '',
};

/** Nothing worth keeping has been entered. */
export function isEmptyDraft(data: DraftData): boolean {
  return JSON.stringify(data) === JSON.stringify(emptyDraft);
}

/** The papers of the procedure take the place of the old list; papers outside it stay, with their reasons. */
export function withProcedure(data: DraftData, procedure: Procedure): DraftData {
  if (data.procedureCode === procedure.code) return data;
  const extras = data.documents.filter(({ listed }) => !listed);
  return {
    ...data,
    procedureCode: procedure.code,
    variant: null,
    documents: [...procedure.requiredDocuments.filter(({ preparedByOffice }) => !preparedByOffice).map(draftDocument), ...extras],
    feeAmountVnd: null,
    feeState: 'none',
    feeExemptionReason: '',
  };
}

/** A paper the list does not ask for: its name and reason are typed in its row. */
export const extraDocument: DraftDocument = {
  name: '',
  listed: false,
  ticked: true,
  form: 'original',
  copies: 1,
  pages: null,
  presentOnly: false,
  condition: null,
  extraReason: '',
};

function draftDocument({ name, copies, original, presentOnly, condition }: RequiredDocument): DraftDocument {
  return {
    name,
    listed: true,
    ticked: false,
    form: original ? 'original' : 'copy',
    copies,
    pages: null,
    presentOnly,
    condition,
    extraReason: '',
  };
}

/** A paper of the list that was found not to be needed this time: `copies` 0 says so in the draft; it is neither asked for nor printed. */
export function isNotNeeded({ ticked, copies, listed }: DraftDocument): boolean {
  return listed && !ticked && copies === 0;
}

/** Papers still to be looked at: asked for always, neither ticked nor set aside. */
export function unseenDocuments(documents: readonly DraftDocument[]): readonly number[] {
  return documents.flatMap((document, index) =>
    document.listed && document.condition === null && !document.ticked && !isNotNeeded(document) ? [index] : [],
  );
}
