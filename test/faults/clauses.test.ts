/** `docs/faults.md` says which test proves a promise and which switch takes its protection away: both are there. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { allSwitches, root } from './switch/switches.ts';

const rows = readFileSync(join(root, 'docs/faults.md'), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| clause'))
  .map((line) => line.split('|').map((cell) => cell.trim()));
const quoted = (cell = ''): string[] => [...cell.matchAll(/`([^`]+)`/gu)].map(([, text = '']) => text);

test('every test it names is there, with the words it quotes', () => {
  const missing = rows
    .flatMap(([, , tests]) => quoted(tests))
    .filter((name) => /\.(?:test|spec)?\.?ts/u.test(name))
    .filter((name) => {
      const [path = '', words = ''] = name.split(' · ');
      const file = join(root, 'test', path);
      return !existsSync(file) || !readFileSync(file, 'utf8').includes(words);
    });
  expect(missing).toEqual([]);
});

test('every switch it names is there', () => {
  const names = new Set(allSwitches().map(({ name }) => name));
  const named = rows.flatMap(([, , , without]) => quoted(without));
  expect(named.length).toBeGreaterThan(100);
  expect(named.filter((name) => !names.has(name))).toEqual([]);
});
