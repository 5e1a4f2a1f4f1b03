import {
  appendFileSync,
  closeSync,
  fdatasyncSync,
  fstatSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { headerBytes, logKey, newHeader, openFrame, parseHeader, prefixBytes, sealFrame } from '../../../electron/journal/frame.ts';
import { createLog, openLog, type LogDisk } from '../../../electron/journal/log.ts';
import { openLogReader, type LogEnd } from '../../../electron/journal/read-log.ts';
import { temporaryFolder, testKey } from '../../helpers/store.ts';

let folder: ReturnType<typeof temporaryFolder>;
let path: string;
beforeEach(() => {
  folder = temporaryFolder();
  path = join(folder.path, 'journal.log');
});
afterEach(() => {
  folder.remove();
});

function read(key: Uint8Array = testKey): { frames: string[]; end: LogEnd } {
  const reader = openLogReader(path, key);
  try {
    const frames: string[] = [];
    const end = reader.each((frame) => {
      frames.push(frame.plaintext.toString());
    });
    return { frames, end };
  } finally {
    reader.close();
  }
}

function logOf(frames: readonly string[], disk?: LogDisk) {
  const header = createLog(path);
  const log = openLog(path, testKey, header, { index: 0, end: headerBytes, tornBytes: 0 }, disk);
  const places = frames.map((frame) => log.append(Buffer.from(frame)));
  return { log, places };
}

describe('format', () => {
  const header = newHeader(Uint8Array.from({ length: 16 }, (_, index) => index));
  const key = logKey(testKey, header.logId);
  const nonce = Uint8Array.from({ length: 12 }, (_, index) => 0xa0 + index);

  test('a frame opens at its own place only', () => {
    const frame = sealFrame(key, header, 3, Buffer.from('content'), nonce);
    const parts = [frame.subarray(0, prefixBytes), frame.subarray(prefixBytes)] as const;
    expect(openFrame(key, header, 3, ...parts)).toEqual({ plaintext: Buffer.from('content') });
    expect(openFrame(key, header, 4, ...parts)).toEqual({ fault: 'seal' });
    expect(openFrame(key, newHeader(), 3, ...parts)).toEqual({ fault: 'seal' });
    expect(openFrame(logKey(testKey, newHeader().logId), header, 3, ...parts)).toEqual({ fault: 'seal' });
  });

  test('a header is ours or none', () => {
    expect(parseHeader(header.bytes)?.logId).toEqual(header.logId);
    expect(parseHeader(Buffer.from('MCLOG2\n'.padEnd(31, '\0')))).toBeUndefined();
    expect(parseHeader(header.bytes.subarray(0, 30))).toBeUndefined();
    expect(parseHeader(Buffer.concat([header.bytes.subarray(0, 30), Buffer.from([1])]))).toBeUndefined();
  });
});

test('what was appended is read in order, by a second opening as well', () => {
  const { log } = logOf(['one', 'two']);
  log.append(Buffer.from('three'));
  log.close();
  expect(read().frames).toEqual(['one', 'two', 'three']);
  const { end } = read();
  expect(end).toEqual({ index: 3, end: statSync(path).size, tornBytes: 0 });
  const again = openLog(path, testKey, parseHeader(readFileSync(path))!, end);
  again.append(Buffer.from('four'));
  again.close();
  expect(read().frames).toEqual(['one', 'two', 'three', 'four']);
});

test('nothing in the file can be read without the key', () => {
  logOf(['Nguyễn Thị Kim Oanh']).log.close();
  expect(readFileSync(path).includes('Nguyễn')).toBe(false);
  expect(() => read(new Uint8Array(32))).toThrow(
    expect.objectContaining({ code: 'journal-log-damaged', details: { frame: 0, offset: headerBytes, why: 'seal' } }),
  );
});

test('a torn end is cut off at the next opening, wherever the write stopped', () => {
  const { log, places } = logOf(['one', 'two', 'three']);
  log.close();
  const whole = readFileSync(path);
  for (let size = places[1]!.end; size < whole.length; size += 1) {
    writeFileSync(path, whole.subarray(0, size));
    const { frames, end } = read();
    expect(frames).toEqual(['one', 'two']);
    expect(end).toEqual({ index: 2, end: places[1]!.end, tornBytes: size - places[1]!.end });
    const again = openLog(path, testKey, parseHeader(whole)!, end);
    again.append(Buffer.from('other'));
    again.close();
    expect(read().frames).toEqual(['one', 'two', 'other']);
  }
});

test('a changed byte before the last frame is damage with its place, never a torn end', () => {
  const { log, places } = logOf(['one', 'two '.repeat(50), 'three']);
  log.close();
  const whole = readFileSync(path);
  fc.assert(
    fc.property(fc.integer({ min: headerBytes, max: places[1]!.end - 1 }), fc.integer({ min: 1, max: 255 }), (offset, change) => {
      const bytes = Buffer.from(whole);
      bytes[offset] = bytes[offset]! ^ change;
      writeFileSync(path, bytes);
      const broken = offset < places[0]!.end ? places[0]! : places[1]!;
      expect(() => read()).toThrow(
        expect.objectContaining({
          code: 'journal-log-damaged',
          details: { frame: broken.index, offset: broken.offset, why: expect.any(String) },
        }),
      );
    }),
    { numRuns: 300 },
  );
});

test('a frame left out or exchanged is damage', () => {
  const { log, places } = logOf(['first', 'second', 'third', 'fourth']);
  log.close();
  const whole = readFileSync(path);
  const [a, b, c] = places.map(({ offset, end }) => whole.subarray(offset, end));
  const rest = whole.subarray(places[3]!.offset);
  const head = whole.subarray(0, headerBytes);
  writeFileSync(path, Buffer.concat([head, a!, c!, b!, rest]));
  expect(() => read()).toThrow(
    expect.objectContaining({ code: 'journal-log-damaged', details: { frame: 1, offset: places[1]!.offset, why: 'seal' } }),
  );
  writeFileSync(path, Buffer.concat([head, a!, rest]));
  expect(() => read()).toThrow(
    expect.objectContaining({ code: 'journal-log-damaged', details: { frame: 1, offset: places[1]!.offset, why: 'seal' } }),
  );
});

test('more bytes than one write makes are damage even when nothing behind them can be read', () => {
  logOf(['one']).log.close();
  appendFileSync(path, Buffer.alloc(9 * 1024 * 1024, 0xff));
  expect(() => read()).toThrow(expect.objectContaining({ code: 'journal-log-damaged' }));
});

test('no log, no header, a name that is taken', () => {
  expect(() => read()).toThrow(expect.objectContaining({ code: 'journal-log-missing' }));
  createLog(path);
  expect(() => createLog(path)).toThrow(expect.objectContaining({ code: 'store-exists' }));
  truncateSync(path, 12);
  expect(() => read()).toThrow(expect.objectContaining({ code: 'journal-log-damaged', details: { frame: -1, offset: 0, why: 'header' } }));
});

test('a known place gives its frame, another one none', () => {
  const { log, places } = logOf(['one', 'two']);
  log.close();
  const reader = openLogReader(path, testKey);
  expect(reader.frameAt(places[1]!)?.plaintext.toString()).toBe('two');
  expect(reader.frameAt({ ...places[1]!, index: 0 })).toBeUndefined();
  expect(reader.frameAt({ ...places[1]!, end: places[1]!.end + 1 })).toBeUndefined();
  expect(reader.frameAt({ index: 2, offset: places[1]!.end, end: places[1]!.end + 40 })).toBeUndefined();
  reader.close();
});

describe('a failing disk', () => {
  const full = Object.assign(new Error('no space'), { code: 'ENOSPC' });
  const disk: LogDisk = {
    write: (fd, bytes, offset, length, position) => writeSync(fd, bytes, offset, length, position),
    sync: (fd) => {
      fdatasyncSync(fd);
    },
    truncate: (fd, length) => {
      ftruncateSync(fd, length);
    },
  };

  test('a full disk takes the frame back: the log is as before and goes on when there is room', () => {
    let isFull = false;
    const { log } = logOf(['one'], {
      ...disk,
      write: (fd, bytes, offset, length, position) => {
        if (!isFull) return disk.write(fd, bytes, offset, length, position);
        if (length > 10) return disk.write(fd, bytes, offset, 10, position);
        throw full;
      },
      sync: (fd) => {
        if (isFull && statSync(path).size > 100) throw full;
        disk.sync(fd);
      },
    });
    const size = statSync(path).size;
    isFull = true;
    expect(() => log.append(Buffer.from('two'))).toThrow(expect.objectContaining({ code: 'disk-full' }));
    expect(statSync(path).size).toBe(size);
    isFull = false;
    log.append(Buffer.from('three'));
    log.close();
    expect(read().frames).toEqual(['one', 'three']);
  });

  test('a frame that cannot be taken back closes the log to writing', () => {
    let broken = false;
    const { log } = logOf(['one'], {
      ...disk,
      sync: (fd) => {
        if (broken) throw full;
        disk.sync(fd);
      },
    });
    broken = true;
    expect(() => log.append(Buffer.from('two'))).toThrow(expect.objectContaining({ code: 'store-needs-reopening' }));
    broken = false;
    expect(() => log.append(Buffer.from('three'))).toThrow(expect.objectContaining({ code: 'store-needs-reopening' }));
    log.close();
  });

  test('a frame is taken back after its append as well', () => {
    const { log } = logOf(['one']);
    const place = log.append(Buffer.from('two'));
    log.takeBack(place);
    log.append(Buffer.from('three'));
    log.close();
    expect(read().frames).toEqual(['one', 'three']);
  });
});

test('the log may lie in a folder of its own', () => {
  mkdirSync(join(folder.path, 'second-disk'));
  path = join(folder.path, 'second-disk', 'journal.log');
  logOf(['one']).log.close();
  expect(read().frames).toEqual(['one']);
});

describe('another file takes the name', () => {
  const fresh = (): string => `${path}.renewed`;
  const aside = (): string => `${path}.damaged`;
  const needsReopening = expect.objectContaining({ code: 'store-needs-reopening' });

  test('work goes on in it, sealed for it', () => {
    const { log } = logOf(['old']);
    const header = createLog(fresh());
    openLog(fresh(), testKey, header, { index: 0, end: headerBytes, tornBytes: 0 }).close();
    log.replace(fresh(), aside());
    log.append(Buffer.from('new'));
    log.close();
    expect(read().frames).toEqual(['new']);
  });

  test('one that cannot be read closes the log to writing and stays as it is', () => {
    const { log } = logOf(['old']);
    writeFileSync(fresh(), 'no log of ours');
    expect(() => log.replace(fresh(), aside())).toThrow(expect.objectContaining({ code: 'journal-log-damaged' }));
    expect(() => log.append(Buffer.from('lost'))).toThrow(needsReopening);
    log.close();
    expect(readFileSync(path, 'utf8')).toBe('no log of ours');
  });

  test('one that is gone leaves no file behind the log, and closing it closes nobody else’s', () => {
    const { log } = logOf(['old']);
    expect(() => log.replace(fresh(), aside())).toThrow(expect.objectContaining({ code: 'ENOENT' }));
    expect(() => log.append(Buffer.from('lost'))).toThrow(needsReopening);
    const other = openSync(aside(), 'r');
    log.close();
    expect(fstatSync(other).size).toBeGreaterThan(0);
    closeSync(other);
  });
});
