/** `npm run -s motcua -- <command>`: the same app without a window, for offices' IT, scripts and checks. */
import { createInterface } from 'node:readline';
import { runCli } from './app/cli/run.ts';

/** Nothing at the top level may wait: the packaged app's bundle is CommonJS. */
async function main(): Promise<number> {
  // Whoever listened is gone: to go on would be to accept what nobody hears of.
  process.stdout.once('error', () => { process.exit(1); });
  return runCli(process.argv.slice(2), {
    lines: () => createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY }),
    out: (line) => { process.stdout.write(`${line}\n`); },
    err: (line) => { process.stderr.write(`${line}\n`); },
  });
}

void main().then((exitCode) => (process.exitCode = exitCode));
