/** A real Chromium over the page whose calls are answered in memory: one browser for a file of tests, one tab for each `open`. */
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, type BrowserContext, chromium, expect as playwrightExpect, type Page } from '@playwright/test';
import { afterAll, beforeAll, expect, vi } from 'vitest';
import { chromiumLaunch } from '../../e2e/harness/chromium.ts';
import type { Made } from './double.ts';
import { serveDouble, type Served } from './serve.ts';

/** The machine may be busy with other tests: a thing is waited for this long. */
const waitMs = 40_000;

/** Playwright's `expect`: looks again until what is said is true. */
export const see = playwrightExpect.configure({ timeout: waitMs });

export type Opened = AsyncDisposable & {
  readonly page: Page;
  /** What the page asked for under this name, in its order. */
  readonly made: (name: string) => Promise<unknown[]>;
};
export type View = {
  readonly language?: string;
  readonly width?: number;
  readonly height?: number;
  readonly timezoneId?: string;
};
/** Opens the double at `?query` and waits for `ready`. Closing expects that the page told of no fault. */
export type Open = (query: string, view?: View) => Promise<Opened>;

/** The four windows every screen is looked at in. */
export const windows = [
  [1366, 768],
  [1366, 696],
  [1093, 614],
  [1920, 1080],
] as const;

/** Asked once at the top of a file, whose tests may take two minutes each. */
export function overDouble(ready: string): Open {
  vi.setConfig({ testTimeout: 120_000 });
  let served: Served;
  let browser: Browser;
  // Tabs of one context share what they have fetched; a time zone belongs to the context.
  const contexts = new Map<string, Promise<BrowserContext>>();

  beforeAll(async () => {
    [served, browser] = await Promise.all([serveDouble(), chromium.launch(chromiumLaunch())]);
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await served.close();
  });

  return async (query, { language = 'vi', width = 1366, height = 768, timezoneId = '' } = {}) => {
    const context = contexts.get(timezoneId) ?? browser.newContext(timezoneId === '' ? {} : { timezoneId });
    contexts.set(timezoneId, context);
    const page = await (await context).newPage();
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') faults.push(message.text());
    });
    page.setDefaultTimeout(waitMs);
    await page.setViewportSize({ width, height });
    await page.addInitScript((chosen) => {
      localStorage.setItem('mot-cua-language', chosen);
    }, language);
    await page.goto(`${served.url}?${query}`);
    await page.waitForSelector(ready);
    return {
      page,
      made: async (name) =>
        (await page.evaluate(() => (globalThis as unknown as { made: Made[] }).made))
          .filter((one) => one.name === name)
          .map(({ input }) => input),
      [Symbol.asyncDispose]: async () => {
        await page.close();
        expect(faults).toEqual([]);
      },
    };
  };
}

/** What axe finds: the rule, and each element with what is wrong with it. */
export async function barriers(page: Page, within = 'html'): Promise<unknown[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().include(within).analyze();
  return violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html, failureSummary }) => `${html} ${failureSummary ?? ''}`) }));
}

/** Keys shown in place of their words (`people.verb.new`), of `areas` of the locales, and values never filled in. */
export async function bareKeys(page: Page, areas: readonly string[], within = 'body'): Promise<string[]> {
  const text = await page.locator(within).innerText();
  return text.match(new RegExp(String.raw`\b(?:${areas.join('|')})\.[\w.-]+|\{\{`, 'gu')) ?? [];
}
