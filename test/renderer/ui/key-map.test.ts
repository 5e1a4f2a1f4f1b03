import { expect, test } from 'vitest';
import { comboOf, isAlwaysOurs, type KeyStroke } from '../../../renderer/ui/keys/key-map.ts';

const stroke = (key: string, changes: Partial<KeyStroke> = {}): KeyStroke => ({
  key,
  code: '',
  ctrlKey: false,
  altKey: false,
  shiftKey: false,
  metaKey: false,
  ...changes,
});

test.each([
  [stroke('F9'), 'F9'],
  [stroke('Enter', { ctrlKey: true, code: 'Enter' }), 'F9'],
  [stroke('Enter'), 'Enter'],
  [stroke('F6', { shiftKey: true }), 'Shift+F6'],
  [stroke('d', { ctrlKey: true, code: 'KeyD' }), 'Ctrl+D'],
  // An input method or another layout changed the letter: the place of the key decides.
  [stroke('đ', { ctrlKey: true, code: 'KeyD' }), 'Ctrl+D'],
  [stroke('1', { altKey: true, code: 'Digit1' }), 'Alt+1'],
  [stroke('&', { altKey: true, code: 'Digit1' }), 'Alt+1'],
  [stroke('Escape'), 'Esc'],
  [stroke('ArrowDown'), 'Down'],
  [stroke(' '), 'Space'],
])('%j is %s', (event, combo) => {
  expect(comboOf(event)).toBe(combo);
});

test('letters and digits alone are text, whatever an input method makes of them', () => {
  for (const key of ['a', 'đ', 'Ễ', '5', '|', 'Process']) expect(comboOf(stroke(key))).toBe(key === 'Process' ? 'Process' : undefined);
});

test('keys that mean something to Chromium are ours on every screen; Enter, Esc and arrows are not', () => {
  const combos = ['F5', 'F7', 'Ctrl+P', 'Ctrl+D', 'Alt+2', 'Enter', 'Esc', 'Up', 'Ctrl+C', 'Ctrl+V', 'F11', 'F12'];
  expect(combos.filter(isAlwaysOurs)).toEqual(['F5', 'F7', 'Ctrl+P', 'Ctrl+D', 'Alt+2']);
});
