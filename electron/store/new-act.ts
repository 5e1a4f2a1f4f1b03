/** An act this counter makes: who stands behind it, when, and the body that is linked next. */
import type { ActBody } from '#shared/journal/act.ts';
import { fail } from '#shared/errors.ts';
import { FormatError } from '#shared/journal/format-error.ts';
import { newBody } from '#shared/journal/body.ts';
import type { Kind, PayloadOf } from '#shared/journal/kinds.ts';
import type { StoreIdentity } from './store.ts';

/** Who acts, when the machine recorded it, and what time the office has then: the machine's where its clock was never put right. */
export type Author = { readonly actorId: string; readonly recordedAt: string; readonly officeNow?: string };

/** The business time of what the author does now. */
export const momentOf = ({ recordedAt, officeNow }: Author): string => officeNow ?? recordedAt;

type NewAct<K extends Kind> = {
  readonly id: string;
  readonly kind: K;
  readonly payload: PayloadOf<K>;
  readonly dossierId: string | null;
  readonly basedOn: string | null;
  readonly occurredAt: string;
};

/** The body of a new act of this counter. Throws `act-not-lawful` on a payload the kind does not take, `text-refused` on one no act can hold (too long, say). */
export function bodyOf<K extends Kind>({ agencyCode, deviceId }: StoreIdentity, { actorId, recordedAt }: Author, act: NewAct<K>): ActBody {
  try {
    return newBody<K>({ ...act, actorId, recordedAt, agencyCode, deviceId });
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    throw error.code === 'payload-invalid'
      ? fail('act-not-lawful', { why: 'payload-unreadable' }, error)
      : fail('text-refused', { field: error.path, reason: error.code }, error);
  }
}
