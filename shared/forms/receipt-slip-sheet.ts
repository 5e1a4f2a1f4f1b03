import type { FormSet, ReceiptSlipItemKey } from './form-sets.ts';
import { formatSlipQr } from '../domain/dossier/slip-qr.ts';
import { maskPersonalId } from '../domain/identity/personal-id.ts';
import type { ReceiptSlipData } from './receipt-slip.ts';

/** A line of the slip; `no` null: without a number. */
export type ReceiptSlipItem = { readonly key: ReceiptSlipItemKey; readonly no: number | null; readonly label: string };

type Identity = ReceiptSlipData['applicant']['identity'];

/** What the template reads. `qrText` null: no QR, because the dossier has no code yet. */
export type ReceiptSlipSheet = {
  readonly slip: ReceiptSlipData;
  readonly form: {
    readonly formNumber: string;
    readonly title: readonly string[];
    readonly numberSuffix: string;
    readonly notes: readonly string[];
  };
  readonly circular: string;
  readonly agencyName: string;
  readonly unitName: string;
  readonly items: readonly ReceiptSlipItem[];
  readonly copies: readonly { readonly copyNo: 1 | 2; readonly identity: Identity }[];
  readonly qrText: string | null;
};

/** The form set's lines that this slip has values for; the numbers close up over those left out. */
export function receiptSlipItems(slip: Pick<ReceiptSlipData, 'processingTime' | 'fee'>, set: FormSet): readonly ReceiptSlipItem[] {
  const absent: Partial<Record<ReceiptSlipItemKey, boolean>> = { processingTime: slip.processingTime === null, fee: slip.fee === null };
  let last = 0;
  return set.receiptSlip.items
    .filter((item) => absent[item.key] !== true)
    .map(({ key, label, numbered }) => ({ key, label, no: numbered ? (last += 1) : null }));
}

/** Copy 2 leaves the office: it shows a personal id masked. A tax code is public. */
function identityOn(copyNo: 1 | 2, identity: Identity): Identity {
  if (identity === null || copyNo === 1 || identity.kind === 'taxCode') return identity;
  return { kind: identity.kind, number: maskPersonalId(identity.number) };
}

/** Joins the slip's data with the words of its form set. Marks of typing stay only in previews. */
export function receiptSlipSheet(slip: ReceiptSlipData, set: FormSet): ReceiptSlipSheet {
  const { formNumber, title, numberSuffix, notes } = set.receiptSlip;
  const { dossierCode, dossierId } = slip;
  return {
    slip: { ...slip, highlight: slip.watermark === 'preview' ? slip.highlight : null },
    form: { formNumber, title, numberSuffix, notes },
    circular: set.circular,
    agencyName: slip.agencyName,
    unitName: slip.unitName ?? set.unitName,
    items: receiptSlipItems(slip, set),
    copies: slip.copies.map((copyNo) => ({ copyNo, identity: identityOn(copyNo, slip.applicant.identity) })),
    qrText: dossierCode === null || dossierId === null ? null : formatSlipQr({ dossierCode, dossierId }),
  };
}
