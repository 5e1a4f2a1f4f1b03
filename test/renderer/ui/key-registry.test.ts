import { expect, test } from 'vitest';
import { createKeyRegistry, dropKeys, heldKeys, type KeyBinding, putKeys } from '../../../renderer/ui/keys/key-registry.ts';

const key = (combo: KeyBinding['combo'], label: string): KeyBinding => ({ combo, label, run: () => undefined });
const held = (registry: ReturnType<typeof createKeyRegistry>) =>
  heldKeys(registry.getState()).map(({ combo, label }) => `${combo} ${label}`);

test('a screen stands over the frame, a dialog hides both, and what goes leaves the ones below', () => {
  const registry = createKeyRegistry();
  const [frame, screen, dialog] = [Symbol('frame'), Symbol('screen'), Symbol('dialog')];
  putKeys(registry, screen, 'screen', [key('F2', 'of the screen'), key('F9', 'accept')]);
  putKeys(registry, frame, 'frame', [key('F1', 'help'), key('F2', 'of the frame')]);
  expect(held(registry)).toEqual(['F1 help', 'F2 of the screen', 'F9 accept']);
  putKeys(registry, dialog, 'dialog', [key('Esc', 'close')]);
  expect(held(registry)).toEqual(['Esc close']);
  dropKeys(registry, dialog);
  dropKeys(registry, screen);
  expect(held(registry)).toEqual(['F1 help', 'F2 of the frame']);
});
