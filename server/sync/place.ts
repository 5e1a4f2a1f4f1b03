/** Gives bodies their places: once each, under whichever link they come first. */
import { isKind, kinds } from '#shared/journal/kinds.ts';
import { readPayload } from '#shared/journal/read-payload.ts';
import { blobNamedBy } from '#shared/sync/sent-act.ts';
import { type ActRow, type Held, heldActs, insertActs } from '../store/acts.ts';
import { nameBlobs } from '../store/blobs.ts';
import type { Tx } from '../store/database.ts';
import type { BatchAct } from './batch.ts';

/** An act to place; `at` is given where a signed page has proven its place. */
export type ToPlace = BatchAct & { readonly at?: { readonly epoch: string; readonly position: number } };

export type Place = { readonly epoch: string; readonly position: number; readonly actId: string | null; readonly isNew: boolean };

export type Placing = {
  /** By body hash, for every act asked. */
  readonly places: ReadonlyMap<string, Place>;
  /** Acts that are new here, in their order. */
  readonly placed: readonly (ActRow & { readonly source: BatchAct })[];
  /** Ids that bodies of other bytes claim too. */
  readonly reusedIds: readonly string[];
  readonly lastPosition: number;
};

/** Keeps what is new of `acts`. Must hold the agency's row. */
export async function placeActs(
  tx: Tx,
  agencyCode: string,
  epoch: string,
  lastPosition: number,
  acts: readonly ToPlace[],
): Promise<Placing> {
  const placing = givePlaces(await heldActs(tx, agencyCode, ...namesOf(acts)), epoch, lastPosition, acts);
  await insertActs(tx, agencyCode, placing.placed);
  await nameBlobs(tx, agencyCode, blobsOf(placing));
  return placing;
}

/** The hashes and the ids by which acts may be here already. */
export const namesOf = (acts: readonly BatchAct[]): [string[], string[]] => [
  acts.map(({ link }) => link.bodyHash),
  acts.flatMap(({ body }) => (body === null ? [] : [body.id])),
];

export const blobsOf = ({ placed }: Placing): string[] =>
  placed.flatMap(({ source }) => (source.body === null ? [] : (blobNamedBy(source.body) ?? [])));

/** `held`: those of `acts` that are here, and what holds their ids. */
export function givePlaces(held: readonly Held[], epoch: string, lastPosition: number, acts: readonly ToPlace[]): Placing {
  const places = new Map<string, Place>(held.map((one) => [one.bodyHash, { ...one, isNew: false }]));
  const ids = new Map(held.flatMap(({ actId, bodyHash }) => (actId === null ? [] : [[actId, bodyHash] as const])));
  const placed: (ActRow & { source: BatchAct })[] = [];
  const reusedIds: string[] = [];
  let position = lastPosition;
  for (const act of acts) {
    if (places.has(act.link.bodyHash)) continue;
    position += 1;
    const at = act.at ?? { epoch, position };
    const holder = act.body === null ? undefined : ids.get(act.body.id);
    if (act.body !== null && holder !== undefined) reusedIds.push(act.body.id);
    const row = rowOf(act, at, holder === undefined);
    if (row.actId !== null) ids.set(row.actId, row.bodyHash);
    places.set(row.bodyHash, { ...at, actId: row.actId, isNew: true });
    placed.push({ ...row, source: act });
  }
  return { places, placed, reusedIds, lastPosition: position };
}

function rowOf(
  { link, linkHash, bytes, body }: BatchAct,
  at: { readonly epoch: string; readonly position: number },
  idIsFree: boolean,
): ActRow {
  const readable = idIsFree ? body : null;
  return {
    ...at,
    bodyHash: link.bodyHash,
    actId: readable?.id ?? null,
    kind: readable?.kind ?? null,
    dossierId: readable?.dossierId ?? null,
    dossierCode: readable === null ? null : codeGivenBy(readable),
    body: bytes,
    journalId: link.journalId,
    seq: link.seq,
    linkHash,
    prev: link.prev,
  };
}

/** The code the act puts on papers, of the kinds this server knows to give one. */
function codeGivenBy(body: NonNullable<BatchAct['body']>): string | null {
  if (!isKind(body.kind) || !('dossierCode' in body.payload) || kinds[body.kind].of !== 'dossier') return null;
  const read = readPayload(body);
  if (!read.ok) return null;
  switch (read.known.kind) {
    case 'dossier.accepted':
    case 'dossier.recordedAtOnce':
    case 'dossier.imported':
      return read.known.payload.dossierCode;
    default:
      return null;
  }
}
