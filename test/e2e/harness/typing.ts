import type { Page } from '@playwright/test';

/** Slower than any scanner: an average gap above the 35 ms that tell the two apart. */
const gapMs = 45;

/** Types as a person does, into whatever has the focus. */
export async function typed(page: Page, text: string): Promise<void> {
  await page.keyboard.type(text, { delay: gapMs });
}

export async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}
