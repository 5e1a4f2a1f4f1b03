import { syncStatus } from '../../sync/status.ts';
import { dataOptions, withReader } from './open.ts';
import { optionsOf } from './options.ts';
import type { CliIo } from './run.ts';

/** stdout: what is with the server and what is not. Works beside the open app. Exit 0 only when nothing is unsent. */
export async function syncStatusOf(argv: readonly string[], io: CliIo): Promise<number> {
  return withReader(optionsOf(argv, dataOptions), (reader) => {
    const status = syncStatus(reader);
    io.out(JSON.stringify(status));
    return status.allSent ? 0 : 1;
  });
}
