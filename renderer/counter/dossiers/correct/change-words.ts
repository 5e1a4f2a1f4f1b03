/** A difference in words: what, as it was, as it will be. */
import type { TFunction } from 'i18next';
import type { ShownChange } from '#shared/contract/shown-change.ts';
import { formatVnd } from '#shared/domain/fee/vnd.ts';
import { dateText, officeTime } from '../../../ui/format.ts';
import { dueText } from '../due-text.ts';

export type ChangeWords = { readonly what: string; readonly from: string; readonly to: string };

/** Codes that have words: `correction.values.<field>.<code>`. */
const coded: ReadonlySet<string> = new Set([
  'applicant.sex',
  'submitter.relation',
  'channel',
  'resultDelivery.mode',
  'fee.state',
  'document.form',
]);
/** Told by another line: the variant names the limit, and the date follows from it. */
const toldElsewhere = /^(?:limit\.|applicant\.kind$|fee\.note$)/u;

export function changeWords(changes: readonly ShownChange[], t: TFunction): readonly ChangeWords[] {
  return changes
    .filter(({ field }) => !toldElsewhere.test(field))
    .map(({ field, of, from, to }) => ({
      what: t([`correction.fields.${field}`, 'correction.fields.other'], { of }),
      from: valueWords(field, from, t),
      to: valueWords(field, to, t),
    }));
}

function valueWords(field: string, value: ShownChange['from'], t: TFunction): string {
  if (field === 'variant' && value === null) return t('correction.ordinary');
  if (value === null || value === '') return t('correction.empty');
  if (typeof value === 'boolean') return t(value ? 'correction.yes' : 'correction.no');
  if (typeof value === 'number') return field === 'fee.amountVnd' ? formatVnd(value) : String(value);
  if (coded.has(field)) return t(`correction.values.${field}.${value}`);
  if (field === 'dueAt') return dueText(officeTime(value), t);
  return field === 'applicant.dateOfBirth' ? dateText(value) : value;
}
