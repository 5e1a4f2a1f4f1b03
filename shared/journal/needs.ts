import type { ActBody } from './act.ts';
import { isKind, kinds, type Kind, type KindDefinition } from './kinds.ts';
import { readPayload } from './read-payload.ts';

/**
 * Keys an act satisfies or waits for: `act:<id>`; `open:<dossierId>`, the dossier's first act is here; `code:<dossierId>`, the
 * act that gave it the code on its papers is here.
 */
export type OrderKey = `act:${string}` | `open:${string}` | `code:${string}`;

type Traits = Pick<KindDefinition<unknown>, 'names' | 'opens'>;

export function keysGiven(body: ActBody): readonly OrderKey[] {
  const own: OrderKey = `act:${body.id}`;
  if (body.dossierId === null) return [own];
  const opens = opensOf(body);
  if (opens === null) return [own];
  const open: OrderKey = `open:${body.dossierId}`;
  return opens === 'code' ? [own, open, `code:${body.dossierId}`] : [own, open];
}

/** What has to be here before the act can mean anything. */
export function keysNeeded(body: ActBody): readonly OrderKey[] {
  const named = namesOf(body).map((id): OrderKey => `act:${id}`);
  if (body.basedOn !== null) return [`act:${body.basedOn}`, ...named];
  if (body.dossierId === null || opensOf(body) !== null) return named;
  return [...named, firstActNeeded(body.kind, body.dossierId)];
}

/**
 * An act without a base, on a dossier its author had only the slip of (the QR carries the id): a slip proves that a code was
 * given. What commutes needs no more than some first act.
 */
function firstActNeeded(kind: string, dossierId: string): OrderKey {
  return !isKind(kind) || kinds[kind].commutes ? `open:${dossierId}` : `code:${dossierId}`;
}

function opensOf(body: ActBody): 'dossier' | 'code' | null {
  const read = traitsAndPayload(body);
  return read === null ? null : read.traits.opens(read.payload);
}

function namesOf(body: ActBody): readonly string[] {
  const read = traitsAndPayload(body);
  return read === null ? [] : read.traits.names(read.payload);
}

/** Kinds whose traits take no argument are not parsed for it: ordering goes over every act of a pull. */
const plainKinds: ReadonlySet<Kind> = new Set(
  (Object.keys(kinds) as Kind[]).filter((kind) => kinds[kind].names.length === 0 && kinds[kind].opens.length === 0),
);

function traitsAndPayload(body: ActBody): { readonly traits: Traits; readonly payload: unknown } | null {
  if (!isKind(body.kind)) return null;
  // The table's functions each take their own payload, which `readPayload` has just checked.
  const traits = kinds[body.kind] as Traits;
  if (plainKinds.has(body.kind)) return { traits, payload: null };
  const read = readPayload(body);
  return read.ok ? { traits, payload: read.known.payload } : null;
}
