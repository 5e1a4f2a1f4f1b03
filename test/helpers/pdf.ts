import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readPgm, type Pixels } from './pixels.ts';

function withFile<T>(bytes: Uint8Array, use: (path: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'mot-cua-test-'));
  try {
    const path = join(folder, 'paper.pdf');
    writeFileSync(path, bytes);
    return use(path);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Text of the whole PDF as `pdftotext -layout` sees it, pages divided by a form feed. */
export function pdfText(bytes: Uint8Array): string {
  return withFile(bytes, (path) => execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' }));
}

/** The same text with every run of white space as one blank: what is said, wherever lines end. */
export function pdfWords(bytes: Uint8Array): string {
  return pdfText(bytes).replaceAll('\u200B', '').replaceAll(/\s+/g, ' ').trim();
}

export function pdfPages(bytes: Uint8Array): readonly string[] {
  return pdfText(bytes).split('\f').slice(0, -1);
}

/** Each page's size in millimetres, rounded. */
export function pdfPageSizes(bytes: Uint8Array): readonly string[] {
  const told = withFile(bytes, (path) => execFileSync('pdfinfo', ['-f', '1', '-l', '99', path], { encoding: 'utf8' }));
  const millimetres = (points: string | undefined) => Math.round((Number(points) * 25.4) / 72);
  return [...told.matchAll(/^Page\s+\d+ size:\s+([\d.]+) x ([\d.]+) pts/gm)].map((m) => `${millimetres(m[1])}×${millimetres(m[2])}`);
}

/** Name without its subset prefix, and whether it is embedded. */
export function pdfFonts(bytes: Uint8Array): readonly { name: string; embedded: boolean; unicode: boolean }[] {
  const table = withFile(bytes, (path) => execFileSync('pdffonts', [path], { encoding: 'utf8' }));
  return table
    .trim()
    .split('\n')
    .slice(2)
    .map((line) => {
      const flags = /\s(yes|no)\s+(yes|no)\s+(yes|no)\s+\d+\s+\d+\s*$/.exec(line);
      return { name: line.split(/\s/)[0]!.replace(/^[A-Z]{6}\+/, ''), embedded: flags?.[1] === 'yes', unicode: flags?.[3] === 'yes' };
    });
}

/** A page, numbered from 1, as a grey picture. */
export function pdfPicture(bytes: Uint8Array, page: number, dpi: number): Pixels {
  const args = (path: string) => ['-gray', '-r', String(dpi), '-f', String(page), '-l', String(page), path];
  return withFile(bytes, (path) =>
    readPgm(execFileSync('pdftoppm', args(path), { maxBuffer: 64 * 1024 * 1024, stdio: ['ignore', 'pipe', 'ignore'] })),
  );
}
