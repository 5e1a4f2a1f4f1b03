import { readFileSync } from 'node:fs';
import { readRegister } from '../../register/read-register.ts';
import { alreadyHere, runImport } from '../service/import.ts';
import { dataOptions, withCounter } from './open.ts';
import { optionsOf } from './options.ts';
import type { CliIo } from './run.ts';

/** stdout: `{read, imported, already, rejected: [{row, reason, …}]}`; with `--dry-run` what would be imported. Progress goes to stderr. */
export async function importRegister(argv: readonly string[], io: CliIo): Promise<number> {
  const options = optionsOf(argv, [...dataOptions, 'file'], ['dry-run', 'progress']);
  const register = await readRegister(readFileSync(options.needed('file')));
  const rejected = register.rejected.map(({ row, reason, params }) => ({ row, reason, ...params }));
  return withCounter(options, async ({ store, office, author }) => {
    const already = alreadyHere(store, register);
    let result = { imported: register.good.length - already, already };
    if (!options.flag('dry-run')) {
      for await (const { done, ...counts } of runImport(store, office, author(), register)) {
        result = counts;
        if (options.flag('progress')) io.err(JSON.stringify({ done, total: register.good.length }));
      }
    }
    io.out(JSON.stringify({ read: register.read, ...result, rejected }));
    return 0;
  });
}
