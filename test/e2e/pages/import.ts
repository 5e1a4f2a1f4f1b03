import type { FileChooser, Locator, Page } from '@playwright/test';
import type { RegisterFile } from '../harness/registers.ts';

/** The import of an old register. */
export class ImportPage {
  readonly #page: Page;
  #picker: PromiseWithResolvers<FileChooser> | undefined;
  readonly counts: Locator;
  readonly rejected: Locator;
  readonly result: Locator;

  constructor(page: Page) {
    this.#page = page;
    // Listened to from the beginning: the browser hears of a listener a moment later, and a picker opened meanwhile would be nobody's.
    page.on('filechooser', (chooser) => {
      this.#picker?.resolve(chooser);
    });
    this.counts = page.locator('.mc-counts');
    this.rejected = page.getByRole('group', { name: 'Các dòng không nhập được và lý do' }).getByRole('listitem');
    this.result = page.getByRole('status').filter({ hasText: /Đã nhập xong|Không có hồ sơ nào mới/u });
  }

  /** F9 opens the system's picker; the file is chosen there. */
  async choose(file: RegisterFile): Promise<void> {
    this.#picker = Promise.withResolvers<FileChooser>();
    await this.#page.keyboard.press('F9');
    await (await this.#picker.promise).setFiles(file);
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
