/** A switch whose place has moved would switch nothing off: every one is looked for in the source as it is. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { allSwitches, root, sourceChanger } from './switch/switches.ts';

const switches = allSwitches();

test.each(switches.map(({ name }) => name))('%s stands once in its file, and its test is there', (name) => {
  const { file, test: testFile, find, replace } = switches.find((one) => one.name === name)!;
  const source = readFileSync(join(root, file), 'utf8');
  expect([source.split(find).length, find === replace, existsSync(join(root, testFile))]).toEqual([2, false, true]);
});

test('an unknown switch is refused, not ignored', () => {
  expect(() => sourceChanger('no-such-switch')).toThrow('There is no switch no-such-switch');
});
