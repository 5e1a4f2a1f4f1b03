/** A keyboard-wedge scanner, as the browser sees one: real key events a few milliseconds apart, letters with marks included. */
import type { Page } from '@playwright/test';

type Key = { readonly key: string; readonly text?: string };

/** Scans `payload` into whatever has the focus and ends with Enter. */
export async function scan(page: Page, payload: string): Promise<void> {
  await burst(page, [...[...payload].map((letter) => ({ key: letter, text: letter })), enter]);
}

/** The same scan with an input method rewriting it: each letter with a mark is typed bare, taken back and typed again. */
export async function scanThroughIme(page: Page, payload: string): Promise<void> {
  await burst(page, [...[...payload].flatMap(rewritten), enter]);
}

const enter: Key = { key: 'Enter', text: '\r' };

function rewritten(letter: string): readonly Key[] {
  const bare = letter.normalize('NFD').replace(/\p{Mn}/gu, '');
  return bare === letter
    ? [{ key: letter, text: letter }]
    : [{ key: bare, text: bare }, { key: 'Backspace' }, { key: letter, text: letter }];
}

const gapSeconds = 0.008;
/** The page listens on for as long as a key's time is from its own: so long a busy machine may take to bring the next. */
const aheadSeconds = 0.4;

/**
 * Playwright's keyboard has no key events for letters with marks; the protocol has. Sent at once, each with the time a scanner would give it:
 * a burst does not wait for answers, and a busy machine does not turn it into typing.
 */
async function burst(page: Page, keys: readonly Key[]): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const codes: Readonly<Record<string, number>> = { Enter: 13, Backspace: 8 };
  const begun = Date.now() / 1000 + aheadSeconds;
  await Promise.all(
    keys.flatMap(({ key, text }, index) => {
      const stroke = {
        key,
        timestamp: begun + index * gapSeconds,
        ...(codes[key] === undefined ? {} : { code: key, windowsVirtualKeyCode: codes[key] }),
      };
      return [
        session.send('Input.dispatchKeyEvent', {
          type: text === undefined ? 'rawKeyDown' : 'keyDown',
          ...stroke,
          ...(text === undefined ? {} : { text, unmodifiedText: text }),
        }),
        session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...stroke }),
      ];
    }),
  );
  await session.detach();
}
