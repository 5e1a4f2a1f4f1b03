/** `npm run -s motcua -- <command>`: the same app without a window, for offices' IT, scripts and checks. */
import { runCli } from './app/cli/run.ts';
import { textLines } from './app/cli/text-lines.ts';
import { keepMemoryOutOfDumps } from './shell/no-dump.ts';

/** Nothing at the top level may wait: the packaged app's bundle is CommonJS. */
async function main(): Promise<number> {
  keepMemoryOutOfDumps();
  // Whoever listened is gone: to go on would be to accept what nobody hears of.
  process.stdout.once('error', () => {
    process.exit(1);
  });
  return runCli(process.argv.slice(2), {
    lines: () => textLines(process.stdin.setEncoding('utf8')),
    out: (line) => {
      process.stdout.write(`${line}\n`);
    },
    err: (line) => {
      process.stderr.write(`${line}\n`);
    },
  });
}

void main().then((exitCode) => (process.exitCode = exitCode));
