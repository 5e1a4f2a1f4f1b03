/** Folders: made one by one, for their owner alone; a file system that knows no such name is told at once. */
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { createFolder } from '../../../electron/store/make-folder.ts';

const folder = mkdtempSync(join(tmpdir(), 'mot-cua-folder-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

test('what is missing on the way is made, for the owner alone; what is there stays', () => {
  const there = join(folder, 'there');
  mkdirSync(there, { mode: 0o755 });
  createFolder(join(there, 'a', 'b'));
  createFolder(join(there, 'a', 'b'));
  expect(['there', 'there/a', 'there/a/b'].map((name) => (statSync(join(folder, name)).mode & 0o077) === 0)).toEqual([false, true, true]);
});

test('a file in the way is told, and stays', () => {
  const file = join(folder, 'file');
  writeFileSync(file, 'x');
  expect(() => {
    createFolder(file);
  }).toThrow('EEXIST');
  expect(() => {
    createFolder(join(file, 'below'));
  }).toThrow('ENOTDIR');
});

test.runIf(process.platform === 'linux')('where nobody can make a folder, nobody waits for one', () => {
  expect(() => {
    createFolder('/proc/nothing/below');
  }).toThrow('ENOENT');
});
