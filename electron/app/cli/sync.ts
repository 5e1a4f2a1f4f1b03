import { createSync } from '../../sync/engine.ts';
import { syncStatus } from '../../sync/status.ts';
import { dataOptions, withCounter } from './open.ts';
import { optionsOf } from './options.ts';
import type { CliIo } from './run.ts';
import { faultLine, syncPortsOf } from './sync-ports.ts';

/** Sends everything, fetches what others made, has the server countersign. stdout: the status. Exit 0 only when nothing is unsent. */
export async function sync(argv: readonly string[], io: CliIo): Promise<number> {
  const options = optionsOf(argv, dataOptions);
  return withCounter(options, async (counter) => {
    const { complete, fault } = await createSync(syncPortsOf(counter)).run({ close: true });
    const status = syncStatus(counter.store);
    io.out(JSON.stringify(status));
    if (fault !== null) io.err(JSON.stringify(faultLine(fault)));
    return complete && status.allSent ? 0 : 1;
  });
}
