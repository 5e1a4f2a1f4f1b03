import { expect, type Locator, type Page } from '@playwright/test';
import { typed } from '../harness/typing.ts';

/** The reception screen: the form, the paper beside it, F9 and the print bar in its place. */
export class ReceptionPage {
  readonly #page: Page;
  readonly verb: Locator;
  readonly printBar: Locator;
  readonly paper: Locator;
  readonly drafts: Locator;
  readonly dueStrip: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.verb = page.getByRole('button', { name: /^F9 /u });
    this.printBar = page.getByRole('status').filter({ hasText: /Hồ sơ đã lưu, mã|Đang lưu và in giấy/u });
    this.paper = page.getByRole('img', { name: /^Xem trước giấy tiếp nhận/u });
    this.drafts = page.getByRole('tablist', { name: 'Nháp đang làm' }).getByRole('tab');
    this.dueStrip = page.getByRole('region', { name: 'Hẹn trả kết quả' });
  }

  /** The input of a field by its name in the draft: `procedure`, `fullName`, `phone`, `document-0` … */
  field(name: string): Locator {
    return this.#page.locator(`[data-field="${name}"]`).locator('input, textarea').first();
  }

  /** What stands under a field that F9 pointed at. */
  complaint(name: string): Locator {
    return this.#page.locator(`[data-field="${name}"]`).locator('.mc-field-error');
  }

  ticks(): Locator {
    return this.#page.getByRole('region', { name: 'Thành phần hồ sơ' }).getByRole('checkbox');
  }

  /** Types part of a name into the focused picker, waits for the procedure to lead the list, and takes it with Enter. */
  async pick(part: string, name: string): Promise<void> {
    await expect(this.field('procedure')).toBeFocused();
    await typed(this.#page, part);
    await expect(this.#page.getByRole('option').first()).toContainText(name);
    await this.#page.keyboard.press('Enter');
    await expect(this.field('procedure')).toHaveValue(name);
    // The focus goes on to the first empty field once the procedure is drawn.
    await expect(this.field('procedure')).not.toBeFocused();
  }

  /** The short code the print bar says, `250424-2001`, once the paper is out or has failed. */
  async acceptedCode(): Promise<string> {
    await expect(this.printBar).toContainText(/Hồ sơ đã lưu, mã/u);
    return /\d{6}-\d{4}/u.exec((await this.printBar.textContent()) ?? '')?.[0] ?? '';
  }
}
