import { randomUUID } from 'node:crypto';
import { chmod, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Makes the folder for print files readable by this user alone, and empties it of what a power cut left behind. */
export async function preparePrintFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await chmod(folder, 0o700);
  const leftOver = (await readdir(folder)).filter((name) => name.endsWith('.pdf'));
  await Promise.all(leftOver.map((name) => rm(join(folder, name), { force: true })));
}

/** Gives `use` the path of a file holding the PDF; the file is removed however `use` ends. */
export async function withPrintFile<T>(folder: string, pdf: Uint8Array, use: (path: string) => Promise<T>): Promise<T> {
  const path = join(folder, `${randomUUID()}.pdf`);
  try {
    await writeFile(path, pdf, { mode: 0o600, flag: 'wx' });
    return await use(path);
  } finally {
    // Windows lets go of a file some moments after the program that read it has ended.
    await rm(path, { force: true, maxRetries: 10, retryDelay: 100 });
  }
}
