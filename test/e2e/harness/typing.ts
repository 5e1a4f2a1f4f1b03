import { expect, type Page } from '@playwright/test';

/** Slower than any scanner: an average gap above the 35 ms that tell the two apart. */
const gapMs = 45;

/** Types as a person does, into whatever has the focus. */
export async function typed(page: Page, text: string): Promise<void> {
  await page.keyboard.type(text, { delay: gapMs });
}

export async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

/** A command by part of its name, from the list of all of them; waits until the list is gone: its keys hide those of the screen. */
export async function command(page: Page, part: string): Promise<void> {
  await press(page, 'Control+k');
  await expect(page.getByRole('dialog').getByRole('textbox')).toBeFocused();
  await typed(page, part);
  await press(page, 'Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
}
