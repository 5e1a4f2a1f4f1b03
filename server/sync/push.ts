/** Push: every act whose link holds is kept and placed, readable or not, in one transaction that holds the agency's row (docs/sync-protocol.md §5). */
import type * as z from 'zod';
import { type AwaitedCounter, pushErrors } from '#shared/contract/upstream/errors.ts';
import type { PushAnswer, PushInput, PushResult } from '#shared/contract/upstream/values.ts';
import { NO_PREV } from '#shared/journal/chain.ts';
import type { JournalHead } from '#shared/sync/sent-act.ts';
import { headBytes } from '#shared/sync/statements.ts';
import { verifySignature } from '../auth/ed25519.ts';
import { refuse } from '../http/refuse.ts';
import type { Ports } from '../ports.ts';
import type { LinkRow } from '../store/acts.ts';
import { type Agency, lockAgency, saveLastPosition } from '../store/agencies.ts';
import type { Tx } from '../store/database.ts';
import { awaitedCounters } from '../store/devices.ts';
import { advanceHead, claimJournal, type Journal } from '../store/journals.ts';
import { keepPush } from '../store/push-keep.ts';
import { type Asked, lookForPush } from '../store/push-look.ts';
import { type BatchAct, readBatch } from './batch.ts';
import type { Caller } from './caller.ts';
import { findContests, holdersOf } from './contests.ts';
import { blobsOf, givePlaces, namesOf, type Placing } from './place.ts';
import { contest } from './server-journal.ts';

type Answer = z.infer<typeof PushAnswer>;

export async function push({ db, clock }: Pick<Ports, 'db' | 'clock'>, caller: Caller, input: z.infer<typeof PushInput>): Promise<Answer> {
  const { acts, fault } = readBatch(input.journalId, input.acts, input.head);
  if (fault !== null) throw refuse(pushErrors, 'chain-broken', fault);
  const signed = headBytes(caller.agencyCode, { journalId: input.journalId, ...input.head });
  if (!verifySignature(caller.publicKey, signed, input.headSignature)) throw refuse(pushErrors, 'signature-wrong', {});
  return db.transaction().execute(async (tx) => {
    const agency = await lockAgency(tx, caller.agencyCode);
    if (!agency.receiving) throw refuse(pushErrors, 'not-receiving', { waitingFor: await waitingFor(tx, caller) });
    return store(tx, { agency, caller, at: clock(), signature: input.headSignature }, input.journalId, acts);
  });
}

const waitingFor = (tx: Tx, caller: Caller): Promise<AwaitedCounter[]> => awaitedCounters(tx, caller.agencyCode, caller.epoch);

type Context = { readonly agency: Agency; readonly caller: Caller; readonly at: Date; readonly signature: string };

async function store(tx: Tx, { agency, caller, at, signature }: Context, journalId: string, acts: readonly BatchAct[]): Promise<Answer> {
  const { agencyCode, epoch } = caller;
  const look = await lookForPush(tx, agencyCode, askedFor(journalId, acts));
  const journal = await journalOf(tx, caller, journalId, look.journal);
  const { links, next } = linkUp(journal, look.links, acts);
  const placing = givePlaces(look.held, epoch, agency.last_position, acts);
  const reached = next ? journal : headReached(journal, links);
  // A batch that comes again later is signed for a head long passed.
  const headSignature = !next && reached.headHash === acts.at(-1)?.linkHash ? signature : null;
  await keepPush(tx, agencyCode, {
    acts: placing.placed,
    links: links.filter((link) => !isThere(look.links, link)),
    journal: reached,
    headSignature,
    blobs: blobsOf(placing),
    lastPosition: placing.lastPosition,
    deviceId: caller.deviceId,
  });
  const author = { agencyCode, counterNo: caller.counterNo, revoked: caller.state === 'admitted' };
  const findings = await findContests(tx, author, placing.placed, look);
  const reused = await holdersOf(tx, agencyCode, placing.reusedIds);
  const lastPosition = await contest(tx, { agency, epoch, lastPosition: placing.lastPosition, at }, [...findings, ...reused]);
  if (lastPosition !== placing.lastPosition) await saveLastPosition(tx, agencyCode, lastPosition);
  const head = next ? await advanceHead(tx, agencyCode, journal, null) : headOf(reached);
  return { results: acts.map((act, index) => resultOf(act, links[index], placing)), head: head ?? headOfBranch(journalId, acts) };
}

/** Beside the run itself the link before it and the one after. Of codes rather too many: which of them an act gives is read once, when it is placed. */
function askedFor(journalId: string, acts: readonly BatchAct[]): Asked {
  const [first, last] = [acts[0]?.link.seq ?? 1, acts.at(-1)?.link.seq ?? 1];
  const [bodyHashes, actIds] = namesOf(acts);
  const codes = acts.flatMap(({ body }) => {
    const code = body?.payload['dossierCode'];
    return typeof code === 'string' ? [code] : [];
  });
  return { journalId, fromSeq: first - 1, toSeq: last + 1, bodyHashes, actIds, codes };
}

const headOf = ({ journalId, headSeq, headHash }: Journal): JournalHead | null =>
  headHash === null ? null : { journalId, seq: headSeq, linkHash: headHash };

/** Only when all of a journal is on a branch has its trunk no link. */
function headOfBranch(journalId: string, acts: readonly BatchAct[]): JournalHead {
  const last = acts.at(-1);
  return { journalId, seq: last?.link.seq ?? 1, linkHash: last?.linkHash ?? NO_PREV };
}

async function journalOf(tx: Tx, { agencyCode, deviceId }: Caller, journalId: string, journal: Journal | undefined): Promise<Journal> {
  if (journal !== undefined && journal.deviceId !== null && journal.deviceId !== deviceId)
    throw refuse(pushErrors, 'journal-of-another', {});
  if (journal?.deviceId !== deviceId) await claimJournal(tx, agencyCode, journalId, deviceId);
  return journal ?? { journalId, deviceId, headSeq: 0, headHash: null };
}

/** The head after the batch's links on the trunk. */
function headReached(journal: Journal, links: readonly LinkRow[]): Journal {
  const last = links.findLast(({ branch }) => !branch);
  return last === undefined || last.seq <= journal.headSeq ? journal : { ...journal, headSeq: last.seq, headHash: last.linkHash };
}

/** Each act's link as it now stands; `next`: a later link of the trunk is here already. `there`: the journal's links from before the run to after it. */
function linkUp(
  journal: Journal,
  there: readonly LinkRow[],
  acts: readonly BatchAct[],
): { readonly links: readonly LinkRow[]; readonly next: boolean } {
  const [first, last] = [acts[0]?.link, acts.at(-1)?.link];
  if (first === undefined || last === undefined) return { links: [], next: false };
  const head = headOf(journal);
  if (first.seq > journal.headSeq + 1) throw refuse(pushErrors, 'gap', { head });
  const parent = there.find(({ seq, linkHash }) => seq === first.seq - 1 && linkHash === first.prev);
  if (first.seq > 1 && parent === undefined) throw refuse(pushErrors, 'chain-broken', { seq: first.seq, why: 'prev' });
  const links = standing(acts, there, parent?.branch ?? false);
  return { links, next: last.seq >= journal.headSeq && there.some(({ seq, branch }) => seq === last.seq + 1 && !branch) };
}

export const isThere = (there: readonly LinkRow[], link: LinkRow): boolean =>
  there.some(({ seq, linkHash }) => seq === link.seq && linkHash === link.linkHash);

/** A link is on a branch when another holds its `seq`, when the next one there was built on another, and when what it is built on is. */
export function standing(acts: readonly BatchAct[], there: readonly LinkRow[], parentOnBranch: boolean): LinkRow[] {
  const trunk = new Map(there.flatMap((one) => (one.branch ? [] : [[one.seq, one] as const])));
  const known = new Map(there.map((one) => [one.linkHash, one]));
  let branch = parentOnBranch;
  return acts.map(({ link, linkHash }) => {
    const holder = trunk.get(link.seq);
    const next = trunk.get(link.seq + 1);
    branch =
      known.get(linkHash)?.branch ??
      (branch || (holder !== undefined && holder.linkHash !== linkHash) || (next !== undefined && next.prev !== linkHash));
    return { seq: link.seq, linkHash, prev: link.prev, bodyHash: link.bodyHash, branch };
  });
}

function resultOf({ link }: BatchAct, standing: LinkRow | undefined, { places }: Placing): PushResult {
  const place = places.get(link.bodyHash);
  // Every act of the batch was placed, or had its place.
  if (place === undefined) throw new Error('An act without a place');
  const outcome = standing?.branch === true ? 'fork' : place.isNew ? 'stored' : 'duplicate';
  return { seq: link.seq, id: place.actId, outcome, epoch: place.epoch, position: place.position };
}
