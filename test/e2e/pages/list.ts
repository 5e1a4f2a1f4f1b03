import { expect, type Locator, type Page } from '@playwright/test';
import { press, typed } from '../harness/typing.ts';

/** The dossier list: one search, the lines, the peek. */
export class ListPage {
  readonly #page: Page;
  readonly search: Locator;
  readonly lines: Locator;
  readonly tabs: Locator;
  readonly peek: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.search = page.getByRole('combobox', { name: /^Tìm hồ sơ theo tên/u });
    this.lines = page
      .getByRole('grid', { name: 'Danh sách hồ sơ' })
      .getByRole('row')
      .filter({ has: page.getByRole('gridcell') });
    this.tabs = page.getByRole('tablist', { name: 'Tình trạng hồ sơ' }).getByRole('tab');
    this.peek = page.getByRole('complementary');
  }

  /** F3, the text over the old one. */
  async find(text: string): Promise<void> {
    await press(this.#page, 'F3');
    await expect(this.search).toBeFocused();
    await typed(this.#page, text);
    await expect(this.search).toHaveValue(text);
  }
}
