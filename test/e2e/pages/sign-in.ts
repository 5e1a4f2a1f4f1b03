import { expect, type Locator, type Page } from '@playwright/test';
import { demoPin } from '../harness/people.ts';

/** The sign-in and lock screen. */
export class SignInPage {
  readonly #page: Page;
  readonly tiles: Locator;
  readonly name: Locator;
  readonly pin: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.tiles = page.getByRole('list', { name: 'Người làm ở quầy' }).getByRole('button');
    this.name = page.getByRole('textbox', { name: 'Tìm theo tên' });
    this.pin = page.getByLabel(/^Mã PIN/u);
  }

  tile(name: string): Locator {
    return this.tiles.filter({ hasText: name });
  }

  async shown(): Promise<void> {
    await expect(this.#page.getByRole('heading', { name: 'Ai đang làm ở quầy này?' })).toBeVisible();
  }

  /** By keyboard alone: arrows to the person, digits, Enter; waits until the desk is theirs. */
  async as(name: string): Promise<void> {
    await this.try(name, demoPin);
    await expect(this.#page.getByRole('banner').getByRole('button', { name })).toBeVisible();
  }

  async try(name: string, pin: string): Promise<void> {
    await this.shown();
    await this.choose(name);
    await this.#page.keyboard.type(pin);
    await this.#page.keyboard.press('Enter');
  }

  /** Moves to the tile with the arrow keys; the PIN field keeps the focus. */
  async choose(name: string): Promise<void> {
    await expect(this.pin).toBeFocused();
    const names = await this.tiles.locator('b').allTextContents();
    const pressed = await this.tiles.evaluateAll((tiles) => tiles.findIndex((tile) => tile.getAttribute('aria-pressed') === 'true'));
    const steps = names.indexOf(name) - pressed;
    for (let step = 0; step < Math.abs(steps); step += 1) await this.#page.keyboard.press(steps > 0 ? 'ArrowRight' : 'ArrowLeft');
    await expect(this.tile(name)).toHaveAttribute('aria-pressed', 'true');
    await expect(this.pin).toBeFocused();
  }
}
