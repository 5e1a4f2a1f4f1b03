import type { CDPSession, Page } from '@playwright/test';

const lines = new WeakMap<Page, Promise<CDPSession>>();

/** A scanner that types like a keyboard: every letter a key of its own, as Windows' VK_PACKET gives it, then Enter. */
export async function scan(page: Page, text: string): Promise<void> {
  const line = lines.get(page) ?? page.context().newCDPSession(page);
  lines.set(page, line);
  const keyboard = await line;
  const packet = (key: string) => ({ key, text: key, unmodifiedText: key, windowsVirtualKeyCode: 231 });
  const enter = { key: 'Enter', code: 'Enter', text: '\r', windowsVirtualKeyCode: 13 };
  await Promise.all(
    [...[...text].map(packet), enter].flatMap((key) => [keyboard.send('Input.dispatchKeyEvent', { type: 'keyDown', ...key }), keyboard.send('Input.dispatchKeyEvent', { type: 'keyUp', key: key.key, windowsVirtualKeyCode: key.windowsVirtualKeyCode })]),
  );
}
