/** What looks odd about the applicant's numbers. Said when a field is left; never blocks (a card may be wrong, a person may insist). */
import type { DraftData } from '#shared/contract/reception.ts';
import { checkPersonalId, personalIdFacts } from '#shared/domain/identity/personal-id.ts';
import { checkPhone } from '#shared/domain/identity/phone.ts';
import { checkTaxCode } from '#shared/domain/identity/tax-code.ts';
import { readDate } from '../../ui/read-date.ts';

/** `key` under `reception.warnings`, with its values. */
export type FieldWarning = { readonly key: string; readonly values: Readonly<Record<string, string | number>> };

export function personalIdWarning(data: Pick<DraftData, 'personalId' | 'dateOfBirth' | 'sex'>, today: string): FieldWarning | undefined {
  if (data.personalId.trim() === '') return undefined;
  const dateOfBirth = readDate(data.dateOfBirth, today) ?? undefined;
  const checked = checkPersonalId(data.personalId, today, { dateOfBirth, sex: data.sex });
  if (!checked.ok) return { key: checked.reason, values: {} };
  const [first] = checked.warnings;
  const facts = personalIdFacts(checked.personalId);
  return first === undefined ? undefined : { key: first, values: { year: facts?.birthYear ?? '', typed: dateOfBirth?.slice(0, 4) ?? '' } };
}

export function phoneWarning(phone: string): FieldWarning | undefined {
  if (phone.trim() === '') return undefined;
  const checked = checkPhone(phone);
  return checked.ok ? undefined : { key: checked.reason, values: {} };
}

export function taxCodeWarning(taxCode: string): FieldWarning | undefined {
  if (taxCode.trim() === '') return undefined;
  const checked = checkTaxCode(taxCode);
  return checked.ok ? undefined : { key: `tax-${checked.reason}`, values: {} };
}
