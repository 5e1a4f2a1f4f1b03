import { fork, type ForkOptions } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { PartTask } from './part.ts';

/** Tells a process's syncs to take `delayMs` longer: strace holds each back at its end, inside the kernel call, where a slower disk would. */
const withSlowSyncs = (delayMs: number): readonly string[] => [
  '--follow-forks',
  '--seccomp-bpf',
  '--quiet=all',
  '--trace=fsync,fdatasync',
  `--inject=fsync,fdatasync:delay_exit=${String(Math.round(delayMs * 1_000))}`,
  '--output=/dev/null',
  process.execPath,
];

/**
 * Runs a part in its own process and gives its answer. Rejects when the process ends without one; its errors are on stderr. With `syncDelayMs` every sync of that
 * process takes so much longer; that needs strace on Linux.
 */
export function runPart<T>(task: PartTask, syncDelayMs = 0): Promise<T> {
  const slow: ForkOptions = syncDelayMs === 0 ? {} : { execPath: 'strace', execArgv: [...withSlowSyncs(syncDelayMs)] };
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(new URL('./part.ts', import.meta.url)), [], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      ...slow,
    });
    child.once('message', ({ result }: { result: T }) => {
      resolve(result);
    });
    child.once('error', reject);
    child.once('exit', (code) => {
      reject(new Error(`benchmark part ${task.part} ended with ${String(code)}`));
    });
    child.send(task);
  });
}
