/**
 * Entry of the paper process, started by `child_process.fork` or Electron's `utilityProcess.fork`: jobs in, answers out, one at a time.
 * Arguments: the folders of templates and fonts. The parent keeps the queue and the limits.
 */
import { readRegister } from '../register/read-register.ts';
import { safekeepingHere } from '../backup/safekeeping.ts';
import { sourcePaperFiles } from './paper-files.ts';
import type { Answer, Ask, Handlers } from './jobs.ts';
import { answer } from './serve.ts';
import { createTypst } from './typst.ts';

type Line = { onAsk(listen: (ask: Ask) => void): void; send(reply: Answer): void };

/** What Electron puts on `process` inside a utility process. */
type ParentPort = { on(event: 'message', listen: (event: { data: Ask }) => void): void; postMessage(data: unknown): void };

function lineToParent(): Line {
  const { parentPort } = process as NodeJS.Process & { parentPort?: ParentPort };
  if (parentPort !== undefined) {
    return {
      onAsk: (listen) => {
        parentPort.on('message', ({ data }) => {
          listen(data);
        });
      },
      send: (reply) => {
        parentPort.postMessage(reply);
      },
    };
  }
  process.on('disconnect', () => process.exit(0));
  return {
    onAsk: (listen) => {
      process.on('message', (ask: Ask) => {
        listen(ask);
      });
    },
    send: (reply) => {
      // Nobody is left to hear it: there is nothing more to do here either.
      process.send?.(reply, undefined, undefined, (error) => {
        if (error !== null) process.exit(0);
      });
    },
  };
}

const [, , templates, fonts] = process.argv;
const typst = createTypst(templates !== undefined && fonts !== undefined ? { templates, fonts } : sourcePaperFiles());

const handlers: Handlers = {
  renderPdf: (job) => typst.renderPdf(job),
  renderSvg: (job) => typst.renderSvg(job),
  renderBook: (job) => typst.renderBook(job),
  readRegister: (bytes) => readRegister(bytes),
  ...safekeepingHere,
};
const line = lineToParent();
line.onAsk((ask) => {
  void answer(ask, handlers).then(line.send);
});
