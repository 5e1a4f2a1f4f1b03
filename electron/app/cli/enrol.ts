import { readFileSync } from 'node:fs';
import { enrol as enrolCounter } from '../../sync/enrol.ts';
import { lineTo } from '../../sync/ports.ts';
import { dataOptions } from './open.ts';
import { optionsOf } from './options.ts';
import type { CliIo } from './run.ts';
import { withSyncFaultsTold } from './sync-faults.ts';

/** `--server URL (--code CODE | --code-file FILE)`: a command line is shown to everybody on the machine, a file is not. stdout: `{server, upstreamName, agencyCode, counterNo}`. The same code may be tried again by this counter. */
export async function enrol(argv: readonly string[], io: CliIo): Promise<number> {
  const options = optionsOf(argv, [...dataOptions, 'server', 'code', 'code-file']);
  const codeFile = options.text('code-file');
  const code = codeFile === undefined ? options.needed('code') : readFileSync(codeFile, 'utf8').trim();
  return withSyncFaultsTold(options, io, async ({ store, clock }) => {
    const { server, upstreamName } = await enrolCounter({ store, http: lineTo, now: clock.now }, options.needed('server'), code);
    const { agencyCode, counterNo } = store.identity;
    io.out(JSON.stringify({ server, upstreamName, agencyCode, counterNo }));
    return 0;
  });
}
