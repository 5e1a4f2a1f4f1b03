/** A switch whose place has moved would switch nothing off: every one is looked for in the source as it is. */
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { keptVerdicts } from './switch/kept.ts';
import { allSwitches, root, sourceChanger, type Switch } from './switch/switches.ts';

const switches = allSwitches();

test.each(switches.map(({ name }) => name))('%s stands once in its file, and its test is there', (name) => {
  const { file, test: testFile, find, replace } = switches.find((one) => one.name === name)!;
  const source = readFileSync(join(root, file), 'utf8');
  expect([source.split(find).length, find === replace, existsSync(join(root, testFile))]).toEqual([2, false, true]);
});

test('an unknown switch is refused, not ignored', () => {
  expect(() => sourceChanger('no-such-switch')).toThrow('There is no switch no-such-switch');
});

test('what was seen red is seen again once its switch is another, or once it was green', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'mot-cua-kept-')), 'kept.jsonl');
  const [first, second, third] = switches as [Switch, Switch, Switch];
  const before = keptVerdicts(file);
  before.keep(first, 'red');
  before.keep(second, 'red');
  before.keep(second, 'green');
  const now = keptVerdicts(file);
  expect([first, second, third, { ...first, replace: 'otherwise' }].map((one) => now.isRed(one))).toEqual([true, false, false, false]);
});
