/**
 * The journal log: every act on disk, in order, before the store commits it. One append is one frame and one fsync; when it returns
 * the frame survives power loss. The log never keeps what was reported as failed: a frame is taken back or the log refuses all further work.
 */
import { closeSync, existsSync, fdatasyncSync, fstatSync, fsyncSync, ftruncateSync, openSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { StoreFault } from '../store/fault.ts';
import { moveFile } from '../store/move-file.ts';
import { logKey, newHeader, sealFrame, type LogHeader } from './frame.ts';
import { encodeBeginning, type LogBeginning } from './frame-acts.ts';
import { openLogReader, type FramePlace, type LogEnd } from './read-log.ts';

/** What the log writes through; tests put a failing disk here. */
export type LogDisk = {
  write(fd: number, bytes: Uint8Array, offset: number, length: number, position: number): number;
  sync(fd: number): void;
  truncate(fd: number, length: number): void;
};

export type JournalLog = {
  readonly logId: Buffer;
  /** Place of the next frame. */
  end(): { readonly index: number; readonly offset: number };
  /** Writes one frame durably. On a failed write the frame is taken back and the error (`disk-full` or the system's own) thrown. */
  append(plaintext: Uint8Array): FramePlace;
  /**
   * Writes the log anew without the frames before `from`, under a new id; `begins` says where it then begins. The new one takes the old one's name in one step, so a crash
   * leaves the one or the other, whole.
   */
  cut(from: { readonly index: number; readonly offset: number }, begins: LogBeginning): void;
  /** Lets a finished log at `fresh` take this one's name; this one stays under `aside`. Where that stops half-way the log is closed to writing. */
  replace(fresh: string, aside: string): void;
  /** Takes the last frame back, durably. When even that fails the log is closed to writing and `store-needs-reopening` thrown. */
  takeBack(place: FramePlace): void;
  close(): void;
};

/** A log being written anew; left over by a crash it counts for nothing. */
const cutSuffix = '.cut';

const disk: LogDisk = {
  write: (fd, bytes, offset, length, position) => writeSync(fd, bytes, offset, length, position),
  sync: (fd) => {
    fdatasyncSync(fd);
  },
  truncate: (fd, length) => {
    ftruncateSync(fd, length);
  },
};

/** Makes a new log durable, its folder entry included. Throws `store-exists` when the file is there. Gives its header. */
export function createLog(path: string, logId?: Uint8Array): LogHeader {
  const header = newHeader(logId);
  const fd = openNew(path);
  try {
    writeSync(fd, header.bytes);
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
  syncFolder(dirname(path));
  return header;
}

/** Opens for appending at `end` (from a reader); a torn end is cut off first, durably. */
export function openLog(path: string, dataKey: Uint8Array, header: LogHeader, end: LogEnd, through: LogDisk = disk): JournalLog {
  const fd = openSync(path, 'r+');
  if (end.tornBytes > 0) {
    ftruncateSync(fd, end.end);
    fsyncSync(fd);
  }
  return writerAt({ path, dataKey, fd, header }, { index: end.index, offset: end.end }, through);
}

type OpenFile = { readonly path: string; readonly dataKey: Uint8Array; readonly fd: number; readonly header: LogHeader };

function writerAt(file: OpenFile, start: { index: number; offset: number }, through: LogDisk): JournalLog {
  const { path, dataKey } = file;
  let { fd, header } = file;
  let key = logKey(dataKey, header.logId);
  let next = start;
  let poisoned = false;
  let isOpen = true;

  const refusePoisoned = (): void => {
    if (poisoned) throw new StoreFault('store-needs-reopening', { part: 'journal-log' });
  };
  const openAgain = (): void => {
    fd = openSync(path, 'r+');
    isOpen = true;
  };
  /**
   * Lets another file take the log's name. A refusal that left the old one there changes nothing; once the name has moved, whatever fails closes the log to writing: a
   * frame sealed for the one file must never land in the other.
   */
  const changeFile = (swap: () => void, opened: () => { readonly header: LogHeader; readonly next: typeof next }): void => {
    const before = idOf(fd);
    poisoned = true;
    closeSync(fd);
    isOpen = false;
    try {
      swap();
      openAgain();
      ({ header, next } = opened());
      key = logKey(dataKey, header.logId);
      poisoned = false;
    } catch (error) {
      if (!isOpen && existsSync(path)) openAgain();
      poisoned = !isOpen || idOf(fd) !== before;
      throw error;
    }
  };

  const cutTo = (offset: number, cause?: unknown): void => {
    try {
      through.truncate(fd, offset);
      through.sync(fd);
    } catch (error) {
      poisoned = true;
      throw new StoreFault('store-needs-reopening', { part: 'journal-log' }, { cause: cause ?? error });
    }
  };
  return {
    get logId() {
      return header.logId;
    },
    end: () => next,
    replace: (fresh, aside) => {
      refusePoisoned();
      changeFile(
        () => {
          moveFile(path, aside);
          moveFile(fresh, path);
          syncFolder(dirname(path));
        },
        () => endOf(path, dataKey),
      );
    },
    cut: (from, begins) => {
      refusePoisoned();
      const shorter = writeCut(path, dataKey, from, begins);
      changeFile(
        () => {
          moveFile(shorter.path, path);
          syncFolder(dirname(path));
        },
        () => shorter,
      );
    },
    append: (plaintext) => {
      refusePoisoned();
      const frame = sealFrame(key, header, next.index, plaintext);
      try {
        writeAll(through, fd, frame, next.offset);
        through.sync(fd);
      } catch (error) {
        cutTo(next.offset, error);
        throw asDiskFull(error);
      }
      const place = { ...next, end: next.offset + frame.length };
      next = { index: next.index + 1, offset: place.end };
      return place;
    },
    takeBack: (place) => {
      cutTo(place.offset);
      next = { index: place.index, offset: place.offset };
    },
    close: () => {
      if (isOpen) closeSync(fd);
    },
  };
}

/** Reads the log through. Throws `journal-log-damaged`. */
function endOf(path: string, dataKey: Uint8Array): { readonly header: LogHeader; readonly next: { index: number; offset: number } } {
  const reader = openLogReader(path, dataKey);
  try {
    const { index, end } = reader.each(() => undefined);
    return { header: reader.header, next: { index, offset: end } };
  } finally {
    reader.close();
  }
}

/** The frames of the log at `path` from `from` on, sealed for a new log beside it; durable. */
function writeCut(
  path: string,
  dataKey: Uint8Array,
  from: { readonly index: number; readonly offset: number },
  begins: LogBeginning,
): { readonly path: string; readonly header: LogHeader; readonly next: { index: number; offset: number } } {
  const cutPath = `${path}${cutSuffix}`;
  const header = newHeader(undefined, true);
  const key = logKey(dataKey, header.logId);
  const next = { index: 0, offset: header.bytes.length };
  const reader = openLogReader(path, dataKey);
  const fd = openSync(cutPath, 'w', 0o600);
  const add = (plaintext: Uint8Array): void => {
    const frame = sealFrame(key, header, next.index, plaintext);
    writeAll(disk, fd, frame, next.offset);
    next.index += 1;
    next.offset += frame.length;
  };
  try {
    writeAll(disk, fd, header.bytes, 0);
    add(encodeBeginning(begins));
    reader.each((frame) => {
      add(frame.plaintext);
    }, from);
    fsyncSync(fd);
  } catch (error) {
    rmSync(cutPath, { force: true });
    throw asDiskFull(error);
  } finally {
    closeSync(fd);
    reader.close();
  }
  return { path: cutPath, header, next };
}

/** Which file this is. On Windows the number does not fit a double. */
const idOf = (fd: number): bigint => fstatSync(fd, { bigint: true }).ino;

function writeAll(through: LogDisk, fd: number, bytes: Uint8Array, position: number): void {
  let done = 0;
  while (done < bytes.length) done += through.write(fd, bytes, done, bytes.length - done, position + done);
}

/** What the system and SQLite say of a disk without room; the last when the shared memory beside a write-ahead log cannot grow. */
const fullCodes: ReadonlySet<unknown> = new Set(['ENOSPC', 'EDQUOT', 'SQLITE_FULL', 'SQLITE_IOERR_SHMSIZE']);

/** `disk-full` for a full disk or quota, anything else as it is. */
export function asDiskFull(error: unknown): unknown {
  return fullCodes.has((error as { code?: unknown }).code) ? new StoreFault('disk-full', {}, { cause: error as Error }) : error;
}

/** Makes a new or renamed entry of `folder` durable; Windows has no such call and needs none. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const fd = openSync(folder, 'r');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

function openNew(path: string): number {
  try {
    return openSync(path, 'wx', 0o600);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw new StoreFault('store-exists', { part: 'journal-log' }, { cause: error });
    throw error;
  }
}
