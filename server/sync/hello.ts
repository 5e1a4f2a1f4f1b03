import type * as z from 'zod';
import type { HelloAnswer, HelloInput } from '#shared/contract/upstream/values.ts';
import type { JournalHead } from '#shared/sync/sent-act.ts';
import { officeInstant, type Ports } from '../ports.ts';
import { linksBetween } from '../store/acts.ts';
import { getAgency, lastPlace } from '../store/agencies.ts';
import { lackingBlobs } from '../store/blobs.ts';
import { awaitedCounters, findDevice, saveHello } from '../store/devices.ts';
import { listEpochs } from '../store/epochs.ts';
import { type Journal, listJournals } from '../store/journals.ts';
import type { Caller } from './caller.ts';

const MAX_LACKING = 1000;

/** Where both sides stand, so that each knows what the other lacks (docs/sync-protocol.md §4). */
export async function hello(
  { db, clock }: Pick<Ports, 'db' | 'clock'>,
  caller: Caller,
  input: z.infer<typeof HelloInput>,
): Promise<HelloAnswer> {
  const { agencyCode, deviceId, epoch } = caller;
  const at = clock();
  const journals = await listJournals(db, agencyCode);
  await saveHello(db, {
    agencyCode,
    deviceId,
    at,
    appVersion: input.appVersion,
    clockOffMs: Date.parse(input.deviceTime) - at.getTime(),
    waitingActs: waitingActs(input.journals, journals),
  });
  const { receiving } = await getAgency(db, agencyCode);
  return {
    epoch,
    epochs: await listEpochs(db),
    serverTime: officeInstant(at),
    position: await lastPlace(db, agencyCode),
    heads: journals.flatMap((journal) => headOf(journal, deviceId)),
    atHead: await Promise.all(
      input.journals.map(async (own) => ({ journalId: own.journalId, linkHash: await linkAt(db, agencyCode, own) })),
    ),
    lackingBlobs: await lackingBlobs(db, agencyCode, MAX_LACKING),
    receiving,
    waitingFor: receiving ? [] : await awaitedCounters(db, agencyCode, epoch),
    reofferDue: (await findDevice(db, deviceId))?.offered_epoch !== epoch,
  };
}

function headOf({ journalId, headSeq, headHash, deviceId }: Journal, own: string): HelloAnswer['heads'] {
  return headHash === null ? [] : [{ journalId, seq: headSeq, linkHash: headHash, own: deviceId === own }];
}

/** The trunk's link at the counter's own `seq`; of a branch only the very same link. */
async function linkAt(db: Ports['db'], agencyCode: string, own: JournalHead): Promise<string | null> {
  const there = await linksBetween(db, agencyCode, own.journalId, own.seq, own.seq);
  return (there.find(({ linkHash }) => linkHash === own.linkHash) ?? there.find(({ branch }) => !branch))?.linkHash ?? null;
}

function waitingActs(own: readonly JournalHead[], here: readonly Journal[]): number {
  const heads = new Map(here.map(({ journalId, headSeq }) => [journalId, headSeq]));
  return own.reduce((sum, { journalId, seq }) => sum + Math.max(0, seq - (heads.get(journalId) ?? 0)), 0);
}
