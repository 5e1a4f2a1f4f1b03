import type { MessagePort } from 'node:worker_threads';
import { dispatchPaper, type DispatchOptions, type PaperChild } from './dispatch.ts';
import type { Answer, Ask } from './jobs.ts';
import type { PaperPort } from './port.ts';

export type PaperOverPort = {
  readonly paper: PaperPort;
  /** The shell's answer to `ask`: a line to a new paper process, closed when that process ends. */
  give(port: MessagePort): void;
};

/** The paper process where only the shell can start one (Electron's `utilityProcess`): `ask` wants a new one, `end` has the present one killed. */
export function paperOverPort(shell: { readonly ask: () => void; readonly end: () => void }, options: DispatchOptions = {}): PaperOverPort {
  let child: ReturnType<typeof portChild> | undefined;
  const paper = dispatchPaper(() => {
    child = portChild(shell.end);
    shell.ask();
    return child;
  }, options);
  return {
    paper,
    give: (port) => {
      child?.take(port);
    },
  };
}

/** A child whose line arrives later: what is sent before is kept. Its memory the system does not tell through a port. */
function portChild(end: () => void): PaperChild & { take(port: MessagePort): void } {
  const kept: Ask[] = [];
  const answered: ((answer: Answer) => void)[] = [];
  const ended: (() => void)[] = [];
  let line: MessagePort | undefined;
  return {
    take(port) {
      line = port;
      port.on('message', (answer: Answer) => {
        for (const listen of answered) listen(answer);
      });
      port.once('close', () => {
        for (const listen of ended) listen();
      });
      for (const ask of kept.splice(0)) port.postMessage(ask);
    },
    send(ask) {
      if (line === undefined) kept.push(ask);
      else line.postMessage(ask);
    },
    onAnswer: (listen) => {
      answered.push(listen);
    },
    onExit: (listen) => {
      ended.push(listen);
    },
    rssBytes: () => undefined,
    kill: end,
  };
}
