import type { HelloAnswer } from '#shared/contract/upstream/values.ts';
import { clockOffSeconds, standingOf, type Standing } from '../compare.ts';
import type { Flight } from '../flight.ts';
import { openAnother } from '../other-life.ts';

export type Greeting = { readonly hello: HelloAnswer; readonly clockOffSeconds: number };

/** Says hello and takes down what the server told of itself. */
export async function greet({ store, upstream, now, appVersion, report }: Flight): Promise<Greeting> {
  report({ phase: 'connecting' });
  const journals = store.sync.journals().map(({ journalId, seq, linkHash }) => ({ journalId, seq, linkHash }));
  const deviceTime = now();
  const hello = await upstream.hello({ journals, cursor: store.sync.cursor(), deviceTime, appVersion });
  const isRestored = store.sync.epochs().length > 0 && !store.sync.epochs().includes(hello.epoch);
  store.sync.keepEpochs(hello.epochs);
  if (isRestored) store.sync.tellPerson(deviceTime, 'server-restored', { epoch: hello.epoch });
  store.sync.forgetBlobsSent(hello.lackingBlobs);
  return { hello, clockOffSeconds: clockOffSeconds(hello.serverTime, deviceTime) };
}

/**
 * Where each journal stands. A live journal the server has gone on with without us ends here: from now on acts go to a new one, before anything else is
 * asked, so that no clerk's next act can stand on a link the server knows another for.
 */
export async function settleJournals(flight: Flight, hello: HelloAnswer): Promise<readonly Standing[]> {
  const { store, between } = flight;
  const standings = store.sync
    .journals()
    .map((journal) => standingOf(journal, hello, (seq) => store.sync.linkHashAt(journal.journalId, seq)));
  const live = standings.find(({ journal }) => journal.live);
  for (const { journal, found } of standings)
    if (found === 'clone' && !journal.live && !journal.forked) store.sync.markForked(journal.journalId);
  if (live?.found === 'ahead' || live?.found === 'clone') {
    const isCopy = live.found === 'clone';
    openAnother(flight, { head: live.journal, reason: isCopy ? 'clone' : 'restore', forked: isCopy });
    await between('opened');
  }
  return standings;
}
