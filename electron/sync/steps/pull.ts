import type { Flight } from '../flight.ts';

/** A page is stored in one go, and clerks search meanwhile: a few hundred acts take the time of a keystroke. */
const actsPerPage = 200;

/** Takes every page there is, each verified before a byte of it is kept. */
export async function pullAll({ store, upstream, trust, report, progress, between }: Flight): Promise<void> {
  report({ phase: 'fetching' });
  for (let more = true; more;) {
    const cursor = store.sync.cursor();
    const answer = await upstream.pull({ cursor, limit: actsPerPage });
    await trust.checkPage(answer, cursor);
    await between('page-checked');
    const { page, keyId, signature, acts } = answer;
    const { added } = store.sync.storePage({ page, keyId, signature, acts });
    more = answer.more && page.entries.length > 0;
    report({ fetched: progress().fetched + added });
    await between('page-stored');
  }
  if (store.sync.isCatchingUp()) store.sync.caughtUp();
}
