import { resolve } from 'node:path';

/** What a person or `npm start` may ask of a shell. */
export type ShellOptions = {
  /** The data folder, absolute; undefined: the shell's own place. */
  readonly dataDir: string | undefined;
  /** An empty folder stays empty and opens with the set-up wizard, instead of the demo commune. */
  readonly fresh: boolean;
  /** The demo's district server comes up beside the demo counter. Only `npm start` reads it. */
  readonly server: boolean;
};

/** Reads `--data DIR`, `--data=DIR`, `--fresh` and `--no-server`; `unknown` lists what it did not understand. Relative folders are seen from `cwd`. */
export function readOptions(argv: readonly string[], cwd: string): ShellOptions & { readonly unknown: readonly string[] } {
  let dataDir: string | undefined;
  let fresh = false;
  let server = true;
  const unknown: string[] = [];
  for (let at = 0; at < argv.length; at += 1) {
    const word = argv[at] ?? '';
    const next = argv[at + 1];
    if (word === '--fresh') fresh = true;
    else if (word === '--no-server') server = false;
    else if (word.startsWith('--data=') && word.length > '--data='.length) dataDir = resolve(cwd, word.slice('--data='.length));
    else if (word === '--data' && next !== undefined && !next.startsWith('--')) {
      dataDir = resolve(cwd, next);
      at += 1;
    } else unknown.push(word);
  }
  return { dataDir, fresh, server, unknown };
}
