/** One command of the product, as it is, and everything it did to its disk in the order it did it. Needs `strace`. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, openSync, closeSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cliEntry } from '../../helpers/cli.ts';
import type { PowerDrill } from './drill.ts';
import { type DiskEvent, eventsOf, tracedCalls } from './system-calls.ts';

export type Recording = { readonly exitCode: number | null; readonly events: readonly DiskEvent[]; readonly errors: string };

const straceArgs = ['-f', '-y', '-xx', '--seccomp-bpf', '-s', String(16 * 1024 * 1024), '-e', `trace=${tracedCalls.join(',')}`];

/** Why nothing can be recorded here; undefined where it can. */
export function whyNot(): string | undefined {
  const { error, status, stderr } = spawnSync('strace', [...straceArgs, '-o', '/dev/null', 'true'], { encoding: 'utf8' });
  if (error !== undefined) return `strace: ${error.message}`;
  return status === 0 ? undefined : `strace cannot look at a process here: ${stderr.trim()}`;
}

/** `root`: the folder that is its disk. */
export async function recorded(
  root: string,
  { args, program = cliEntry, stdin = '', preload, env }: Pick<PowerDrill, 'args' | 'program' | 'stdin' | 'preload' | 'env'>,
): Promise<Recording> {
  const scratch = mkdtempSync(join(tmpdir(), 'mot-cua-recorded-'));
  const [trace, said, told] = ['trace', 'said', 'told'].map((name) => join(scratch, name)) as [string, string, string];
  const [stdout, stderr] = [openSync(said, 'wx'), openSync(told, 'wx')];
  const before = preload === undefined ? [] : ['--import', preload];
  try {
    const child = spawn('strace', [...straceArgs, '-o', trace, process.execPath, ...before, program, ...args], {
      // What a ring of calls does is in no trace of calls.
      env: { ...env, UV_USE_IO_URING: '0' },
      stdio: ['pipe', stdout, stderr],
    });
    // A command that refuses its options does not read what it was given.
    child.stdin?.on('error', () => undefined).end(stdin);
    const exitCode = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject).once('close', resolve);
    });
    return { exitCode, events: eventsOf(readFileSync(trace, 'latin1'), { root, said, told }), errors: readFileSync(told, 'utf8') };
  } finally {
    closeSync(stdout);
    closeSync(stderr);
    rmSync(scratch, { recursive: true, force: true });
  }
}
