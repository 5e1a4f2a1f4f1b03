/** Reads a journal log frame by frame without changing it. */
import type { KeyObject } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { StoreFault } from '../store/fault.ts';
import { decodeBeginning, type LogBeginning } from './frame-acts.ts';
import {
  announcedLength,
  formatOfHeader,
  headerBytes,
  logFormat,
  logIdIn,
  logKey,
  maxRestBytes,
  newHeader,
  openFrame,
  parseHeader,
  prefixBytes,
  type LogHeader,
} from './frame.ts';

/** Where a frame lies: `index` counts from 0, `offset` is its first byte, `end` the first byte after it. */
export type FramePlace = { readonly index: number; readonly offset: number; readonly end: number };
export type LogFrame = FramePlace & { readonly plaintext: Buffer };
/** Where the next frame goes. `tornBytes` after `end` are no frame and nothing after them is. */
export type LogEnd = { readonly index: number; readonly end: number; readonly tornBytes: number };

/** What a damaged log still gave. */
export type Salvage = {
  readonly frames: number;
  /** Stretches that hold no whole frame with whole ones behind them. */
  readonly broken: number;
  /** Bytes at the end that are no frame: the torn end of a write, or damage. */
  readonly tornBytes: number;
};

export type LogReader = {
  readonly header: LogHeader;
  /** Where a log that was cut begins; empty for one that holds its journals from their first act. */
  readonly begins: LogBeginning;
  /** Where its first frame with acts begins. */
  readonly start: { readonly index: number; readonly offset: number };
  /** Hands over every whole frame there is, in order, also those behind damage. For repair; slow on damaged logs only. */
  salvage(visit: (frame: LogFrame) => void): Salvage;
  /**
   * Hands over every whole frame from `from` on (a frame's start; the first by default), in order, and answers where they end. Throws `journal-log-damaged`
   * (`frame`, `offset`, `why`) when a frame is broken and a whole one lies behind it: then it is damage, not the torn end of a write.
   */
  each(visit: (frame: LogFrame) => void, from?: { readonly index: number; readonly offset: number }): LogEnd;
  /** Whether the first frame opens with the key. */
  opens(): boolean;
  /** The frame at a known place, or `undefined` when no whole frame of that index starts and ends there. */
  frameAt(place: FramePlace): LogFrame | undefined;
  close(): void;
};

/**
 * Throws `journal-log-missing`, `store-from-newer-version`, or `journal-log-damaged` at frame -1 when the header is none of ours, at frame 0 when a log that was cut does not say where it begins.
 * With `logId` a header that cannot be read is taken for the one of this id; for repair.
 */
export function openLogReader(path: string, dataKey: Uint8Array, logId?: Buffer): LogReader {
  const fd = openExisting(path);
  try {
    const head = readUpTo(fd, 0, headerBytes);
    refuseNewerFormat(fd, head, dataKey);
    const header = parseHeader(head) ?? (logId === undefined ? undefined : newHeader(logId));
    if (header === undefined) throw new StoreFault('journal-log-damaged', { frame: -1, offset: 0, why: 'header' });
    const key = logKey(dataKey, header.logId);
    const first = header.isCut ? readFrame(fd, key, header, 0, headerBytes) : undefined;
    const start = first !== undefined && 'plaintext' in first ? { index: 1, offset: first.end } : { index: 0, offset: headerBytes };
    return {
      header,
      start,
      begins: first === undefined ? [] : beginningOf(first),
      each: (visit, from = start) => readFrames(fd, key, header, visit, from),
      salvage: (visit) => salvageFrames(fd, key, header, visit, start),
      opens: () => 'plaintext' in readFrame(fd, key, header, 0, headerBytes),
      frameAt: (place) => {
        const found = readFrame(fd, key, header, place.index, place.offset);
        return 'plaintext' in found && found.end === place.end ? found : undefined;
      },
      close: () => {
        closeSync(fd);
      },
    };
  } catch (error) {
    closeSync(fd);
    throw error;
  }
}

/** A newer app's log is whole. One digit that was damaged is told from it by its frames: they open as those of this format. */
function refuseNewerFormat(fd: number, head: Buffer, dataKey: Uint8Array): void {
  const found = formatOfHeader(head);
  if (found === undefined || found <= logFormat || head.length < headerBytes) return;
  const isOurs = [false, true].some((isCut) => {
    const header = newHeader(logIdIn(head), isCut);
    return 'plaintext' in readFrame(fd, logKey(dataKey, header.logId), header, 0, headerBytes);
  });
  if (!isOurs) throw new StoreFault('store-from-newer-version', { found, known: logFormat });
}

function beginningOf(first: LogFrame | BrokenFrame): LogBeginning {
  const why = 'fault' in first ? first.fault : 'content';
  try {
    if ('plaintext' in first) return decodeBeginning(first.plaintext);
  } catch (error) {
    throw new StoreFault('journal-log-damaged', { frame: 0, offset: headerBytes, why }, { cause: error });
  }
  throw new StoreFault('journal-log-damaged', { frame: 0, offset: headerBytes, why });
}

type BrokenFrame = { readonly fault: 'short' | 'length' | 'checksum' | 'seal' };

function readFrames(
  fd: number,
  key: KeyObject,
  header: LogHeader,
  visit: (frame: LogFrame) => void,
  from: { index: number; offset: number },
): LogEnd {
  const size = fstatSync(fd).size;
  let { index, offset } = from;
  while (offset < size) {
    const found = readFrame(fd, key, header, index, offset);
    if ('fault' in found) {
      // A checksum that fits is no torn write: the frame is whole and of another key or another place.
      if (found.fault === 'seal' || isDamage(fd, key, header, index, offset, size))
        throw new StoreFault('journal-log-damaged', { frame: index, offset, why: found.fault });
      return { index, end: offset, tornBytes: size - offset };
    }
    visit(found);
    index += 1;
    offset = found.end;
  }
  return { index, end: offset, tornBytes: 0 };
}

function readFrame(fd: number, key: KeyObject, header: LogHeader, index: number, offset: number): LogFrame | BrokenFrame {
  const prefix = readUpTo(fd, offset, prefixBytes);
  if (prefix.length < prefixBytes) return { fault: 'short' };
  const length = announcedLength(prefix);
  if (length === undefined) return { fault: 'length' };
  const rest = readUpTo(fd, offset + prefixBytes, length);
  if (rest.length < length) return { fault: 'short' };
  const opened = openFrame(key, header, index, prefix, rest);
  return 'fault' in opened ? opened : { index, offset, end: offset + prefixBytes + length, plaintext: opened.plaintext };
}

/** How many lost frames the search behind a break allows for: one damaged length may swallow neighbours. */
const lookAheadFrames = 64;

/**
 * Whether what breaks at `offset` is damage and not the torn end of a write: more bytes are left than one write makes, or a whole frame of this log
 * begins somewhere behind. A write that power cut short leaves nothing whole behind it; a changed byte does. Slow on damaged logs only.
 */
function isDamage(fd: number, key: KeyObject, header: LogHeader, index: number, offset: number, size: number): boolean {
  return size - offset > prefixBytes + maxRestBytes || findFrame(fd, key, header, index, offset, size) !== undefined;
}

/** The first whole frame behind `offset` within the longest a frame can be. */
function findFrame(fd: number, key: KeyObject, header: LogHeader, index: number, offset: number, size: number): LogFrame | undefined {
  const window = readUpTo(fd, offset, Math.min(size - offset, 2 * (prefixBytes + maxRestBytes)));
  const last = Math.min(window.length - prefixBytes, prefixBytes + maxRestBytes);
  for (let at = 1; at <= last; at += 1) {
    const prefix = window.subarray(at, at + prefixBytes);
    const length = announcedLength(prefix);
    if (length === undefined || at + prefixBytes + length > window.length) continue;
    const rest = window.subarray(at + prefixBytes, at + prefixBytes + length);
    for (let lost = 1; lost <= lookAheadFrames; lost += 1) {
      const opened = openFrame(key, header, index + lost, prefix, rest);
      if ('plaintext' in opened)
        return { index: index + lost, offset: offset + at, end: offset + at + prefixBytes + length, plaintext: opened.plaintext };
      if (opened.fault === 'checksum') break;
    }
  }
  return undefined;
}

function salvageFrames(
  fd: number,
  key: KeyObject,
  header: LogHeader,
  visit: (frame: LogFrame) => void,
  from: { index: number; offset: number },
): Salvage {
  const size = fstatSync(fd).size;
  let { index, offset } = from;
  let frames = 0;
  let broken = 0;
  while (offset < size) {
    const read = readFrame(fd, key, header, index, offset);
    const found = 'plaintext' in read ? read : findFrame(fd, key, header, index, offset, size);
    if (found === undefined) return { frames, broken, tornBytes: size - offset };
    if ('fault' in read) broken += 1;
    visit(found);
    frames += 1;
    index = found.index + 1;
    offset = found.end;
  }
  return { frames, broken, tornBytes: 0 };
}

function readUpTo(fd: number, position: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafe(length);
  let done = 0;
  while (done < length) {
    const read = readSync(fd, bytes, done, length - done, position + done);
    if (read === 0) break;
    done += read;
  }
  return bytes.subarray(0, done);
}

function openExisting(path: string): number {
  try {
    return openSync(path, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new StoreFault('journal-log-missing', {}, { cause: error });
    throw error;
  }
}
