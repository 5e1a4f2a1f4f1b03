import type { CDPSession, Page } from '@playwright/test';

const lines = new WeakMap<Page, Promise<CDPSession>>();
const gapSeconds = 0.005;
const enter = { key: 'Enter', code: 'Enter', text: '\r', windowsVirtualKeyCode: 13 };
const backspace = { key: 'Backspace', code: 'Backspace', windowsVirtualKeyCode: 8 };

type Key = { readonly key: string; readonly code?: string; readonly text?: string; readonly windowsVirtualKeyCode: number };

/** A scanner that types like a keyboard: every letter a key of its own, as Windows' VK_PACKET gives it, then Enter. `\b` is the Backspace of an input method. */
export async function scan(page: Page, text: string): Promise<void> {
  await send(page, [...[...text].map((letter) => (letter === '\b' ? backspace : packet(letter))), enter]);
}

/** What UniKey does to a word while a person types it: takes letters back and sends others. */
export async function rewrite(page: Page, back: number, text: string): Promise<void> {
  await send(page, [...Array.from({ length: back }, () => backspace), ...[...text].map(packet)]);
}

function packet(letter: string): Key {
  return { key: letter, text: letter, windowsVirtualKeyCode: 231 };
}

async function send(page: Page, keys: readonly Key[]): Promise<void> {
  const line = lines.get(page) ?? page.context().newCDPSession(page);
  lines.set(page, line);
  const keyboard = await line;
  // Times of their own: how long a busy machine takes to hand the keys over says nothing about the scanner.
  const startedAt = Date.now() / 1000;
  await Promise.all(
    keys.flatMap((key, at) => {
      const timestamp = startedAt + at * gapSeconds;
      return [
        keyboard.send('Input.dispatchKeyEvent', { type: 'keyDown', timestamp, ...key }),
        keyboard.send('Input.dispatchKeyEvent', {
          type: 'keyUp',
          timestamp,
          key: key.key,
          windowsVirtualKeyCode: key.windowsVirtualKeyCode,
        }),
      ];
    }),
  );
}
