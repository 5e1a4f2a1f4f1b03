import { deflateSync, inflateSync } from 'node:zlib';

/** An 8-bit grey picture, row by row. */
export type Pixels = { readonly width: number; readonly height: number; readonly grey: Uint8Array };

/** Reads the binary PGM that `pdftoppm -gray` writes. */
export function readPgm(bytes: Uint8Array): Pixels {
  const head = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(Buffer.from(bytes.subarray(0, 64)).toString('latin1'));
  if (head === null) throw new TypeError('not a grey PGM');
  const [width, height] = [Number(head[1]), Number(head[2])];
  return { width, height, grey: bytes.slice(head[0].length, head[0].length + width * height) };
}

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}

const SIGNATURE = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);

/** A grey PNG without row filters; `readGreyPng` reads only what this writes. */
export function writeGreyPng({ width, height, grey }: Pixels): Buffer {
  const rows = Buffer.alloc(height * (width + 1));
  for (let y = 0; y < height; y += 1) rows.set(grey.subarray(y * width, (y + 1) * width), y * (width + 1) + 1);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 8;
  return Buffer.concat([SIGNATURE, chunk('IHDR', header), chunk('IDAT', deflateSync(rows, { level: 9 })), chunk('IEND', Buffer.alloc(0))]);
}

export function readGreyPng(png: Buffer): Pixels {
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  const dataLength = png.readUInt32BE(33);
  const rows = inflateSync(png.subarray(41, 41 + dataLength));
  const grey = new Uint8Array(width * height);
  for (let y = 0; y < height; y += 1) grey.set(rows.subarray(y * (width + 1) + 1, (y + 1) * (width + 1)), y * width);
  return { width, height, grey };
}

/** Share of pixels that differ by more than a third of the range; 1 for pictures of different size (a pixel of rounding aside). */
export function difference(a: Pixels, b: Pixels): number {
  if (Math.abs(a.width - b.width) > 1 || Math.abs(a.height - b.height) > 1) return 1;
  const [width, height] = [Math.min(a.width, b.width), Math.min(a.height, b.height)];
  let count = 0;
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      if (Math.abs(a.grey[y * a.width + x]! - b.grey[y * b.width + x]!) > 85) count += 1;
    }
  }
  return count / (width * height);
}

/** Turned a quarter to the right. */
export function turnedRight({ width, height, grey }: Pixels): Pixels {
  const turned = new Uint8Array(grey.length);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) turned[x * height + (height - 1 - y)] = grey[y * width + x]!;
  }
  return { width: height, height: width, grey: turned };
}

/** Correlation of two pictures over what they share: 1 the same, 0 nothing in common. Forgives a heavier or finer stroke. */
export function likeness(a: Pixels, b: Pixels): number {
  const [width, height] = [Math.min(a.width, b.width), Math.min(a.height, b.height)];
  const pairs = Array.from({ length: width * height }, (_, at) => {
    const [x, y] = [at % width, Math.floor(at / width)];
    return [a.grey[y * a.width + x]!, b.grey[y * b.width + x]!] as const;
  });
  const mean = (of: (pair: readonly [number, number]) => number) => pairs.reduce((sum, pair) => sum + of(pair), 0) / pairs.length;
  const [meanA, meanB] = [mean((pair) => pair[0]), mean((pair) => pair[1])];
  const together = mean(([p, q]) => (p - meanA) * (q - meanB));
  return together / Math.sqrt(mean(([p]) => (p - meanA) ** 2) * mean(([, q]) => (q - meanB) ** 2));
}
