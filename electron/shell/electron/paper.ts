import { utilityProcess } from 'electron';
import type { Log } from '../log.ts';
import type { Pipe } from '../pipe.ts';

/**
 * Starts the paper process (`file`, with the folders of its templates and fonts) as a process of its own, which a thread is not: it can be
 * ended at any time and has its own memory.
 */
export function startPaper(file: string, folders: readonly string[], log: Log): Pipe {
  const child = utilityProcess.fork(file, [...folders], { serviceName: 'mot-cua-paper', stdio: 'ignore' });
  child.on('exit', (exitCode) => {
    log('paper-exit', { exitCode });
  });
  return {
    send: (data) => {
      child.postMessage(data);
    },
    onData: (listen) => {
      child.on('message', listen);
    },
    onClose: (listen) => {
      child.once('exit', () => {
        listen();
      });
    },
    close: () => {
      // Until it has spawned there is nothing to kill, and `kill` says so by false only.
      if (!child.kill()) child.once('spawn', () => child.kill());
    },
  };
}
