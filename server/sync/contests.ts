/** What the server finds wrong with acts beyond their chain: things no fold can know (docs/sync-protocol.md §5). The acts stay. */
import { sql } from 'kysely';
import type { ActBody } from '#shared/journal/act.ts';
import { parseDossierCode } from '#shared/domain/dossier/code.ts';
import { ownerOf } from '#shared/domain/dossier/number-range.ts';
import type { ActRow } from '../store/acts.ts';
import type { Tx } from '../store/database.ts';
import type { BatchAct } from './batch.ts';

export type ContestReason =
  'actor-dismissed' | 'number-out-of-range' | 'code-given-twice' | 'id-reused' | 'device-revoked' | 'agency-foreign';
export type Contest = { readonly actId: string; readonly dossierId: string | null; readonly reason: ContestReason };

type Placed = ActRow & { readonly source: BatchAct };
type Author = { readonly agencyCode: string; readonly counterNo: number; readonly revoked: boolean };

/** Findings about acts just placed; `placed` is in their order and stored already. */
export async function findContests(tx: Tx, author: Author, placed: readonly Placed[]): Promise<Contest[]> {
  const readable = placed.filter(({ actId, source }) => actId !== null && source.body !== null);
  return [
    ...readable.flatMap((act) => ownFindings(act, author)),
    ...(await dismissedActors(tx, author.agencyCode, readable)),
    ...(await codesGivenTwice(tx, author.agencyCode, readable)),
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
async function dismissedActors(tx: Tx, agencyCode: string, placed: readonly Placed[]): Promise<Contest[]> {
  const [first, last] = [placed[0], placed.at(-1)];
  if (first === undefined || last === undefined) return [];
  const dismissed = await tx
    .selectFrom('act')
    .select('position')
    .where('agency_code', '=', agencyCode)
    .where('kind', '=', 'person.dismissed')
    .limit(1)
    .executeTakeFirst();
  if (dismissed === undefined) return [];
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

async function codesGivenTwice(tx: Tx, agencyCode: string, placed: readonly Placed[]): Promise<Contest[]> {
  const codes = placed.flatMap(({ dossierCode }) => dossierCode ?? []);
  if (codes.length === 0) return [];
  const { rows: givers } = await sql<{ act_id: string; dossier_id: string | null; dossier_code: string }>`
    SELECT found.act_id, found.dossier_id, found.dossier_code FROM unnest(${[...new Set(codes)]}::text[]) AS asked (code)
      CROSS JOIN LATERAL (
        SELECT act_id, dossier_id, dossier_code, position FROM act WHERE agency_code = ${agencyCode} AND dossier_code = asked.code AND act_id IS NOT NULL OFFSET 0
      ) AS found
    ORDER BY found.position
  `.execute(tx);
  return [...Map.groupBy(givers, ({ dossier_code: code }) => code).values()].flatMap((ofCode) => {
    if (new Set(ofCode.map(({ dossier_id: dossierId }) => dossierId)).size < 2) return [];
    return ofCode.map((act) => ({ actId: act.act_id, dossierId: act.dossier_id, reason: 'code-given-twice' as const }));
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
