import { faultLine, isSyncFault } from '../../sync/fault.ts';
import { type OpenCounter, withCounter } from './open.ts';
import type { Options } from './options.ts';
import type { CliIo } from './run.ts';

/** Work on the open counter; what sync cannot do is one JSON line on `err` and exit code 1. */
export function withSyncFaultsTold(options: Options, io: CliIo, use: (counter: OpenCounter) => Promise<number>): Promise<number> {
  return withCounter(options, async (counter) => {
    try {
      return await use(counter);
    } catch (error) {
      if (!isSyncFault(error)) throw error;
      io.err(JSON.stringify(faultLine(error)));
      return 1;
    }
  });
}
