/** After a restore: counters bring back what the server has forgotten, each act to the place a signed page proves (docs/sync-protocol.md §9). */
import type * as z from 'zod';
import { reofferErrors } from '#shared/contract/upstream/errors.ts';
import type { ReofferAnswer, ReofferInput } from '#shared/contract/upstream/values.ts';
import { certifiedKey } from '#shared/sync/certificate.ts';
import { faultOfPage, type SignedPage } from '#shared/sync/page.ts';
import { bodyBytesOf, readBody } from '#shared/sync/sent-act.ts';
import { verifySignature } from '../auth/ed25519.ts';
import { refuse } from '../http/refuse.ts';
import type { Ports } from '../ports.ts';
import { heldActs, insertLinks, linksBetween } from '../store/acts.ts';
import { type Agency, lastPlace, lockAgency, saveLastPosition, startReceiving } from '../store/agencies.ts';
import type { Tx } from '../store/database.ts';
import { awaitedCounters, findDevice, saveOffered } from '../store/devices.ts';
import { insertEpoch } from '../store/epochs.ts';
import { advanceHead, claimJournal, findJournal } from '../store/journals.ts';
import { getSetting, listCertificates } from '../store/keys.ts';
import { lookForContests } from '../store/push-look.ts';
import type { BatchAct } from './batch.ts';
import type { Caller } from './caller.ts';
import { type Contest, findContests } from './contests.ts';
import { placeActs, type Placing, type ToPlace } from './place.ts';
import { isThere, standing } from './push.ts';
import { contest, rememberContests } from './server-journal.ts';

type Answer = z.infer<typeof ReofferAnswer>;

export async function reoffer(
  { db, clock }: Pick<Ports, 'db' | 'clock'>,
  caller: Caller,
  { offered, last }: z.infer<typeof ReofferInput>,
): Promise<Answer> {
  if (offered !== null) await verify(db, caller, offered);
  return db.transaction().execute(async (tx) => {
    const agency = await lockAgency(tx, caller.agencyCode);
    const placements = offered === null ? [] : await takeBack(tx, agency, caller, offered, clock());
    if (last) await saveOffered(tx, caller.agencyCode, caller.deviceId, caller.epoch);
    const waitingFor = agency.receiving ? [] : await awaitedCounters(tx, caller.agencyCode, caller.epoch);
    const receiving = agency.receiving || waitingFor.length === 0;
    if (receiving && !agency.receiving) await startReceiving(tx, caller.agencyCode);
    return { placements, position: await lastPlace(tx, caller.agencyCode), receiving, waitingFor };
  });
}

async function verify(db: Ports['db'], caller: Caller, offered: SignedPage): Promise<void> {
  const wrong = (why: 'signature' | 'entries' | 'hash' | 'agency' | 'epoch') => refuse(reofferErrors, 'page-wrong', { why });
  if (offered.page.agencyCode !== caller.agencyCode) throw wrong('agency');
  const key = certifiedKey(
    await listCertificates(db),
    { role: 'page', keyId: offered.keyId },
    await getSetting(db, 'rootPublicKey'),
    verifySignature,
  );
  const fault = faultOfPage(offered, key, verifySignature);
  if (fault !== null) throw wrong(fault);
  if (offered.page.entries.some(({ epoch }) => epoch > caller.epoch)) throw wrong('epoch');
}

async function takeBack(tx: Tx, agency: Agency, caller: Caller, { page, acts }: SignedPage, at: Date): Promise<Answer['placements']> {
  const { agencyCode, epoch } = caller;
  const held = await lastPlace(tx, agencyCode);
  const proven = acts.flatMap((act, index) => {
    const entry = page.entries[index];
    if (entry === undefined) return [];
    const bytes = bodyBytesOf(act);
    return [
      { link: act.link, linkHash: entry.linkHash, bytes, body: readBody(bytes), at: { epoch: entry.epoch, position: entry.position } },
    ];
  });
  const fresh = agency.receiving ? proven.map(({ at: _proven, ...act }) => act) : provenAfter(proven, agency.last_position, held?.epoch);
  for (const offered of new Set(page.entries.map((entry) => entry.epoch))) await insertEpoch(tx, offered, 'offered', at);
  const { placed, lastPosition } = await placeActs(tx, agencyCode, epoch, agency.last_position, fresh);
  await linkBack(
    tx,
    agencyCode,
    placed.map(({ source }) => source),
  );
  // What goes back to its place was judged when it first came.
  const findings = agency.receiving ? await lateFindings(tx, agencyCode, placed) : [];
  const end = await contest(tx, { agency, epoch, lastPosition, at }, findings);
  if (end !== agency.last_position) await saveLastPosition(tx, agencyCode, end);
  const here = await heldActs(
    tx,
    agencyCode,
    proven.map(({ link }) => link.bodyHash),
    [],
  );
  return here.map((one) => ({ bodyHash: one.bodyHash, epoch: one.epoch, position: one.position }));
}

async function lateFindings(tx: Tx, agencyCode: string, placed: Placing['placed']): Promise<Contest[]> {
  const findings: Contest[] = [];
  const known = await lookForContests(
    tx,
    agencyCode,
    placed.flatMap(({ dossierCode }) => dossierCode ?? []),
  );
  for (const [deviceId, own] of Map.groupBy(placed, ({ source }) => source.body?.deviceId)) {
    const device = deviceId === undefined ? undefined : await findDevice(tx, deviceId);
    if (device?.agency_code !== agencyCode) continue;
    findings.push(
      ...(await findContests(tx, { agencyCode, counterNo: device.counter_no, revoked: device.state !== 'active' }, own, known)),
    );
  }
  return findings;
}

/** What follows the server's last place without a gap. */
function provenAfter(
  proven: readonly (ToPlace & { readonly at: { readonly epoch: string; readonly position: number } })[],
  lastPosition: number,
  lastEpoch: string | undefined,
): ToPlace[] {
  const above = proven.filter(({ at }) => at.position > lastPosition && (lastEpoch === undefined || at.epoch >= lastEpoch));
  const [first] = above;
  if (first !== undefined && first.at.position !== lastPosition + 1) throw refuse(reofferErrors, 'page-gap', { position: lastPosition });
  return above;
}

/** Links the pages prove, whether or not the links before them are here: their own counter brings those. */
async function linkBack(tx: Tx, agencyCode: string, acts: readonly BatchAct[]): Promise<void> {
  await rememberContests(
    tx,
    agencyCode,
    acts.flatMap(({ body }) => body ?? []),
  );
  for (const [journalId, own] of Map.groupBy(acts, ({ link }) => link.journalId)) {
    const device = own.find(({ body }) => body !== null)?.body?.deviceId;
    await claimJournal(tx, agencyCode, journalId, device === undefined ? null : await ownerOf(tx, agencyCode, device));
    const journal = await findJournal(tx, agencyCode, journalId);
    for (const run of runsOf(own)) {
      const [first, last] = [run[0]?.link.seq ?? 1, run.at(-1)?.link.seq ?? 1];
      const there = await linksBetween(tx, agencyCode, journalId, first - 1, last + 1);
      const parent = there.find(({ linkHash }) => linkHash === run[0]?.link.prev);
      const fresh = standing(run, there, parent?.branch ?? false).filter((link) => !isThere(there, link));
      await insertLinks(tx, agencyCode, journalId, fresh);
    }
    if (journal !== undefined) await advanceHead(tx, agencyCode, journal, null);
  }
}

/** The device of the agency, or this server itself; null for one that is not enrolled any more. */
async function ownerOf(tx: Tx, agencyCode: string, deviceId: string): Promise<string | null> {
  if (deviceId === (await getSetting(tx, 'serverDeviceId'))) return deviceId;
  const device = await findDevice(tx, deviceId);
  return device?.agency_code === agencyCode ? device.device_id : null;
}

/** Cut where one link is not built on the one before. */
function runsOf(acts: readonly BatchAct[]): BatchAct[][] {
  const runs: BatchAct[][] = [];
  for (const act of acts) {
    const run = runs.at(-1);
    if (run !== undefined && run.at(-1)?.linkHash === act.link.prev) run.push(act);
    else runs.push([act]);
  }
  return runs;
}
