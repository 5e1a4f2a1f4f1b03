/** `node build/run.cjs build/icons.ts`: draws the program's icons from the page's mark into `build/resources`, where the packer looks. Run again when the mark changes. */
import { chromium } from '@playwright/test';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findBrowser } from '../electron/shell/loopback/browser.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = join(root, 'build', 'resources');
/** What Windows shows: title bar, task bar, desktop at every scale. */
const icoSizes = [16, 20, 24, 32, 40, 48, 64, 128, 256] as const;
const linuxSize = 512;

const executablePath = findBrowser();
if (executablePath === undefined) throw new Error('No Chromium to draw with');
const browser = await chromium.launch({ executablePath, chromiumSandbox: process.getuid?.() !== 0 });
const page = await browser.newPage();
const mark = Buffer.from(readFileSync(join(root, 'renderer/counter/mark.svg'))).toString('base64');

async function drawn(size: number): Promise<Buffer> {
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(
    `<style>body{margin:0}img{display:block}</style><img width="${String(size)}" height="${String(size)}" src="data:image/svg+xml;base64,${mark}">`,
  );
  await page.locator('img').evaluate((image: { decode(): Promise<void> }) => image.decode());
  return page.screenshot({ omitBackground: true });
}

/** An .ico is a table of pictures: 6 bytes, 16 for each, then the PNG files themselves. A size of 256 is written as 0. */
function ico(pictures: readonly { readonly size: number; readonly png: Buffer }[]): Buffer {
  const head = Buffer.alloc(6 + 16 * pictures.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(pictures.length, 4);
  let offset = head.length;
  pictures.forEach(({ size, png }, at) => {
    const entry = 6 + 16 * at;
    head.writeUInt8(size % 256, entry);
    head.writeUInt8(size % 256, entry + 1);
    head.writeUInt16LE(1, entry + 4);
    head.writeUInt16LE(32, entry + 6);
    head.writeUInt32LE(png.length, entry + 8);
    head.writeUInt32LE(offset, entry + 12);
    offset += png.length;
  });
  return Buffer.concat([head, ...pictures.map(({ png }) => png)]);
}

mkdirSync(folder, { recursive: true });
const pictures: { size: number; png: Buffer }[] = [];
for (const size of icoSizes) pictures.push({ size, png: await drawn(size) });
writeFileSync(join(folder, 'icon.ico'), ico(pictures));
writeFileSync(join(folder, 'icon.png'), await drawn(linuxSize));
await browser.close();
