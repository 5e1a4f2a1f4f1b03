/** What a correction changes, told field by field: kept in the act and shown before it is made. */
import type { JsonObject } from '#shared/journal/act.ts';
import type { SubmittedDocument } from '#shared/journal/payloads/parts.ts';
import type { DossierState } from './state.ts';

type Plain = string | number | boolean | null;

/** `of` names the paper for fields of one; `from` and `to` are as acts hold them: codes stay codes, the page words them. */
export type Change = { readonly field: string; readonly of?: string; readonly from: Plain; readonly to: Plain };

/** The parts of a dossier that a correction can put right. */
export type Correctable = Pick<
  DossierState,
  'applicant' | 'submitter' | 'channel' | 'documents' | 'dossierCount' | 'fee' | 'resultDelivery' | 'limit' | 'variant' | 'note' | 'dueAt'
>;

const grouped = ['applicant', 'submitter', 'fee', 'resultDelivery', 'limit'] as const;
const single = ['channel', 'dossierCount', 'variant', 'note', 'dueAt'] as const;

/** Every difference between the dossier as it is and as it would be, in the order of the reception form. */
export function changesBetween(before: Correctable, after: Correctable): readonly Change[] {
  const inGroups = grouped.flatMap((group) => fieldChanges(group, before[group], after[group]));
  const alone = single.flatMap((field) => (before[field] === after[field] ? [] : [{ field, from: before[field], to: after[field] }]));
  return [...inGroups, ...documentChanges(before.documents, after.documents), ...alone];
}

/** Changes as an act's payload holds them. */
export const changesAsJson = (changes: readonly Change[]): JsonObject[] => changes.map((change) => ({ ...change }));

/** Changes of an act, also of one written by another version: what is no change is left out. */
export function changesOf(payload: readonly JsonObject[]): readonly Change[] {
  return payload.flatMap(({ field, of, from, to }) => {
    if (typeof field !== 'string' || !isPlain(from) || !isPlain(to)) return [];
    return [{ field, ...(typeof of === 'string' ? { of } : {}), from, to }];
  });
}

function isPlain(value: unknown): value is Plain {
  return value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

type Fields = Readonly<Record<string, Plain>> | null;

function fieldChanges(group: string, before: Fields, after: Fields, of?: string): readonly Change[] {
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  return names.flatMap((name) => {
    const [from, to] = [before?.[name] ?? null, after?.[name] ?? null];
    return from === to ? [] : [{ field: `${group}.${name}`, ...(of === undefined ? {} : { of }), from, to }];
  });
}

/** Papers are told apart by their names; of two with one name the first answers to the first. */
function documentChanges(before: readonly SubmittedDocument[], after: readonly SubmittedDocument[]): readonly Change[] {
  const left = [...after];
  const kept = before.flatMap((paper) => {
    const index = left.findIndex(({ name }) => name === paper.name);
    const [same] = index === -1 ? [] : left.splice(index, 1);
    return same === undefined
      ? [{ field: 'document.removed', from: paper.name, to: null }]
      : fieldChanges('document', paper, same, paper.name);
  });
  return [...kept, ...left.map(({ name }) => ({ field: 'document.added', from: null, to: name }))];
}
