/** `npm run server` starts it; `npm run -s server -- <command>` answers in JSON, one object on one line. */
import { runCommand } from './commands/run.ts';

process.exitCode = await runCommand(process.argv.slice(2), process.env, {
  out: (line) => {
    process.stdout.write(`${line}\n`);
  },
  err: (line) => {
    process.stderr.write(`${line}\n`);
  },
  stdin: process.stdin,
  isTerminal: process.stdin.isTTY,
});
