import type { CDPSession, Page } from '@playwright/test';

/** Keys of one tab: the line they go over, and the time of the last, which the next must not come before. */
type Keys = { readonly line: CDPSession; lastSeconds: number };

const keysOf = new WeakMap<Page, Promise<Keys>>();
const scannerGapSeconds = 0.005;
/** The page listens on for as long as a key's time is from its own: so long a busy machine may take to bring the next. */
const aheadSeconds = 0.4;
/** A person's speed: keys closer than 35 ms are a scanner's. */
const handGapSeconds = 0.06;
/** Longer than the silence that ends a burst. */
const restMs = 100;
const enter = { key: 'Enter', code: 'Enter', text: '\r', windowsVirtualKeyCode: 13 };
const backspace = { key: 'Backspace', code: 'Backspace', windowsVirtualKeyCode: 8 };

type Key = { readonly key: string; readonly code?: string; readonly text?: string; readonly windowsVirtualKeyCode: number };

/** A scanner that types like a keyboard: every letter a key of its own, as Windows' VK_PACKET gives it, then Enter. `\b` is the Backspace of an input method. */
export async function scan(page: Page, text: string): Promise<void> {
  await send(page, [...[...text].map((letter) => (letter === '\b' ? backspace : packet(letter))), enter], scannerGapSeconds, aheadSeconds);
}

/** What UniKey does to a word while a person types it: takes letters back and sends others. */
export async function rewrite(page: Page, back: number, text: string): Promise<void> {
  await send(page, [...Array.from({ length: back }, () => backspace), ...[...text].map(packet)], scannerGapSeconds);
}

/** A person who types: the keys say so by their times, without a test that waits for each. */
export async function type(page: Page, text: string): Promise<void> {
  await send(page, [...text].map(packet), handGapSeconds);
  await page.waitForTimeout(restMs);
}

function packet(letter: string): Key {
  return { key: letter, text: letter, windowsVirtualKeyCode: 231 };
}

async function send(page: Page, keys: readonly Key[], gapSeconds: number, ahead = 0): Promise<void> {
  const opened =
    keysOf.get(page) ??
    page
      .context()
      .newCDPSession(page)
      .then((line) => ({ line, lastSeconds: 0 }));
  keysOf.set(page, opened);
  const keyboard = await opened;
  // Times of their own: how long a busy machine takes to hand the keys over says nothing about who typed them.
  const startedAt = ahead + Math.max(Date.now() / 1000, keyboard.lastSeconds + restMs / 1000);
  keyboard.lastSeconds = startedAt + keys.length * gapSeconds;
  // Without the releases, which nobody listens to: the fewer messages, the sooner they are all there.
  await Promise.all(
    keys.map((key, at) =>
      keyboard.line.send('Input.dispatchKeyEvent', { type: 'keyDown', timestamp: startedAt + at * gapSeconds, ...key }),
    ),
  );
}
