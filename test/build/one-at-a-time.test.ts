import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { oneAtATime } from '../../build/one-at-a-time.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'mc-lock-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

test('the second waits for the first, also when the first fails', async () => {
  const lock = join(folder, 'a/lock');
  const seen: string[] = [];
  const first = oneAtATime(lock, async () => {
    seen.push('first begins');
    await new Promise((done) => {
      setTimeout(done, 250);
    });
    seen.push('first ends');
    throw new Error('broken build');
  });
  const second = oneAtATime(lock, () => Promise.resolve(seen.push('second')));
  await expect(first).rejects.toThrow('broken build');
  await second;
  expect(seen).toEqual(['first begins', 'first ends', 'second']);
  expect(existsSync(lock)).toBe(false);
});

test('the lock of a process that died is taken over', async () => {
  const lock = join(folder, 'lock');
  writeFileSync(lock, execFileSync('sh', ['-c', 'echo $$'], { encoding: 'utf8' }));
  expect(await oneAtATime(lock, () => Promise.resolve('built'))).toBe('built');
});
