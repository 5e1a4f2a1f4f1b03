import type { ActBody, JsonObject } from './act.ts';
import { isNewBody } from './body.ts';
import { isKind, kinds, type Kind, type KindDefinition, type KnownPayload } from './kinds.ts';

export type PayloadRead =
  { readonly ok: true; readonly known: KnownPayload } | { readonly ok: false; readonly why: 'unknown' | 'unreadable' };

const UNKNOWN: PayloadRead = { ok: false, why: 'unknown' };
const UNREADABLE: PayloadRead = { ok: false, why: 'unreadable' };

/**
 * The payload as the latest version of its kind, for folds and screens; the act itself stays as it was written. 'unknown' is a
 * kind or version of a newer app, 'unreadable' a payload that does not fit the schema it claims.
 */
export function readPayload(body: Pick<ActBody, 'kind' | 'v' | 'payload'>): PayloadRead {
  if (!isKind(body.kind)) return UNKNOWN;
  if (isNewBody(body)) return { ok: true, known: { kind: body.kind, payload: body.payload } as unknown as KnownPayload };
  return readAs(body.kind, kinds[body.kind].versions, body.v, body.payload);
}

/** The steps from version `v` to the latest. Apart from the registry, so that upcasting is testable before a second version exists. */
export function readAs(kind: Kind, versions: KindDefinition<never>['versions'], v: number, payload: JsonObject): PayloadRead {
  const own = versions[v - 1];
  if (own === undefined) return UNKNOWN;
  const parsed = own.schema.safeParse(payload);
  if (!parsed.success) return UNREADABLE;
  const latest = versions.slice(v - 1).reduce((older, { upcast }) => upcast?.(older) ?? older, parsed.data as JsonObject);
  // The registry ties the name to the schema just applied; the compiler cannot follow it through the table.
  return { ok: true, known: { kind, payload: latest } as unknown as KnownPayload };
}
