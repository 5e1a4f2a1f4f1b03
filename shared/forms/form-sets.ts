import * as z from 'zod';
import shipped from './form-sets.json' with { type: 'json' };

export const FormSetId = z.enum(['TT01_2018', 'TT03_2025']);
export type FormSetId = z.infer<typeof FormSetId>;

/** Lines of the receipt slip between the procedure's name and the signatures. */
export const ReceiptSlipItemKey = z.enum([
  'documents',
  'dossierCount',
  'processingTime',
  'receivedAt',
  'dueAt',
  'resultDelivery',
  'fee',
  'register',
]);
export type ReceiptSlipItemKey = z.infer<typeof ReceiptSlipItemKey>;

const ReceiptSlipForm = z.object({
  /** Printed on the page corner. */
  formNumber: z.string(),
  /** Lines of the title, in the order printed. */
  title: z.array(z.string()).min(1),
  /** After the slash of "Số: 1214/TNHS". */
  numberSuffix: z.string(),
  items: z.array(z.object({ key: ReceiptSlipItemKey, label: z.string(), numbered: z.boolean() })),
  notes: z.array(z.string()),
});

/** Columns of the register of dossiers; `signature` is left to the pen. */
export const DossierRegisterColumnKey = z.enum([
  'registerNo',
  'dossierCode',
  'procedureName',
  'dossierCount',
  'applicantName',
  'contact',
  'settledBy',
  'receivedAt',
  'dueAt',
  'returnedAt',
  'delivery',
  'signature',
  'note',
]);
export type DossierRegisterColumnKey = z.infer<typeof DossierRegisterColumnKey>;

/** Neighbouring columns of one `group` stand under its words. `width` is a share of the sheet. */
const DossierRegisterForm = z.object({
  formNumber: z.string(),
  title: z.string(),
  columns: z.array(
    z.object({ key: DossierRegisterColumnKey, label: z.string(), group: z.string().nullable(), width: z.number().positive() }),
  ),
});

/** One circular's forms. `validFrom` and `validTo` (last day, null: still valid) are civil dates. */
export const FormSet = z.object({
  id: FormSetId,
  version: z.int().positive(),
  circular: z.string(),
  validFrom: z.iso.date(),
  validTo: z.iso.date().nullable(),
  unitName: z.string(),
  receiptSlip: ReceiptSlipForm,
  dossierRegister: DossierRegisterForm,
});
export type FormSet = z.infer<typeof FormSet>;

/** Thông tư 01/2018/TT-VPCP and Thông tư 03/2025/TT-VPCP as shipped. */
export const formSets: readonly FormSet[] = z.array(FormSet).parse(shipped);

/** The set in force on `date` (`YYYY-MM-DD`); undefined before the first circular. */
export function formSetOn(date: string, sets: readonly FormSet[] = formSets): FormSet | undefined {
  return sets.find((set) => set.validFrom <= date && (set.validTo === null || date <= set.validTo));
}

/** Throws a RangeError for an id that `sets` does not hold. */
export function getFormSet(id: FormSetId, sets: readonly FormSet[] = formSets): FormSet {
  const found = sets.find((set) => set.id === id);
  if (found === undefined) throw new RangeError(`form set ${id} is not among the sets given`);
  return found;
}
