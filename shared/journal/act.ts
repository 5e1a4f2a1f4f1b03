import * as z from 'zod';

/** JSON as it stands in an act: numbers are safe integers, see `canonical.ts`. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;
export type JsonObject = { readonly [key: string]: JsonValue };
export const JsonObject = z.custom<JsonObject>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  'an object is needed',
);

/** Ids are compared as text everywhere, so only the lower-case form is one. New ids are UUIDv7. */
export const Uuid = z.string().regex(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
/** SHA-256 in lower-case hex. */
export const Sha256Hex = z.string().regex(/^[0-9a-f]{64}$/);
/** Instant with seconds and an offset, in practice `2026-06-08T09:15:00+07:00`. */
export const Instant = z.iso.datetime({ offset: true });

/**
 * What somebody vouches for. Frozen: these eleven keys and no other, whatever the app's version; growth happens in
 * `payload` (see docs/act-format.md). Hashed as canonical bytes, so a body read from outside is kept as its bytes.
 */
export const ActBody = z.strictObject({
  /** Made where the act was made; the idempotency key. */
  id: Uuid,
  kind: z.string().min(1).max(100),
  v: z.int().min(1),
  /** The receiving agency, `000.05.24.H11` or `H55.242`. */
  agencyCode: z.string().min(1).max(35),
  deviceId: Uuid,
  /** A person's id, `cli:<os user>` for the command line, `server:<name>` for the server's own acts. */
  actorId: z.string().min(1).max(200),
  dossierId: Uuid.nullable(),
  /** Last act of the dossier its author had on screen; null for its first act and where no screen showed it. */
  basedOn: Uuid.nullable(),
  /** Business time the author vouches for (+07:00). */
  occurredAt: Instant,
  /** Device time, never re-stamped. */
  recordedAt: Instant,
  payload: JsonObject,
});
export type ActBody = z.infer<typeof ActBody>;

/** How one life of one store chains a body. `prev` is the hash of the previous link, 64 zeros for seq 1. */
export const ActLink = z.strictObject({
  journalId: Uuid,
  seq: z.int().min(1),
  prev: Sha256Hex,
  bodyHash: Sha256Hex,
});
export type ActLink = z.infer<typeof ActLink>;

export const Act = z.strictObject({ body: ActBody, link: ActLink });
export type Act = z.infer<typeof Act>;

/** Where the server put an act: positions rise within an epoch and are given once. */
export const Placement = z.strictObject({ epoch: z.string().min(1), position: z.int().min(0) });
export type Placement = z.infer<typeof Placement>;

/** An act as a store holds it; `placement` is null until the server has placed it. */
export const PlacedAct = z.strictObject({ body: ActBody, link: ActLink, placement: Placement.nullable() });
export type PlacedAct = z.infer<typeof PlacedAct>;
