import { fail } from '#shared/errors.ts';
import type { Draft } from '../../store/queries/drafts.ts';

/** Throws `draft-of-another` unless the draft is this person's or new: another's draft is named, never opened, changed or used up. */
export function refuseForeign(draft: Draft | undefined, personId: string): void {
  if (draft !== undefined && draft.ownerId !== personId) throw fail('draft-of-another', { owner: draft.ownerId });
}
