/** Screens at 1280×720, and at 125 % and 150 % of it: nothing leaves the page, hides under the keys or is cut in the middle of a word. */
import { expect, test } from 'vitest';
import { overDouble, see } from '../harness/over-double.ts';

const open = overDouble('.mc-outage-day, .mc-dossier-facts, .mc-ledger, .mc-explained, .mc-person-panel');
const sizes = [
  [1280, 720],
  [1024, 576],
  [853, 480],
] as const;

/** Texts and fields that are out of reach: beside the page, under the key bar with nothing to scroll, or a key cut by its neighbour. */
const outOfReach = (): string[] => {
  const name = (one: HTMLElement): string => `${one.tagName}.${one.className} ${one.innerText.slice(0, 30)}`;
  const scrolls = (one: Element): boolean =>
    /auto|scroll/u.test(getComputedStyle(one).overflowY) && one.scrollHeight > one.clientHeight + 1;
  const isInScroller = (one: Element | null): boolean => one !== null && (scrolls(one) || isInScroller(one.parentElement));
  const foot = document.querySelector('.mc-foot')!.getBoundingClientRect();
  const said = [...document.querySelectorAll<HTMLElement>('main *')].filter((one) => {
    const { width, height, right, bottom } = one.getBoundingClientRect();
    const hasWords = one.matches('input, select, textarea') || [...one.childNodes].some(({ nodeType }) => nodeType === Node.TEXT_NODE);
    const isShown = width > 0 && height > 0 && hasWords && one.closest('.mc-visually-hidden, svg') === null;
    return isShown && (right > innerWidth + 1 || (bottom > foot.top + 1 && !isInScroller(one.parentElement)));
  });
  const bar = document.querySelector('.mc-fkeys')!.getBoundingClientRect();
  const keys = [...document.querySelectorAll<HTMLElement>('.mc-fkey')].filter((one) => {
    const { top, right } = one.getBoundingClientRect();
    return top < bar.bottom - 1 && right > bar.right + 1;
  });
  const page = document.scrollingElement!;
  const isScrolled = page.scrollHeight > innerHeight + 1 || page.scrollWidth > innerWidth + 1;
  return [...said, ...keys].map(name).concat(isScrolled ? ['the page scrolls'] : []);
};

test.each([
  ['outages', 'en'],
  ['people', 'en'],
  ['numbers&restored=1', 'vi'],
  ['explained', 'en'],
  ['dossier&code=250409-1002&role=specialist', 'en'],
])('%s (%s)', async (screen, language) => {
  await using opened = await open(`screen=${screen}`, { language });
  const { page } = opened;
  await see(page.locator('.mc-fkey').first()).toBeVisible();
  for (const [width, height] of sizes) {
    await page.setViewportSize({ width, height });
    await page.evaluate(() => document.fonts.ready);
    await expect.poll(async () => [width, await page.evaluate(outOfReach)], { timeout: 20_000 }).toEqual([width, []]);
  }
});
