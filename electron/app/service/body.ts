import type { ActBody, JsonObject } from '#shared/journal/act.ts';
import type { Kind, PayloadOf } from '#shared/journal/kinds.ts';
import { kinds } from '#shared/journal/kinds.ts';
import type { StoreIdentity } from '../../store/store.ts';

/** Who acts and when the machine recorded it. */
export type Author = { readonly actorId: string; readonly recordedAt: string };

export type NewAct<K extends Kind> = {
  readonly id: string;
  readonly kind: K;
  readonly payload: PayloadOf<K>;
  readonly dossierId: string | null;
  readonly basedOn: string | null;
  readonly occurredAt: string;
};

/** The body of a new act of this counter, its payload checked against the kind's latest version. Throws ZodError on a payload the kind does not take. */
export function bodyOf<K extends Kind>(identity: StoreIdentity, author: Author, act: NewAct<K>): ActBody {
  const versions = kinds[act.kind].versions;
  const schema = versions.at(-1)?.schema;
  return {
    id: act.id,
    kind: act.kind,
    v: versions.length,
    agencyCode: identity.agencyCode,
    deviceId: identity.deviceId,
    actorId: author.actorId,
    dossierId: act.dossierId,
    basedOn: act.basedOn,
    occurredAt: act.occurredAt,
    recordedAt: author.recordedAt,
    payload: schema?.parse(act.payload) as JsonObject,
  };
}
