/** Whether a bundle is whole, for this server and of a counter it knows: read to the end, nothing kept. */
import { BundleFault } from '#shared/sync/bundle-lines.ts';
import type { BundleHeader } from '#shared/sync/bundle.ts';
import type { Ports } from '../ports.ts';
import { SetUpFault } from '../set-up.ts';
import { getAgency } from '../store/agencies.ts';
import { findDevice } from '../store/devices.ts';
import { currentEpoch } from '../store/epochs.ts';
import type { Caller } from '../sync/caller.ts';
import { takeLines } from './pieces.ts';
import { rememberAsked } from './remember.ts';
import { type CopiedStick, readStick } from './stick.ts';

const ignore = (): void => undefined;

/** Who stands behind it. Throws `BundleFault`, `device-revoked`, and `not-receiving`, which alone leaves something: whom the next answer is for. */
export async function judgeBundle(ports: Ports, { file, identities }: CopiedStick): Promise<Caller> {
  let caller: Caller | undefined;
  let offeredTo: string | undefined;
  const lines = takeLines({
    push: ignore,
    blob: ignore,
    chunk: ignore,
    blobEnds: ignore,
    manifest: ignore,
    offer: ignore,
    offered: (epoch) => {
      offeredTo = epoch;
    },
  });
  const header = await readStick(file, identities, {
    mayTrust: async (header) => {
      caller = await callerOf(ports.db, header);
    },
    visit: lines.visit,
  });
  lines.end();
  if (caller === undefined) throw new BundleFault('bundle-damaged', { why: 'header' });
  if (offeredTo !== caller.epoch && !(await getAgency(ports.db, caller.agencyCode)).receiving) {
    // Its counter does not know yet that it owes an offer: the answer tells it.
    await rememberAsked(ports, caller, header, [], []);
    throw new SetUpFault('not-receiving');
  }
  return caller;
}

async function callerOf(db: Ports['db'], { from, to, agencyCode, publicKey }: BundleHeader): Promise<Caller> {
  if (to !== 'upstream' || from === 'upstream') throw new BundleFault('bundle-foreign', { why: 'addressee' });
  const device = await findDevice(db, from);
  if (device === undefined) throw new BundleFault('bundle-foreign', { why: 'device' });
  if (device.agency_code !== agencyCode) throw new BundleFault('bundle-foreign', { why: 'agency' });
  if (device.public_key !== publicKey) throw new BundleFault('bundle-foreign', { why: 'key' });
  if (device.state === 'revoked') throw new SetUpFault('device-revoked');
  return {
    agencyCode,
    deviceId: from,
    counterNo: device.counter_no,
    publicKey,
    state: device.state,
    epoch: await currentEpoch(db),
  };
}
