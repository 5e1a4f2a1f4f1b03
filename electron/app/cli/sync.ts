import { faultLine } from '../../sync/fault.ts';
import { syncOf } from '../../sync/ports.ts';
import { syncStatus } from '../../sync/status.ts';
import { dataOptions, withCounter } from './open.ts';
import { optionsOf } from './options.ts';
import type { CliIo } from './run.ts';
import { systemIds } from '../clock.ts';
import { version } from '../version.ts';

/** Sends everything, fetches what others made, has the server countersign. stdout: the status. Exit 0 only when nothing is unsent. */
export async function sync(argv: readonly string[], io: CliIo): Promise<number> {
  const options = optionsOf(argv, dataOptions);
  return withCounter(options, async ({ store, author, clock }) => {
    const engine = syncOf({ store, now: clock.now, newId: systemIds.next, appVersion: version });
    const { complete, fault } = await engine.run({ close: true, author });
    const status = syncStatus(store);
    io.out(JSON.stringify(status));
    if (fault !== null) io.err(JSON.stringify(faultLine(fault)));
    return complete && status.allSent ? 0 : 1;
  });
}
