/** What the server finds wrong with acts beyond their chain: things no fold can know (docs/sync-protocol.md §5). The acts stay. */
import { sql } from 'kysely';
import type { ActBody } from '#shared/journal/act.ts';
import { parseDossierCode } from '#shared/domain/dossier/code.ts';
import { ownerOf } from '#shared/domain/dossier/number-range.ts';
import type { ActRow } from '../store/acts.ts';
import type { Tx } from '../store/database.ts';
import type { Giver, Known } from '../store/push-look.ts';
import type { BatchAct } from './batch.ts';

export type ContestReason =
  'actor-dismissed' | 'number-out-of-range' | 'code-given-twice' | 'id-reused' | 'device-revoked' | 'agency-foreign';
export type Contest = { readonly actId: string; readonly dossierId: string | null; readonly reason: ContestReason };

type Placed = ActRow & { readonly source: BatchAct };
type Author = { readonly agencyCode: string; readonly counterNo: number; readonly revoked: boolean };

/** Findings about acts just placed; `placed` is in their order and stored already. `known` may be from before or after. */
export async function findContests(tx: Tx, author: Author, placed: readonly Placed[], known: Known): Promise<Contest[]> {
  const readable = placed.filter(({ actId, source }) => actId !== null && source.body !== null);
  return [
    ...readable.flatMap((act) => ownFindings(act, author)),
    ...(await dismissedActors(tx, author.agencyCode, readable, known)),
    ...codesGivenTwice(known, readable),
  ];
}

function ownFindings({ actId, dossierId, dossierCode, kind, source }: Placed, author: Author): Contest[] {
  const found = (reason: ContestReason): Contest[] => [{ actId: actId ?? '', dossierId, reason }];
  if (author.revoked) return found('device-revoked');
  if (source.body?.agencyCode !== author.agencyCode) return found('agency-foreign');
  // An old register's codes were given by other hands.
  if (dossierCode === null || kind === 'dossier.imported') return [];
  return isInRange(dossierCode, author) ? [] : found('number-out-of-range');
}

function isInRange(dossierCode: string, { agencyCode, counterNo }: Author): boolean {
  const parts = parseDossierCode(dossierCode);
  if (parts?.agencyCode !== agencyCode) return false;
  const owner = ownerOf(parts.number);
  return owner?.kind === 'pad' || owner?.counterNo === counterNo;
}

/** The last word on a person before each act, in the agency's order, decides; acts from before the dismissal are good however late they come. */
async function dismissedActors(tx: Tx, agencyCode: string, placed: readonly Placed[], { anyoneDismissed }: Known): Promise<Contest[]> {
  const last = placed.at(-1);
  if (last === undefined || !(anyoneDismissed || placed.some(({ kind }) => kind === 'person.dismissed'))) return [];
  const words = await tx
    .selectFrom('act')
    .select([
      'position',
      'kind',
      sql<string>`convert_from(body, 'UTF8')::jsonb #>> '{payload,personId}'`.as('person'),
      sql<string>`convert_from(body, 'UTF8')::jsonb ->> 'occurredAt'`.as('occurred_at'),
    ])
    .where('agency_code', '=', agencyCode)
    .where('kind', 'in', ['person.added', 'person.changed', 'person.dismissed'])
    .where('position', '<=', last.position)
    .orderBy('position')
    .execute();
  const ofPerson = Map.groupBy(words, ({ person }) => person);
  return placed.flatMap(({ actId, dossierId, position, source }) => {
    const word = ofPerson.get(source.body?.actorId ?? '')?.findLast((one) => one.position < position);
    if (word?.kind !== 'person.dismissed' || actId === null || !isAfter(source.body, word.occurred_at)) return [];
    return [{ actId, dossierId, reason: 'actor-dismissed' as const }];
  });
}

const isAfter = (body: ActBody | null, instant: string): boolean => body !== null && Date.parse(body.occurredAt) > Date.parse(instant);

function codesGivenTwice({ givers }: Known, placed: readonly Placed[]): Contest[] {
  const codes = new Set(placed.flatMap(({ dossierCode }) => dossierCode ?? []));
  const there = new Set(givers.map(({ actId }) => actId));
  const now = placed.flatMap(({ actId, dossierId, dossierCode: code }): Giver[] =>
    actId === null || code === null || there.has(actId) ? [] : [{ actId, dossierId, code }],
  );
  const ofCodes = Map.groupBy([...givers, ...now], ({ code }) => code);
  return [...ofCodes].flatMap(([code, acts]) => {
    if (!codes.has(code) || new Set(acts.map(({ dossierId }) => dossierId)).size < 2) return [];
    return acts.map(({ actId, dossierId }) => ({ actId, dossierId, reason: 'code-given-twice' as const }));
  });
}

/** The acts that hold these ids, which other bytes have claimed. */
export async function holdersOf(tx: Tx, agencyCode: string, actIds: readonly string[]): Promise<Contest[]> {
  if (actIds.length === 0) return [];
  const holders = await tx
    .selectFrom('act')
    .select(['act_id', 'dossier_id'])
    .where('agency_code', '=', agencyCode)
    .where('act_id', '=', sql<string>`ANY(${actIds}::uuid[])`)
    .execute();
  return holders.flatMap((act) =>
    act.act_id === null ? [] : [{ actId: act.act_id, dossierId: act.dossier_id, reason: 'id-reused' as const }],
  );
}
