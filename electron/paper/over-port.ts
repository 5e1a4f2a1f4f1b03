import type { MessagePort } from 'node:worker_threads';
import { dispatchPaper } from './dispatch.ts';
import type { PaperLimits } from './lane-queue.ts';
import type { PaperChild } from './paper-child.ts';
import type { Answer, Ask, Lane } from './jobs.ts';
import type { SafekeepingPort } from '../backup/port.ts';
import type { PaperPort } from './port.ts';

export type PaperOverPort = {
  readonly paper: PaperPort & SafekeepingPort;
  /** The shell's answer to `ask`: a line to a new paper process, closed when that process ends. */
  give(lane: Lane, port: MessagePort): void;
};

type PaperShell = { readonly ask: (lane: Lane) => void; readonly end: (lane: Lane) => void };

/** The paper processes where only the shell can start one (Electron's `utilityProcess`): `ask` wants a new one, `end` has the lane's present one killed. */
export function paperOverPort(shell: PaperShell, options: PaperLimits = {}): PaperOverPort {
  const children = new Map<Lane, ReturnType<typeof portChild>>();
  const paper = dispatchPaper((lane) => {
    const child = portChild(() => {
      shell.end(lane);
    });
    children.set(lane, child);
    shell.ask(lane);
    return child;
  }, options);
  return {
    paper,
    give: (lane, port) => {
      children.get(lane)?.take(port);
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
