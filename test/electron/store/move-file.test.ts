/** Files change places on a Windows where another program reads them. The system's own calls are doubles here: `heldBy` stands for a virus scanner, the platform is said. */
import fs, { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { copyWhole } from '../../../electron/backup/files.ts';
import { createFile, replaceFile } from '../../../electron/keys/durable-file.ts';
import { StoreFault } from '../../../electron/store/fault.ts';
import { moveAside } from '../../../electron/store/swap.ts';
import { temporaryFolder } from '../../helpers/store.ts';

type Name = 'renameSync' | 'linkSync' | 'mkdtempSync';
const real = { renameSync: fs.renameSync, linkSync: fs.linkSync, mkdtempSync: fs.mkdtempSync };
const platform = process.platform;

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => {
  vi.restoreAllMocks();
  Object.assign(fs, real);
  syncBuiltinESMExports();
  Object.defineProperty(process, 'platform', { value: platform });
  folder.remove();
});

const refusal = (code: string): Error => Object.assign(new Error(code), { code });

/** Double of one of the system's calls: refused `times` times with `code`, then the real one. Answers how often it was asked. */
function heldBy(name: Name, code: string, times = Number.POSITIVE_INFINITY): () => number {
  let asked = 0;
  const go = real[name] as (...given: unknown[]) => unknown;
  Object.assign(fs, {
    [name]: (...given: unknown[]) => {
      asked += 1;
      if (asked <= times) throw refusal(code);
      return go(...given);
    },
  });
  syncBuiltinESMExports();
  return () => asked;
}

function onPlatform(value: NodeJS.Platform): void {
  Object.defineProperty(process, 'platform', { value });
}

const at = (name: string): string => join(folder.path, name);
const text = (name: string): string => readFileSync(at(name), 'utf8');

function caught(work: () => void): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  return 'nothing';
}

describe('a scanner that lets go', () => {
  test.each(['EPERM', 'EACCES', 'EBUSY'])('%s for a moment is waited for, and nothing else stays in the folder', (code) => {
    onPlatform('win32');
    writeFileSync(at('settings.json'), 'before');
    const asked = heldBy('renameSync', code, 3);
    replaceFile(at('settings.json'), Buffer.from('after'));
    expect([asked(), text('settings.json'), readdirSync(folder.path)]).toEqual([4, 'after', ['settings.json']]);
  });

  test('a new name, a backup and what is put aside are waited for too', () => {
    onPlatform('win32');
    const linked = heldBy('linkSync', 'EPERM', 2);
    createFile(at('a.key'), Buffer.from('key'));
    const renamed = heldBy('renameSync', 'EBUSY', 2);
    copyWhole(at('a.key'), at('copy'));
    moveAside(folder.path, 'damaged-1', 'a.key');
    expect([linked(), renamed(), text('copy'), text('damaged-1/a.key')]).toEqual([3, 4, 'key', 'key']);
  });
});

describe('what does not pass is told', () => {
  test('a program that keeps the file: by its name, after a bounded time, and the old file is there', () => {
    onPlatform('win32');
    writeFileSync(at('settings.json'), 'before');
    const asked = heldBy('renameSync', 'EBUSY');
    const waited = vi.spyOn(Atomics, 'wait').mockReturnValue('timed-out');
    const error = caught(() => {
      replaceFile(at('settings.json'), Buffer.from('after'));
    });
    expect(error).toEqual(new StoreFault('file-held', { file: 'settings.json' }));
    expect([(error as StoreFault).code, (error as StoreFault).details]).toEqual(['file-held', { file: 'settings.json' }]);
    expect([asked(), text('settings.json'), readdirSync(folder.path)]).toEqual([9, 'before', ['settings.json']]);
    expect(waited.mock.calls.reduce((sum, [, , , ms]) => sum + (ms ?? 0), 0)).toBe(1275);
  });

  test.each([
    ['a folder nobody may write in', 'win32', 'EPERM', 'EPERM'],
    ['a full disk', 'win32', 'ENOSPC', undefined],
    ['a disk that is only read', 'win32', 'EROFS', undefined],
    ['a file that is not there', 'win32', 'ENOENT', undefined],
    ['where no scanner can hold a name', 'linux', 'EPERM', undefined],
  ] as const)('%s: at once, in the words of the system', (_, system, code, folderSays) => {
    onPlatform(system);
    if (folderSays !== undefined) heldBy('mkdtempSync', folderSays);
    const asked = heldBy('renameSync', code);
    writeFileSync(at('settings.json'), 'before');
    const error = caught(() => {
      replaceFile(at('settings.json'), Buffer.from('after'));
    });
    expect([error, asked()]).toEqual([expect.objectContaining({ code }), 1]);
    expect([text('settings.json'), existsSync(at('settings.json'))]).toEqual(['before', true]);
  });
});

test('no file of the counter changes its name in another way', () => {
  const root = join(import.meta.dirname, '../../../electron');
  const elsewhere = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && /\b(?:rename|renameSync|link|linkSync)\(/u.test(readFileSync(join(root, path), 'utf8')))
    .map((path) => path.replaceAll('\\', '/'))
    .sort();
  // The shell's log turns its own files and says nothing of it.
  expect(elsewhere).toEqual(['shell/log.ts', 'store/move-file.ts']);
});
