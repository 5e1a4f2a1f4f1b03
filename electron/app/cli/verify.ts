import { verify } from '../../store/verify.ts';
import { dataOptions, foldersOf, keyOf } from './open.ts';
import { optionsOf } from './options.ts';
import type { CliIo } from './run.ts';

/** stdout: the verdict `{ok, checked, faults}`. Exit 1 on any fault. Reads only; works beside the open app. */
export async function verifyFolder(argv: readonly string[], io: CliIo): Promise<number> {
  const options = optionsOf(argv, dataOptions);
  const verdict = await verify({ ...foldersOf(options), key: keyOf(options) });
  io.out(JSON.stringify(verdict));
  return verdict.ok ? 0 : 1;
}
