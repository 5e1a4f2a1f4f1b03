import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { pdfPages, pdfPicture } from './pdf.ts';
import { difference, readGreyPng, writeGreyPng } from './pixels.ts';

const DPI = 72;
/** Renderers of different age smooth edges differently; a word that moved by a millimetre changes several times as much. */
const TOLERANCE = 0.004;

const at = (name: string): string => fileURLToPath(new URL(`../fixtures/paper/${name}`, import.meta.url));

/** With UPDATE_GOLDEN=1 the files are written anew, to be looked at before they are committed. */
function kept(path: string, make: () => string | Buffer): void {
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(path, make());
  if (!existsSync(path)) throw new Error(`${path} is missing: run once with UPDATE_GOLDEN=1 and look at it`);
}

/** Compares one page with `test/fixtures/paper/<name>.txt` and `.png`. */
export function expectGolden(bytes: Uint8Array, page: number, name: string): void {
  const text = `${(pdfPages(bytes)[page - 1] ?? '')
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .trim()}\n`;
  kept(at(`${name}.txt`), () => text);
  expect(text).toBe(readFileSync(at(`${name}.txt`), 'utf8'));
  const picture = pdfPicture(bytes, page, DPI);
  kept(at(`${name}.png`), () => writeGreyPng(picture));
  expect(difference(picture, readGreyPng(readFileSync(at(`${name}.png`))))).toBeLessThan(TOLERANCE);
}
