/** Looks at a screen at each size of the guide: a picture for people, and what a machine can tell about it. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, type TestInfo } from '@playwright/test';

export const sizes = [
  { width: 1366, height: 768 },
  { width: 1366, height: 696 },
  { width: 1093, height: 614 },
  { width: 1920, height: 1080 },
] as const;

/** The paper is no tab stop, so that Tab stays on the work: F6 leads to it, as a story shows. */
const paperByF6 = 'scrollable-region-focusable: .mc-desk';

/** Pictures go to `test-results`, named after the screen and its size; axe looks once. */
export async function lookAt(page: Page, info: TestInfo, screen: string): Promise<void> {
  for (const size of sizes) {
    await page.setViewportSize(size);
    await settled(page);
    await page.screenshot({ path: info.outputPath(`${screen}-${String(size.width)}x${String(size.height)}.png`), caret: 'initial' });
    expect.soft(await spilled(page), `${screen} at ${String(size.width)}×${String(size.height)}`).toEqual([]);
  }
  await page.setViewportSize(sizes[0]);
  await settled(page);
  // Legacy mode: otherwise axe opens a page of its own, and this one is no longer in front.
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .setLegacyMode()
    .analyze();
  const found = violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
  expect
    .soft(
      found.filter((one) => one !== paperByF6),
      `axe on ${screen}`,
    )
    .toEqual([]);
}

/** Fonts are there, pictures are drawn, nothing moves. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready;
    await Promise.all([...document.images].map((image) => image.decode().catch(() => undefined)));
    await Promise.all(
      document
        .getAnimations()
        .filter(({ effect }) => effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY)
        .map(({ finished }) => finished.catch(() => undefined)),
    );
  });
  await page.evaluate(
    () =>
      new Promise((drawn) => {
        requestAnimationFrame(() => {
          requestAnimationFrame(drawn);
        });
      }),
  );
}

/** What lies outside the window or is cut by it: the page never scrolls, and the verb is always whole. */
function spilled(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const root = document.documentElement;
    if (root.scrollWidth > innerWidth) found.push(`the page is ${String(root.scrollWidth - innerWidth)} px too wide`);
    if (root.scrollHeight > innerHeight) found.push(`the page is ${String(root.scrollHeight - innerHeight)} px too high`);
    for (const one of document.querySelectorAll<HTMLElement>('.mc-f9, .mc-print-button, .mc-came-out button, .mc-fkey')) {
      const box = one.getBoundingClientRect();
      if (box.right > innerWidth + 0.5 || box.bottom > innerHeight + 0.5 || box.left < -0.5) found.push(`${one.textContent} is cut`);
    }
    for (const keys of document.querySelectorAll<HTMLElement>('.mc-fkeys'))
      if (keys.scrollWidth > keys.clientWidth) found.push(`the keys are ${String(keys.scrollWidth - keys.clientWidth)} px too wide`);
    // Overlapping controls: the middle of each field must be its own.
    const work = document.querySelector('[role="dialog"]') ?? document.querySelector('main');
    for (const field of work?.querySelectorAll<HTMLElement>('input:not([type="file"]), textarea, button') ?? []) {
      const box = field.getBoundingClientRect();
      if (box.width < 2 || box.height < 2 || field.closest('[inert]') !== null || getComputedStyle(field).opacity === '0') continue;
      const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
      if (x < 0 || y < 0 || x > innerWidth || y > innerHeight) continue;
      // Scrolled out of its list or panel: somebody gets there by scrolling.
      const scroller = field.parentElement?.closest<HTMLElement>(
        '.mc-documents-rows, .mc-list-scroll, .mc-applicant, .mc-work, .mc-desk, .mc-commands',
      );
      const view = scroller?.getBoundingClientRect();
      if (view !== undefined && (y < view.top || y > view.bottom)) continue;
      const top = document.elementFromPoint(x, y);
      const mine = top !== null && (field.contains(top) || top.contains(field) || top.closest('label')?.contains(field) === true);
      if (!mine)
        found.push(`${field.getAttribute('aria-label') ?? field.textContent ?? field.tagName} lies under ${String(top?.className)}`);
    }
    return found;
  });
}
