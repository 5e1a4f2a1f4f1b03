/* oxlint-disable no-empty-pattern -- Playwright reads what a fixture needs from this pattern, also when it needs nothing. */
/** What every story stands on: a counter of its own, its shell, and a page that went in by the one-time URL. */
import { _electron, type Browser, type BrowserContext, type ElectronApplication, expect, type Page, test as base } from '@playwright/test';
import { type CupsPdf, startCupsPdf, whyNoQueue } from '../../helpers/cups.ts';
import { followPrinted, type Printed } from './printed.ts';
import { chromiumLaunch } from './chromium.ts';
import { copyOf, type Counter, demoCounter, emptyCounter } from './counter-folder.ts';
import { type Desk, deskOn } from './desk.ts';
import { type District, startDistrict } from './district.ts';
import { type Watch, watchPage } from './page-watch.ts';
import { root } from './root.ts';
import { type Shell, startShell } from './shell.ts';

export { expect } from '@playwright/test';
export type { Desk } from './desk.ts';

export type E2eOptions = { readonly shellKind: 'loopback' | 'electron'; readonly electronBinary: string | undefined };

type Stories = {
  /** `demo`: the commune with 863 dossiers; `empty`: a machine nobody has set up. */
  readonly seed: 'demo' | 'empty';
  /** Name of the default print queue; none unless a story says otherwise. */
  readonly printer: string | undefined;
  /** A print queue of this story alone. */
  readonly cups: CupsPdf;
  /** What is handed to the print system during the story. */
  readonly printed: Printed;
  readonly counter: Counter;
  readonly loopback: Shell | undefined;
  /** The loopback shell. Stories that take it do not run in Electron. */
  readonly shell: Shell;
  readonly electronApp: ElectronApplication | undefined;
  /** A district server of this story alone, where the counter is enrolled as `npm start` does it. */
  readonly district: District;
  /** What the pages of this story did wrong: looked at when it ends. */
  readonly watch: Watch;
  /** Opens a shell in a window of its own. */
  readonly openDesk: (shell: Shell) => Promise<Desk>;
  /** The counter's window, at sign-in or set-up. */
  readonly desk: Desk;
};

type Machine = E2eOptions & { readonly demo: Counter; readonly chromium: Browser | undefined };

export const test = base.extend<Stories, Machine>({
  shellKind: ['loopback', { option: true, scope: 'worker' }],
  electronBinary: [undefined, { option: true, scope: 'worker' }],
  seed: ['demo', { option: true }],
  printer: [undefined, { option: true }],

  demo: [
    async ({}, use) => {
      const counter = demoCounter();
      await use(counter);
      counter.remove();
    },
    { scope: 'worker' },
  ],

  printed: async ({ cups }, use) => {
    const printed = followPrinted(cups.printer);
    await use(printed);
    printed.stop();
  },

  cups: async ({}, use, info) => {
    info.skip(whyNoQueue !== undefined, whyNoQueue ?? '');
    const cups = startCupsPdf();
    await use(cups);
    cups.stop();
  },

  chromium: [
    async ({ playwright, shellKind }, use) => {
      const browser = shellKind === 'loopback' ? await playwright.chromium.launch(chromiumLaunch()) : undefined;
      await use(browser);
      await browser?.close();
    },
    { scope: 'worker' },
  ],

  counter: async ({ seed, demo }, use) => {
    const counter = seed === 'demo' ? copyOf(demo) : emptyCounter();
    await use(counter);
    counter.remove();
  },

  loopback: async ({ shellKind, counter, printer }, use) => {
    const shell = shellKind === 'loopback' ? await startShell(counter, printer) : undefined;
    await use(shell);
    await shell?.stop();
  },

  shell: async ({ loopback }, use) => {
    if (loopback === undefined) throw new Error('A story of the loopback shell was run in Electron.');
    await use(loopback);
  },

  watch: async ({}, use) => {
    const watch = watchPage();
    await use(watch);
    expect(watch.strangers, 'requests that left this machine').toEqual([]);
    expect(watch.faults, 'errors nobody caught').toEqual([]);
  },

  openDesk: async ({ chromium, watch }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (shell) => {
      if (chromium === undefined) throw new Error('Only Chromium opens the loopback shell.');
      const context = await chromium.newContext();
      contexts.push(context);
      watch.follow(context);
      const page = await context.newPage();
      await page.goto(shell.openUrl);
      await page.waitForURL(shell.url);
      return deskOn(page);
    });
    for (const context of contexts) await context.close();
  },

  electronApp: async ({ shellKind, electronBinary, counter, seed, watch, printer }, use) => {
    if (shellKind === 'loopback') return use(undefined);
    if (electronBinary === undefined) throw new Error('Neither shell is there.');
    const { NODE_OPTIONS: _loader, ELECTRON_RUN_AS_NODE: _asNode, ...env } = process.env;
    const app = await _electron.launch({
      executablePath: electronBinary,
      args: ['.', `--data=${counter.dataDir}-electron`, ...(seed === 'empty' ? ['--fresh'] : [])],
      cwd: root,
      chromiumSandbox: true,
      env: { ...(env as Record<string, string>), MC_PROFILE: counter.stateDir, ...(printer === undefined ? {} : { LPDEST: printer }) },
    });
    watch.follow(app.context());
    await use(app);
    await app.close();
  },

  desk: async ({ loopback, openDesk, electronApp }, use) => {
    if (loopback !== undefined) return use(await openDesk(loopback));
    if (electronApp === undefined) throw new Error('Neither shell is there.');
    const page: Page = await electronApp.firstWindow();
    await use(deskOn(page));
  },

  district: async ({ loopback, electronApp, desk }, use) => {
    // Its window is open: the app is there to be told.
    void desk;
    const district = await startDistrict();
    loopback?.demoUpstream(district.upstream);
    await electronApp?.evaluate((_, upstream) => {
      process.emit('message', { kind: 'demo-upstream', ...upstream }, undefined);
    }, district.upstream);
    await use(district);
    await district.stop();
  },
});
