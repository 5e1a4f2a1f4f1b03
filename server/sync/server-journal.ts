/** The server's own journal of an agency: what it has to say, it says with acts, chained, placed and pulled like any other. */
import { randomUUIDv7 } from 'node:crypto';
import { bodyBytes, newBody } from '#shared/journal/body.ts';
import { type Head, headOf, linkAct } from '#shared/journal/chain.ts';
import type { ActBody } from '#shared/journal/act.ts';
import { Contested } from '#shared/journal/payloads/beside.ts';
import { insertLinks } from '../store/acts.ts';
import type { Agency } from '../store/agencies.ts';
import type { Tx } from '../store/database.ts';
import { advanceHead, claimJournal, findJournal } from '../store/journals.ts';
import { getSetting } from '../store/keys.ts';
import { officeInstant } from '../ports.ts';
import { sql } from 'kysely';
import type { BatchAct } from './batch.ts';
import type { Contest } from './contests.ts';
import { placeActs } from './place.ts';

/** `journal.opened` wants a counter's number; none of an office has this one. */
const NO_COUNTER = 999;

type Said = Pick<Contest, 'actId' | 'dossierId'> & { readonly reason: string };

export type Spot = { readonly agency: Agency; readonly epoch: string; readonly lastPosition: number; readonly at: Date };

/** Writes `act.contested` for what has not been said yet. Must hold the agency's row. Gives the last position after it. */
export async function contest(tx: Tx, spot: Spot, findings: readonly Contest[]): Promise<number> {
  const fresh = await notSaidYet(tx, spot.agency.agency_code, findings);
  if (fresh.length === 0) return spot.lastPosition;
  const author = await authorOf(tx, spot);
  const bodies = fresh.map(({ actId, dossierId, reason }) =>
    newBody({ ...author, id: randomUUIDv7(), kind: 'act.contested', dossierId, payload: { actId, reason } }),
  );
  return append(tx, spot, bodies);
}

async function notSaidYet(tx: Tx, agencyCode: string, findings: readonly Said[]): Promise<Said[]> {
  const once = [...new Map(findings.map((one) => [`${one.actId} ${one.reason}`, one])).values()];
  if (once.length === 0) return [];
  const { rows } = await sql<{ act_id: string; reason: string }>`
    INSERT INTO contest (agency_code, act_id, reason)
    SELECT ${agencyCode}, act_id, reason FROM unnest(${once.map(({ actId }) => actId)}::uuid[], ${once.map(({ reason }) => reason)}::text[]) AS new (act_id, reason)
    ON CONFLICT DO NOTHING RETURNING act_id, reason
  `.execute(tx);
  const said = new Set(rows.map((row) => `${row.act_id} ${row.reason}`));
  return once.filter((one) => said.has(`${one.actId} ${one.reason}`));
}

/** What this server said before it was restored, and a counter brings back, is not said again. */
export async function rememberContests(tx: Tx, agencyCode: string, bodies: readonly ActBody[]): Promise<void> {
  const server = await getSetting(tx, 'serverDeviceId');
  await notSaidYet(
    tx,
    agencyCode,
    bodies.flatMap((body) => {
      const said = body.kind === 'act.contested' && body.deviceId === server ? Contested.safeParse(body.payload) : undefined;
      return said?.success === true ? [{ actId: said.data.actId, dossierId: body.dossierId, reason: said.data.reason }] : [];
    }),
  );
}

async function authorOf(tx: Tx, { agency, at }: Spot) {
  const instant = officeInstant(at);
  return {
    agencyCode: agency.agency_code,
    deviceId: await getSetting(tx, 'serverDeviceId'),
    actorId: `server:${await getSetting(tx, 'serverName')}`,
    basedOn: null,
    occurredAt: instant,
    recordedAt: instant,
  };
}

async function append(tx: Tx, spot: Spot, bodies: readonly ActBody[]): Promise<number> {
  const { agency_code: agencyCode } = spot.agency;
  const { journalId, head, opening } = await ownJournal(tx, spot);
  const acts: BatchAct[] = [];
  let before = head;
  for (const body of [...opening, ...bodies]) {
    const { link } = linkAct(before, journalId, body);
    before = headOf(link);
    acts.push({ link, linkHash: before.linkHash, bytes: bodyBytes(body), body });
  }
  const { lastPosition } = await placeActs(tx, agencyCode, spot.epoch, spot.lastPosition, acts);
  await insertLinks(
    tx,
    agencyCode,
    journalId,
    acts.map(({ link, linkHash }) => ({ ...link, linkHash, branch: false })),
  );
  await advanceHead(tx, agencyCode, { journalId, deviceId: null, headSeq: head?.seq ?? 0, headHash: head?.linkHash ?? null }, null);
  return lastPosition;
}

type OwnJournal = { readonly journalId: string; readonly head: Head | null; readonly opening: readonly ActBody[] };

/** A restored server has forgotten which journal it wrote: it opens a new one, as a counter would. */
async function ownJournal(tx: Tx, spot: Spot): Promise<OwnJournal> {
  const { agency_code: agencyCode, server_journal_id: living } = spot.agency;
  const journal = living === null ? undefined : await findJournal(tx, agencyCode, living);
  if (journal !== undefined)
    return {
      journalId: journal.journalId,
      head: journal.headHash === null ? null : { seq: journal.headSeq, linkHash: journal.headHash },
      opening: [],
    };
  const author = await authorOf(tx, spot);
  const previous = await lastJournalOf(tx, agencyCode, author.deviceId);
  const journalId = randomUUIDv7();
  await claimJournal(tx, agencyCode, journalId, author.deviceId);
  await tx.updateTable('agency').set({ server_journal_id: journalId }).where('agency_code', '=', agencyCode).execute();
  const opened = newBody({
    ...author,
    id: randomUUIDv7(),
    kind: 'journal.opened',
    dossierId: null,
    payload: {
      previousJournalId: previous?.journal_id ?? null,
      lastSeq: previous?.head_seq ?? null,
      lastHash: previous?.head_hash?.toString('hex') ?? null,
      reason: previous === undefined ? 'setUp' : 'restore',
      counterNo: NO_COUNTER,
    },
  });
  return { journalId, head: null, opening: [opened] };
}

function lastJournalOf(tx: Tx, agencyCode: string, deviceId: string) {
  return tx
    .selectFrom('journal')
    .select(['journal_id', 'head_seq', 'head_hash'])
    .where('agency_code', '=', agencyCode)
    .where('device_id', '=', deviceId)
    .where('head_hash', 'is not', null)
    .orderBy('journal_id', 'desc')
    .limit(1)
    .executeTakeFirst();
}
