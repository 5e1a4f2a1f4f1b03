/** The command line of a packaged app, where the program is no Node and Windows gives it no console. */
import { appendFileSync, closeSync, createReadStream, openSync, rmSync, writeFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';

export type Command = {
  /** Arguments of the command line proper. */
  readonly argv: readonly string[];
  /** A file to read instead of stdin. */
  readonly input?: string;
  /** A file to write, in place of stdout: the packaged program on Windows has none. What was refused stands beside it, in `<file>.err`. */
  readonly result?: string;
};

/** `cli [--input FILE] [--result FILE] <command> …`; undefined when the window is wanted. */
export function commandOf(words: readonly string[]): Command | undefined {
  if (words[0] !== 'cli') return undefined;
  let command: Command = { argv: [] };
  let rest = words.slice(1);
  for (;;) {
    const [name, value] = rest;
    if (value === undefined || (name !== '--input' && name !== '--result')) return { ...command, argv: rest };
    command = { ...command, [name.slice(2)]: value };
    rest = rest.slice(2);
  }
}

/** Runs the bundled command line in a worker of its own and gives its exit code. Rejects when a file cannot be opened. */
export async function runCommand(file: string, command: Command): Promise<number> {
  const { result } = command;
  const output = result === undefined ? undefined : openSync(result, 'w', 0o600);
  const toFiles = output !== undefined;
  const worker = new Worker(file, { argv: [...command.argv], stdin: true, stdout: toFiles, stderr: toFiles, name: 'cli' });
  const source = command.input === undefined ? process.stdin : createReadStream(command.input);
  if (worker.stdin !== null) source.pipe(worker.stdin);
  if (output !== undefined) {
    rmSync(`${result}.err`, { force: true });
    worker.stdout.on('data', (chunk: Buffer) => {
      writeFileSync(output, chunk);
    });
    worker.stderr.on('data', (chunk: Buffer) => {
      appendFileSync(`${result}.err`, chunk, { mode: 0o600 });
    });
  }
  try {
    return await new Promise<number>((done, failed) => {
      source.once('error', failed);
      worker.once('error', failed);
      worker.once('exit', done);
    });
  } finally {
    if (output !== undefined) closeSync(output);
  }
}
