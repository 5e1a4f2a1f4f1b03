/**
 * Whether a write-ahead log that nobody closed broke in its middle. SQLite reads it up to the first frame whose checksum does not fit and leaves out the rest without a word; a
 * power cut can tear the last commit, damage loses several. Reads the file only, before it is opened. Format: https://www.sqlite.org/fileformat2.html#walformat
 */
import { closeSync, existsSync, fstatSync, openSync, readSync, rmSync } from 'node:fs';
import { replaceFile } from '../keys/durable-file.ts';
import type { Paths } from './paths.ts';

const headerBytes = 32;
const frameHeaderBytes = 24;
const magicLittle = 0x377f0682;

/** One commit may have been torn by the power that went; the log has it, written before. */
const tornByPower = 1;

const noteOf = ({ store }: Pick<Paths, 'store'>): string => `${store}-wal.broken`;

/** To be asked before the store is opened, which takes the evidence away: the note outlives every start until the store is known to be complete, or restored. */
export function noteBrokenWal(paths: Pick<Paths, 'store'>): void {
  const commits = commitsBehindBreak(`${paths.store}-wal`);
  if (commits > tornByPower) replaceFile(noteOf(paths), Buffer.from(JSON.stringify({ commits })));
}

export function isWalBroken(paths: Pick<Paths, 'store'>): boolean {
  return existsSync(noteOf(paths));
}

export function forgetBrokenWal(paths: Pick<Paths, 'store'>): void {
  rmSync(noteOf(paths), { force: true });
}

type Sum = readonly [number, number];

/** Commits of this log's own that stand behind the first broken frame; 0 for a log that is whole, empty or missing. */
export function commitsBehindBreak(path: string): number {
  if (!existsSync(path)) return 0;
  const fd = openSync(path, 'r');
  try {
    const header = readAt(fd, 0, headerBytes);
    if (header.length < headerBytes) return 0;
    const isLittle = header.readUInt32BE(0) === magicLittle;
    const frameBytes = frameHeaderBytes + header.readUInt32BE(8);
    let sum: Sum | undefined = add([0, 0], header.subarray(0, 24), isLittle);
    let behind = 0;
    for (let at = headerBytes; at + frameBytes <= fstatSync(fd).size; at += frameBytes) {
      const frame = readAt(fd, at, frameBytes);
      // Frames of an earlier round of the same file lie behind its end.
      const isOwn = frame.subarray(8, 16).equals(header.subarray(16, 24));
      if (sum === undefined) {
        if (isOwn && frame.readUInt32BE(4) !== 0) behind += 1;
        continue;
      }
      const next = add(add(sum, frame.subarray(0, 8), isLittle), frame.subarray(frameHeaderBytes), isLittle);
      const fits = isOwn && next[0] === frame.readUInt32BE(16) && next[1] === frame.readUInt32BE(20);
      if (!fits && isOwn && frame.readUInt32BE(4) !== 0) behind += 1;
      sum = fits ? next : undefined;
    }
    return behind;
  } finally {
    closeSync(fd);
  }
}

function add([s0, s1]: Sum, bytes: Buffer, isLittle: boolean): Sum {
  let [a, b] = [s0, s1];
  for (let at = 0; at < bytes.length; at += 8) {
    a = (a + (isLittle ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at)) + b) >>> 0;
    b = (b + (isLittle ? bytes.readUInt32LE(at + 4) : bytes.readUInt32BE(at + 4)) + a) >>> 0;
  }
  return [a, b];
}

function readAt(fd: number, at: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafe(length);
  return bytes.subarray(0, readSync(fd, bytes, 0, length, at));
}
