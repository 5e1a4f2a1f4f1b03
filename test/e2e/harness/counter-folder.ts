/** Data folders for stories: a demo commune made once and copied, or nothing at all. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { keyFilePath } from '../../../electron/keys/key-file.ts';
import { root } from './root.ts';

export type Counter = {
  readonly dataDir: string;
  /** `$XDG_CONFIG_HOME` of this counter: its key lies below. */
  readonly configDir: string;
  readonly keyFile: string;
  readonly stateDir: string;
  /** Runs the command line over the folder and answers what it printed. */
  cli(...argv: readonly string[]): string;
  remove(): void;
};

/** Places for a counter that is not set up yet. */
export function emptyCounter(): Counter {
  const folder = mkdtempSync(join(tmpdir(), 'mc-e2e-'));
  const dataDir = join(folder, 'data');
  const configDir = join(folder, 'config');
  const env = { ...process.env, XDG_CONFIG_HOME: configDir };
  return {
    dataDir,
    configDir,
    keyFile: keyFilePath(dataDir, env),
    stateDir: join(folder, 'state'),
    cli: (...argv) => execFileSync(process.execPath, [join(root, 'electron/cli.ts'), ...argv], { encoding: 'utf8', env, cwd: root }),
    remove: () => {
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** The demo commune, with its register. */
export function demoCounter(): Counter {
  const counter = emptyCounter();
  counter.cli('init', '--data', counter.dataDir, '--demo');
  return counter;
}

/** The same counter in another place. */
export function copyOf(counter: Counter): Counter {
  const copy = emptyCounter();
  cpSync(counter.dataDir, copy.dataDir, { recursive: true });
  mkdirSync(dirname(copy.keyFile), { recursive: true, mode: 0o700 });
  cpSync(counter.keyFile, copy.keyFile);
  return copy;
}
