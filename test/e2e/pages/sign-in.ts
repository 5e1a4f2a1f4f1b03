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

  /** By keyboard alone: arrows to the person, digits, Enter, and Enter again to the clock's question of the day; waits until the desk is theirs. */
  async as(name: string): Promise<void> {
    await this.try(name, demoPin);
    await this.entered(name);
  }

  /** The right PIN was given: says yes to the clock's question where it is asked, and waits until the desk is theirs. */
  async entered(name: string): Promise<void> {
    const desk = this.#page.getByRole('banner').getByRole('button', { name });
    const clock = this.#page.getByRole('heading', { name: 'Bây giờ là mấy giờ?' });
    await expect(desk.or(clock)).toBeVisible();
    if (await clock.isVisible()) await this.#page.keyboard.press('Enter');
    await expect(desk).toBeVisible();
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
