import { readLastCode } from '../../backup/last-code.ts';
import { NumbersAfterRestore } from '#shared/domain/dossier/numbers-after-restore.ts';
import { numbersAfterRestoreName } from '../../store/queries/settings.ts';
import { dataOptions, withCounter } from './open.ts';
import { optionsOf } from './options.ts';
import type { CliIo } from './run.ts';

/** `--code CODE`: the last dossier code on paper, told after a restore that nobody was sure of. Numbers go on behind it. */
export async function lastCode(argv: readonly string[], io: CliIo): Promise<number> {
  const options = optionsOf(argv, [...dataOptions, 'code']);
  return withCounter(options, ({ store, clock }) => {
    const { receivedOn, number, dossierCode } = readLastCode(options.needed('code'), store.identity);
    const kept = store.settings.get(numbersAfterRestoreName);
    const known = kept === undefined ? { restoredOn: clock.now().slice(0, 10), known: [], life: 0 } : NumbersAfterRestore.parse(kept);
    store.writeLocal(() => {
      store.settings.put(numbersAfterRestoreName, { ...known, lastOnPaper: { date: receivedOn, number } });
    });
    io.out(JSON.stringify({ after: dossierCode }));
    return 0;
  });
}
