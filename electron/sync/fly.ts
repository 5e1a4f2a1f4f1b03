/** The steps of an attempt in their order. Each asks store and server where they stand, so a run that is cut off anywhere is simply run again. */
import { collisionOf } from './collision.ts';
import { SyncFault } from './fault.ts';
import { BeginAgain, type Flight } from './flight.ts';
import { openAnother, restoredElsewhere } from './other-life.ts';
import { sendBlobs } from './steps/blobs.ts';
import { greet, settleJournals } from './steps/hello.ts';
import { closeAgain, closeJournals } from './steps/manifest.ts';
import { offerAgain } from './steps/offer.ts';
import { takePacks } from './steps/packs.ts';
import { pullAll } from './steps/pull.ts';
import { pushAll } from './steps/push.ts';

/** `close` also has the server countersign; `reached` hears by how much its clock is off. Throws `BeginAgain` when the ground moved, and `SyncFault`. */
export async function fly(flight: Flight, close: boolean, reached: (clockOffSeconds: number) => void): Promise<void> {
  const { hello, clockOffSeconds } = await greet(flight);
  reached(clockOffSeconds);
  const standings = await settleJournals(flight, hello);
  await flight.between('greeted');
  const { receiving, waitingFor, hasOffered } = await offerAgain(flight, hello);
  // The server's heads are others now.
  if (receiving && hasOffered) throw new BeginAgain();
  if (!receiving) {
    await pullAll(flight);
    throw new SyncFault('server-awaits-counters', { waitingFor });
  }
  // Before the push: people of a pack become acts, which are of the day that is closed.
  await takePacks(flight);
  await linkLeftBehind(flight);
  await pushAll(flight, standings);
  await sendBlobs(flight, hello.lackingBlobs);
  await closeAgain(flight, hello.epoch);
  await pullAll(flight);
  const beside = restoredElsewhere(flight.store);
  if (beside !== undefined) {
    openAnother(flight, beside);
    await flight.between('opened');
    throw new BeginAgain();
  }
  const collision = collisionOf(flight.store);
  if (collision !== null) flight.trouble(collision);
  if (close) await closeJournals(flight);
}

/** What stands on a journal that was left: first what the server has of it is fetched, then the rest is linked again. */
async function linkLeftBehind(flight: Flight): Promise<void> {
  const { store, between } = flight;
  if (!store.sync.hasLeftBehind() && !store.sync.isCatchingUp()) return;
  await pullAll(flight);
  while (store.sync.linkLeftBehind() > 0) await between('linked');
}
