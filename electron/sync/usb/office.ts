/** An office without a server, or with one that is off: desks give each other what they hold on a stick. */
import type { BundleHeader, BundleLine } from '#shared/sync/bundle.ts';
import type { Sign } from '#shared/sync/statement.ts';
import { headBytes } from '#shared/sync/statements.ts';
import type { Store } from '../../store/store.ts';
import { SyncFault } from '../fault.ts';
import { signerOf } from '../keys.ts';
import { headerTo } from './header.ts';
import { writeBundle, type Written } from './write-bundle.ts';

/**
 * Writes everything this desk holds that some other desk has not shown to hold. A desk that is new to this one needs `all`. Throws `office-code-missing`.
 */
export async function exportForOffice(store: Store, path: string, now: string, all: boolean): Promise<Written> {
  const [device, officeCode] = [store.sync.device(), store.sync.officeCode()];
  if (device === undefined || officeCode === undefined) throw new SyncFault('office-code-missing');
  const sign = signerOf(device);
  const header = headerTo('office', { store, device, now, cursor: store.sync.cursor() });
  return writeBundle(path, { header, lines: linesFor(store, sign, header, all), sign, lock: { officeCode } });
}

function* linesFor({ sync, identity }: Store, sign: Sign, { have }: BundleHeader, all: boolean): Generator<BundleLine> {
  const neighbours = Object.values(sync.neighbours());
  for (const { journalId, seq, linkHash } of have) {
    const known =
      all || neighbours.length === 0
        ? 0
        : Math.min(...neighbours.map((neighbour) => neighbour.have.find((head) => head.journalId === journalId)?.seq ?? 0));
    for (let run = sync.heldAfter(journalId, known); run !== undefined; run = sync.heldAfter(journalId, run.head.seq))
      for (const act of run.acts) yield { act };
    const head = { journalId, seq, linkHash };
    yield { head, headSignature: sign(headBytes(identity.agencyCode, head)) };
  }
}
