/** A zstd file of JSON lines with a digest at its end: whole or nothing. */
import { createHash, type Hash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createZstdCompress, createZstdDecompress } from 'node:zlib';

export class FileFault extends Error {
  override readonly name = 'FileFault';
  readonly code: 'file-incomplete' | 'file-damaged';

  constructor(code: FileFault['code'], options?: ErrorOptions) {
    super(code, options);
    this.code = code;
  }
}

type End = { readonly end: { readonly lines: number; readonly digest: string } };

/** Writes under a temporary name, flushes, reads back, renames. Gives the number of lines. */
export async function writeLines(path: string, values: AsyncIterable<object>): Promise<number> {
  const scratch = `${path}.part`;
  const hash = createHash('sha256');
  let lines = 0;
  async function* text(): AsyncGenerator<string> {
    for await (const value of values) {
      const line = `${JSON.stringify(value)}\n`;
      hash.update(line);
      lines += 1;
      yield line;
    }
    yield `${JSON.stringify({ end: { lines, digest: hash.copy().digest('hex') } } satisfies End)}\n`;
  }
  try {
    await pipeline(Readable.from(text()), createZstdCompress(), createWriteStream(scratch, { mode: 0o600, flush: true }));
    await checkLines(scratch);
    await rename(scratch, path);
    await flushFolder(path);
  } catch (error) {
    await rm(scratch, { force: true });
    throw error;
  }
  return lines;
}

/** Reads to the end, which is the check. Throws `FileFault`. */
async function checkLines(path: string): Promise<void> {
  const lines = readLines(path);
  while ((await lines.next()).done !== true);
}

/** The lines before the end. Throws `FileFault` where the end is missing or its digest is another: what was read until then must not count. */
export async function* readLines(path: string): AsyncGenerator<unknown> {
  const hash = createHash('sha256');
  let lines = 0;
  let held: string | undefined;
  for await (const line of unpacked(path)) {
    if (held !== undefined) {
      count(hash, held);
      lines += 1;
      yield JSON.parse(held);
    }
    held = line;
  }
  const { end } = parseEnd(held);
  if (end.lines !== lines || end.digest !== hash.digest('hex')) throw new FileFault('file-damaged');
}

const count = (hash: Hash, line: string): void => {
  hash.update(`${line}\n`);
};

async function* unpacked(path: string): AsyncGenerator<string> {
  const unpack = createZstdDecompress();
  const source = createReadStream(path);
  source.on('error', (error) => {
    unpack.destroy(error);
  });
  try {
    yield* createInterface({ input: source.pipe(unpack), crlfDelay: Number.POSITIVE_INFINITY });
    if (unpack.errored !== null) throw unpack.errored;
  } catch (cause) {
    throw new FileFault('file-incomplete', { cause });
  }
}

function parseEnd(line: string | undefined): End {
  try {
    const { end } = JSON.parse(line ?? '') as Partial<End>;
    if (end !== undefined) return { end };
  } catch (cause) {
    throw new FileFault('file-incomplete', { cause });
  }
  throw new FileFault('file-incomplete');
}

/** Makes a new or renamed file durable in its folder; Windows has no such call and needs none. */
export async function flushFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path.replace(/[^/]*$/u, '') || '.', 'r');
  await folder.sync();
  await folder.close();
}
