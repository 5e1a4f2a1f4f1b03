/** The command line as offices start it: a process of its own, its data folder and its key in a temporary folder. */
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const cliEntry = join(import.meta.dirname, '../../electron/cli.ts');

export type CliRun = {
  readonly exitCode: number | null;
  readonly out: readonly unknown[];
  readonly err: readonly unknown[];
  readonly outText: string;
};

export type CliFolder = {
  /** Data folder; made by `init`. */
  readonly data: string;
  /** Holds the data folder, the keys and whatever else a test puts there. */
  readonly path: string;
  readonly env: NodeJS.ProcessEnv;
  run(args: readonly string[], stdin?: string, env?: NodeJS.ProcessEnv): Promise<CliRun>;
  start(args: readonly string[]): ChildProcessWithoutNullStreams;
  write(name: string, content: string | Uint8Array): string;
  remove(): void;
};

/** `under`: where it is made. */
export function cliFolder(under: string = tmpdir()): CliFolder {
  const path = mkdtempSync(join(under, 'mot-cua-cli-'));
  const env: NodeJS.ProcessEnv = { ...process.env, XDG_CONFIG_HOME: join(path, 'config') };
  const start = (args: readonly string[], environment = env) =>
    spawn(process.execPath, [cliEntry, ...args], { env: environment, stdio: 'pipe' });
  return {
    path,
    data: join(path, 'data'),
    env,
    start: (args) => start(args),
    run: async (args, stdin = '', environment = env) => {
      const child = start(args, environment);
      // A command that refuses its options does not read what it was given.
      child.stdin.on('error', () => undefined);
      child.stdin.end(stdin);
      return ended(child);
    },
    write: (name, content) => {
      writeFileSync(join(path, name), content);
      return join(path, name);
    },
    remove: () => {
      rmSync(path, { recursive: true, force: true });
    },
  };
}

/** Waits for the process to end and reads what it said, one JSON value a line. */
async function ended(child: ChildProcessWithoutNullStreams): Promise<CliRun> {
  const texts = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    texts.stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    texts.stderr += text;
  });
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject).once('close', resolve);
  });
  return { exitCode, out: jsonLines(texts.stdout), err: jsonLines(texts.stderr), outText: texts.stdout };
}

/** A line that is no JSON breaks the command line's contract and so the test. */
function jsonLines(text: string): unknown[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as unknown);
}
