import type { Locator, Page } from '@playwright/test';

/** The import of an old register. */
export class ImportPage {
  readonly #page: Page;
  readonly counts: Locator;
  readonly rejected: Locator;
  readonly result: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.counts = page.locator('.mc-counts');
    this.rejected = page.getByRole('group', { name: 'Các dòng không nhập được và lý do' }).getByRole('listitem');
    this.result = page.getByRole('status').filter({ hasText: /Đã nhập xong|Không có hồ sơ nào mới/u });
  }

  /** F9 opens the system's picker; the file is chosen there. */
  async choose(file: string | { readonly name: string; readonly mimeType: string; readonly buffer: Buffer }): Promise<void> {
    const picker = this.#page.waitForEvent('filechooser');
    await this.#page.keyboard.press('F9');
    await (await picker).setFiles(file);
  }

  async count(name: 'importable' | 'already' | 'rejected' | 'read'): Promise<string> {
    return (await this.counts.locator(`[data-count="${name}"] dd`).textContent()) ?? '';
  }

  /** Writes down what the progress line says from now on: a fast import may be over before anybody looks. */
  async rememberProgress(): Promise<void> {
    await this.#page.evaluate(() => {
      const seen: string[] = [];
      Object.assign(window, { progressSeen: seen });
      new MutationObserver(() => {
        const text = document.querySelector('.mc-running-count b')?.textContent;
        if (text !== undefined && text !== null && text !== seen.at(-1)) seen.push(text);
      }).observe(document.body, { subtree: true, childList: true, characterData: true });
    });
  }

  progressSeen(): Promise<readonly string[]> {
    return this.#page.evaluate(() => (window as unknown as { readonly progressSeen: readonly string[] }).progressSeen);
  }
}
