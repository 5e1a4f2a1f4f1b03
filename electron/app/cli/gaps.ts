import { dateOf, fromInstant } from '#shared/domain/deadline/local-date-time.ts';
import { numberLedger } from '../service/number-ledger.ts';
import { dataOptions, withReader } from './open.ts';
import { optionsOf, UsageError } from './options.ts';
import type { CliIo } from './run.ts';

/** `[--year YYYY]`: numbers of this counter that stand for no standing dossier, and why. stdout: one line each, then `{year, numbers, gaps}`. Works beside the open app. */
export async function gaps(argv: readonly string[], io: CliIo): Promise<number> {
  const options = optionsOf(argv, [...dataOptions, 'year']);
  const asked = options.text('year');
  if (asked !== undefined && !/^20\d{2}$/u.test(asked)) throw new UsageError('year-invalid', {});
  return withReader(options, async (store, clock) => {
    const reading = numberLedger(store, Number(asked ?? dateOf(fromInstant(clock.now())).slice(0, 4)));
    for (;;) {
      const step = await reading.next();
      if (step.done !== true) continue;
      const { gaps: found, ...rest } = step.value;
      for (const gap of found) io.out(JSON.stringify(gap));
      io.out(JSON.stringify({ ...rest, gaps: found.length }));
      return 0;
    }
  });
}
