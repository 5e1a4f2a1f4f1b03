import { fork, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { dispatchPaper } from './dispatch.ts';
import type { PaperLimits } from './lane-queue.ts';
import type { PaperChild } from './paper-child.ts';
import type { Answer } from './jobs.ts';
import type { PaperFiles } from './paper-files.ts';
import type { SafekeepingPort } from '../backup/port.ts';
import type { PaperPort } from './port.ts';

export type ForkPaperOptions = PaperLimits & {
  /** The process's entry and files; the packaged app keeps them elsewhere than the sources do. */
  readonly entry?: string;
  readonly files?: PaperFiles;
  /** Told the id of every process started; for tests and for the log. */
  readonly onStart?: (pid: number) => void;
};

const JS_HEAP_MB = 256;

/** Resident memory from /proc, where there is one: native memory counts, which V8's own limit does not see. */
function residentBytes(pid: number): number | undefined {
  try {
    const line = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${String(pid)}/status`, 'latin1'));
    return line === null ? undefined : Number(line[1]) * 1024;
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ESRCH')) return undefined;
    throw error;
  }
}

function asPaperChild(child: ChildProcess): PaperChild {
  return {
    send: (ask) => {
      // A send that fails means the process is gone; its exit event says so and settles the job.
      child.send(ask, () => undefined);
    },
    onAnswer: (listen) => {
      child.on('message', (answer) => {
        listen(answer as Answer);
      });
    },
    onExit: (listen) => {
      child.on('exit', listen);
      child.on('error', listen);
    },
    rssBytes: () => (child.pid === undefined ? undefined : residentBytes(child.pid)),
    kill: () => {
      child.kill('SIGKILL');
    },
  };
}

/** The paper process as a Node child: for the loopback shell, the command line and the tests. */
export function forkPaper({ entry, files, onStart, ...limits }: ForkPaperOptions = {}): PaperPort & SafekeepingPort {
  const path = entry ?? fileURLToPath(new URL('./process.ts', import.meta.url));
  return dispatchPaper((lane) => {
    // The lane tells whoever looks at the machine's processes which is which.
    const child = fork(path, files === undefined ? [] : [files.templates, files.fonts, lane], {
      serialization: 'advanced',
      execArgv: [`--max-old-space-size=${String(JS_HEAP_MB)}`],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    if (child.pid !== undefined) onStart?.(child.pid);
    return asPaperChild(child);
  }, limits);
}
