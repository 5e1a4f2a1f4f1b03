/** Names of the keys we act on, and how an event is read as one of them. Pure: no listener here. */

type FunctionKey = 'F1' | 'F2' | 'F3' | 'F4' | 'F5' | 'F6' | 'F7' | 'F8' | 'F9';
type ScreenDigit = '1' | '2' | '3' | '4' | '5' | '6' | '7';

/** As written on the key bar: modifiers first. No bare letters or digits: an input method types those. */
export type KeyCombo =
  | FunctionKey
  | `Shift+${'F6' | 'F7' | 'F8'}`
  | `Ctrl+${'D' | 'E' | 'K' | 'L' | 'M' | 'P' | 'Q' | 'U'}`
  | `Alt+${ScreenDigit}`
  | 'Esc'
  | 'Enter'
  | 'Up'
  | 'Down'
  | 'Left'
  | 'Right'
  | 'PageUp'
  | 'PageDown'
  | 'Home'
  | 'End'
  | 'Space';

export type KeyStroke = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'altKey' | 'shiftKey' | 'metaKey'>;

const named: Readonly<Record<string, string>> = {
  Escape: 'Esc',
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
  ' ': 'Space',
};

/** Keys that mean something to Chromium; they are ours on every screen, also where nothing is bound to them. */
const alwaysOurs = /^(?:Shift\+)?F[1-9]$|^Ctrl\+[DEKLMPQU]$|^Alt\+[1-7]$/u;

/** The stroke as a name like `Ctrl+D`, `Shift+F6`, `Alt+1`; Ctrl+Enter is F9. Undefined for keys that are text. */
export function comboOf(stroke: KeyStroke): string | undefined {
  if (stroke.metaKey) return undefined;
  const key = keyName(stroke);
  if (key === undefined) return undefined;
  if (stroke.ctrlKey && key === 'Enter') return 'F9';
  return `${stroke.ctrlKey ? 'Ctrl+' : ''}${stroke.altKey ? 'Alt+' : ''}${stroke.shiftKey ? 'Shift+' : ''}${key}`;
}

export function isAlwaysOurs(combo: string): boolean {
  return alwaysOurs.test(combo);
}

function keyName({ key, code, ctrlKey, altKey }: KeyStroke): string | undefined {
  if (named[key] !== undefined) return named[key];
  // The letter or digit by its place: an input method or another layout may have changed what it types.
  if (ctrlKey || altKey) return /^(?:Key|Digit)(.)$/u.exec(code)?.[1] ?? (key.length > 1 ? key : undefined);
  return key.length > 1 ? key : undefined;
}

const order = [
  'F1',
  'F2',
  'F3',
  'F4',
  'F5',
  'F6',
  'F7',
  'Shift+F7',
  'F8',
  'Shift+F8',
  'Up',
  'Enter',
  'Space',
  'Ctrl+D',
  'Ctrl+E',
  'Ctrl+L',
  'Ctrl+M',
  'Ctrl+P',
  'Ctrl+U',
  'Esc',
  'Ctrl+K',
  'Ctrl+Q',
];

/** Place on the key bar and in the help: F-keys, then what moves, then Ctrl. */
export function keyRank(combo: string): number {
  const index = order.indexOf(combo);
  return index === -1 ? order.length : index;
}

/** What is written on the key: `Ctrl K`, `↑ ↓`. */
export function keyCap(combo: string): string {
  const caps: Readonly<Record<string, string>> = { Up: '↑ ↓', Left: '← →' };
  return caps[combo] ?? combo.replaceAll('+', ' ');
}
