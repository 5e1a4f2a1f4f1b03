import { takeReserve, tellLastCode } from '../service/numbers-told.ts';
import { dataOptions, withCounter } from './open.ts';
import { optionsOf, UsageError } from './options.ts';
import type { CliIo } from './run.ts';

/** `--code CODE`: the last dossier code on paper, told after a restore that nobody was sure of; numbers go on behind it. `--unsure`: the reserve is right, the desk asks no more. */
export async function lastCode(argv: readonly string[], io: CliIo): Promise<number> {
  const options = optionsOf(argv, [...dataOptions, 'code'], ['unsure']);
  const code = options.text('code');
  if ((code === undefined) !== options.flag('unsure')) throw new UsageError('option-missing', { option: '--code | --unsure' });
  return withCounter(options, ({ store, clock }) => {
    if (code === undefined) takeReserve(store);
    io.out(JSON.stringify(code === undefined ? { numbers: 'reserve' } : { after: tellLastCode(store, code, clock.now()) }));
    return 0;
  });
}
