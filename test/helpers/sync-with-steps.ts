/** A counter's sync as the command line runs it, in a process of its own that says which step it has come to, so that somebody can kill it there. stdout: a step's name a line. */
import { writeSync } from 'node:fs';
import { dataOptions, withCounter } from '../../electron/app/cli/open.ts';
import { optionsOf } from '../../electron/app/cli/options.ts';
import { systemClock, systemIds } from '../../electron/app/clock.ts';
import { createSync } from '../../electron/sync/engine.ts';
import { lineTo } from '../../electron/sync/ports.ts';

await withCounter(optionsOf(process.argv.slice(2), dataOptions), async ({ store, author }) => {
  const say = (step: string): void => {
    // Heard at once: a process that dies does not flush.
    writeSync(1, `${step}\n`);
  };
  const engine = createSync({
    store,
    http: lineTo,
    now: () => systemClock.now(),
    newId: () => systemIds.next(),
    appVersion: '0.1.0',
    retryDelaysMs: [],
    between: say,
  });
  say('begun');
  const { fault } = await engine.run({ close: true, author });
  say(fault === null ? 'done' : `fault ${fault.code}`);
});
