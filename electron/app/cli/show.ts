import { fail } from '#shared/errors.ts';
import { dataOptions, withReader } from './open.ts';
import { optionsOf } from './options.ts';
import type { CliIo } from './run.ts';

/** stdout: the folded state of the dossier that bears the code. Of two that bear it after a collision, an array of both. */
export async function show(argv: readonly string[], io: CliIo): Promise<number> {
  const options = optionsOf(argv, dataOptions);
  const dossierCode = options.positionals[0] ?? '';
  return withReader(options, ({ dossiers }) => {
    const states = dossiers.findByCode(dossierCode).flatMap((id) => dossiers.findState(id) ?? []);
    if (states.length === 0) throw fail('dossier-unknown', { dossierCode });
    io.out(JSON.stringify(states.length === 1 ? states[0] : states));
    return 0;
  });
}
