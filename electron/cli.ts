/** `npm run -s motcua -- <command>`: the same app without a window, for offices' IT, scripts and checks. */
import { createInterface } from 'node:readline';
import { runCli } from './app/cli/run.ts';

process.exitCode = await runCli(process.argv.slice(2), {
  lines: () => createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY }),
  out: (line) => { process.stdout.write(`${line}\n`); },
  err: (line) => { process.stderr.write(`${line}\n`); },
});
