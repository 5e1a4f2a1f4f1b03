import type { ShownChange } from '#shared/contract/shown-change.ts';
import type { Change } from '#shared/domain/dossier/correction.ts';
import { maskPersonalId } from '#shared/domain/identity/personal-id.ts';
import { maskPhone } from '#shared/domain/identity/phone.ts';

const numbers: Readonly<Record<string, (value: string) => string>> = {
  'applicant.personalId': maskPersonalId,
  'applicant.phone': maskPhone,
  'submitter.personalId': maskPersonalId,
  'submitter.phone': maskPhone,
};

/** A change as it may be shown: a person's number never whole. */
export function shownChange(change: Change): ShownChange {
  const mask = numbers[change.field];
  if (mask === undefined) return change;
  const shown = (value: Change['from']) => (typeof value === 'string' ? mask(value) : value);
  return { ...change, from: shown(change.from), to: shown(change.to) };
}
