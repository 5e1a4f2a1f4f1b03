import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { PartTask } from './part.ts';

/** Runs a part in its own process and gives its answer. Rejects when the process ends without one; its errors are on stderr. */
export function runPart<T>(task: PartTask): Promise<T> {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(new URL('./part.ts', import.meta.url)), [], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    child.once('message', ({ result }: { result: T }) => {
      resolve(result);
    });
    child.once('exit', (code) => {
      reject(new Error(`benchmark part ${task.part} ended with ${String(code)}`));
    });
    child.send(task);
  });
}
