import type { BrowserContext } from '@playwright/test';

export type HeldLine = {
  /** Resolves when the app has answered the call; the page does not get the answer. */
  readonly answered: Promise<void>;
};

/** Lets every message of the page's line pass but the first answer to the call at `path`. Set up before the page is opened. */
export async function holdAnswer(context: BrowserContext, path: string): Promise<HeldLine> {
  const { promise: answered, resolve } = Promise.withResolvers<void>();
  let heldId: string | undefined;
  await context.routeWebSocket(/\/line$/u, (page) => {
    const app = page.connectToServer();
    let calls = heldId === undefined;
    page.onMessage((message) => {
      const { i, p } = JSON.parse(String(message)) as { i: string; p?: { u?: string } };
      if (calls && p?.u === path) {
        heldId = i;
        calls = false;
      }
      app.send(message);
    });
    app.onMessage((message) => {
      const { i } = JSON.parse(String(message)) as { i: string };
      if (i === heldId) resolve();
      else page.send(message);
    });
  });
  return { answered };
}
